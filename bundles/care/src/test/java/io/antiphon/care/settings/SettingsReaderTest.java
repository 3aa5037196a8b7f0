package io.antiphon.care.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Problem;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettingsReaderTest {

    @Test
    void theUsualSettingsAreSound() {
        SettingsReader.Result read = SettingsReader.read(SettingsReader.usual());
        assertEquals(List.of(), read.problems());
        assertEquals(
                List.of("thanks", "care"),
                read.settings().queues().stream().map(Queue::name).toList());
        assertEquals(Duration.ofHours(8), read.settings().level("care").firstAnswer());
    }

    @Test
    void allThatIsWrongIsToldAtOnceWithItsPlace() {
        List<Problem> problems = SettingsReader.read("""
                        {"queues": [{"name": "A b", "level": "gold"}, {"title": 3}], "reopenDays": -1, "colour": "red", "thanks": "x",
                         "levels": [{"name": "l", "firstAnswer": "soon", "calendar": "moon"}],
                         "macros": [{"name": "m", "steps": [{"verb": "dance"}]}]}""").problems();
        List<String> where = problems.stream().map(Problem::where).toList();
        assertTrue(
                where.containsAll(List.of(
                        "queues/0/name",
                        "queues/0/level",
                        "queues/1/name",
                        "queues/1/title",
                        "reopenDays",
                        "colour",
                        "thanks",
                        "levels/0/firstAnswer",
                        "levels/0/calendar",
                        "macros/0/steps/0/verb")),
                where::toString);
    }

    @Test
    void whatIsNoJsonIsAProblemAndNoException() {
        for (String text : List.of("", "[]", "{", "null", "{} {}")) {
            assertEquals(1, SettingsReader.read(text).problems().size(), text);
        }
    }
}
