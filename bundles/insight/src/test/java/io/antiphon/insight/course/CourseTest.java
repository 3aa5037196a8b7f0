package io.antiphon.insight.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Endpoint;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Person;
import io.antiphon.spi.Position;
import io.antiphon.spi.Request;
import io.antiphon.spi.Role;
import io.antiphon.spi.Signal;
import io.antiphon.tck.MemoryState;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CourseTest {

    private static final Instant NOW = Instant.parse("2026-03-31T12:00:00Z");

    private MemoryState state;
    private long position;

    @BeforeEach
    void open() throws Exception {
        state = new MemoryState(new Course());
    }

    @AfterEach
    void close() throws Exception {
        state.close();
    }

    private void understood(String day, String unit, Insight... insights) throws Exception {
        Signal signal = Signal.of("review").unit(unit).text("x").build();
        Instant at = Instant.parse(day + "T08:00:00Z");
        Entry.Heard heard = Entry.Heard.of("web", signal).at(Position.of(++position), "h" + position, at);
        Entry entry =
                Entry.Understood.of(heard, null, List.of(insights)).at(Position.of(++position), "u" + position, at);
        state.apply(List.of(entry));
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> ask(String resource, Map<String, String> query) throws Exception {
        for (Endpoint endpoint : new CourseResources(state, Clock.fixed(NOW, ZoneOffset.UTC)).all()) {
            if (endpoint.path().endsWith("/" + resource)) {
                Request request = new Request("GET", endpoint.path(), Map.of(), query, Map.of(), new byte[0], "ada");
                return new ArrayList<>((List<Map<String, Object>>)
                        ((Map<String, Object>) endpoint.handle(request).body()).get(resource));
            }
        }
        throw new AssertionError(resource);
    }

    @Test
    void aTopicIsCountedOnceASignalWithTheFeelingOfTheWhole() throws Exception {
        Insight late = Insight.of("topic", "late");
        understood("2026-03-30", "acme/emea", Insight.of("sentiment", "negative"), late, late.at(0, 1));
        understood("2026-03-30", "acme/emea", Insight.of("sentiment", "positive"), late);
        understood("2026-03-31", "acme/apac", late);
        Map<String, Object> only = ask("values", Map.of("type", "topic")).get(0);
        assertEquals("late", only.get("value"));
        assertEquals(List.of(3L, 1L, 1L), List.of(only.get("signals"), only.get("positive"), only.get("negative")));
        assertEquals("0-5", only.get("latest"));
    }

    @Test
    void whoIsLimitedToUnitsIsToldOfNoOthers() throws Exception {
        understood("2026-03-30", "acme/emea/care", Insight.of("topic", "late"));
        understood("2026-03-30", "acme/apac", Insight.of("topic", "hidden"));
        Endpoint values = new CourseResources(state, Clock.fixed(NOW, ZoneOffset.UTC))
                .all()
                .get(1);
        assertEquals("/api/insights/values", values.path());
        assertEquals(List.of("late"), valuesTold(values, Map.of("type", "topic"), "acme/emea"));
        assertEquals(
                List.of("late"),
                valuesTold(values, Map.of("type", "topic", "unit", "acme/emea/care"), "acme/emea", "acme/brand"));
        for (Map<String, String> query : List.of(
                Map.of("type", "topic"),
                Map.of("type", "topic", "unit", "acme"),
                Map.of("type", "topic", "unit", "acme/apac"))) {
            assertThrows(AntiphonException.class, () -> valuesTold(values, query, "acme/emea", "acme/brand"));
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Object> valuesTold(Endpoint values, Map<String, String> query, String... units)
            throws Exception {
        Person limited = new Person("ada", "Ada", Role.AGENT, List.of(units), List.of(), List.of());
        Request request = new Request("GET", values.path(), Map.of(), query, Map.of(), new byte[0], limited);
        Map<String, Object> body = (Map<String, Object>) values.handle(request).body();
        return ((List<Map<String, Object>>) body.get("values"))
                .stream().map(one -> one.get("value")).toList();
    }

    @Test
    void aSubjectIsCountedWithItsOwnFeeling() throws Exception {
        understood(
                "2026-03-30",
                "acme",
                Insight.of("sentiment", "mixed"),
                Insight.of("sentiment", "negative").about("Borealis"),
                Insight.of("sentiment", "positive").about("Aurora"));
        List<Map<String, Object>> subjects = ask("values", Map.of("type", "about"));
        assertEquals(
                List.of("Aurora", "Borealis"),
                subjects.stream().map(one -> one.get("value")).toList());
        assertEquals(1L, subjects.get(0).get("positive"));
        assertEquals(1L, subjects.get(1).get("negative"));
        assertEquals(0L, subjects.get(1).get("positive"));
    }

    @Test
    void whatIsUnderstoodAgainTakesThePlaceOfWhatWas() throws Exception {
        Insight late = Insight.of("topic", "late");
        Insight broken = Insight.of("topic", "broken");
        Insight positive = Insight.of("sentiment", "positive");
        understood("2026-03-30", "acme", late, positive);
        understood("2026-03-30", "acme", late, positive);
        Instant at = Instant.parse("2026-03-31T08:00:00Z");
        Signal signal = Signal.of("review").unit("acme").text("x").build();
        Instant then = Instant.parse("2026-03-30T08:00:00Z");
        Entry.Heard heard = Entry.Heard.of("web", signal).at(Position.of(1), "h1", then);
        Entry.Understood was = Entry.Understood.of(heard, null, List.of(late, positive));
        state.apply(List.of(was.again(2, List.of(broken, Insight.of("sentiment", "negative")))
                .at(Position.of(9), "h1.understood.2", at)));
        List<Map<String, Object>> topics = ask("values", Map.of("type", "topic"));
        assertEquals(
                List.of("broken", "late"),
                topics.stream().map(one -> one.get("value")).toList());
        assertEquals(
                List.of(1L, 0L, 1L),
                List.of(
                        topics.get(0).get("signals"),
                        topics.get(0).get("positive"),
                        topics.get(0).get("negative")));
        assertEquals(
                List.of(1L, 1L, 0L),
                List.of(
                        topics.get(1).get("signals"),
                        topics.get(1).get("positive"),
                        topics.get(1).get("negative")));
    }

    @Test
    void aUnitHoldsThoseBelowItAndNoneBeside() throws Exception {
        Insight late = Insight.of("topic", "late");
        understood("2026-03-30", "acme", late);
        understood("2026-03-30", "acme/emea", late);
        understood("2026-03-30", "acme-two", late);
        understood("2026-03-30", "acme0", late);
        assertEquals(
                2L,
                ask("values", Map.of("type", "topic", "unit", "acme")).get(0).get("signals"));
    }

    @Test
    void daysOutsideOfTheSpanAreLeftOut() throws Exception {
        Insight late = Insight.of("topic", "late");
        understood("2026-03-01", "", late);
        understood("2026-03-02", "", late);
        understood("2026-03-31", "", late);
        List<Map<String, Object>> days = ask("days", Map.of("type", "topic", "value", "late"));
        assertEquals(
                List.of("2026-03-02", "2026-03-31"),
                days.stream().map(one -> one.get("day")).toList());
    }

    @Test
    void aQuestionThatCannotBeAnsweredSaysWhy() {
        assertTrue(refused(Map.of()).startsWith("type: "));
        assertTrue(refused(Map.of("type", "topic", "from", "yesterday")).startsWith("from: a day such as"));
        assertTrue(refused(Map.of("type", "topic", "from", "2026-04-01")).startsWith("from, to: a span"));
    }

    private String refused(Map<String, String> query) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, () -> ask("values", query))
                .getMessage());
    }

    @Test
    void whoSomebodyIsIsNotCounted() throws Exception {
        understood(
                "2026-03-30",
                "",
                Insight.of("link", "email:ada@example.org"),
                Insight.of("pii", "email"),
                Insight.of("language", "en"));
        assertEquals(
                List.of("language"),
                ask("types", Map.of()).stream().map(one -> one.get("type")).toList());
    }
}
