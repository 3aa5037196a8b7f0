package io.antiphon.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.antiphon.spi.Connections;
import io.antiphon.spi.Connections.Difference;
import io.antiphon.spi.Connections.Preview;
import io.antiphon.spi.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Changes are shown before they are made. */
class PreviewTest extends ScriptedConnection {

    @Test
    void aPreviewShowsEachDifferenceAndAllThatIsWrongAndChangesNothing() throws Exception {
        run();
        String before = file();
        refuseSize("2");

        Preview refused = house.connections.preview("c", with("size", "2", "token", "other", "unit", "acme"));
        Preview wrong = house.connections.preview(
                "c", Map.of("connector", "scripted", "token", Connections.MASK, "size", "big", "colour", "red"));

        assertEquals(
                List.of(
                        new Difference("size", "1", "2"),
                        new Difference("token", Connections.MASK, Connections.MASK),
                        new Difference("unit", "", "acme")),
                refused.differences());
        assertEquals(
                "The far end with " + Connections.MASK + " is smaller.",
                refused.problems().get(0).what());
        assertEquals(
                List.of("colour", "size"),
                wrong.problems().stream().map(Problem::where).toList());
        assertEquals(
                List.of(new Difference("colour", "", Connections.MASK), new Difference("size", "1", "big")),
                wrong.differences());
        assertEquals(before, file());
        assertEquals(List.of("it starts"), scripted.life);
    }

    @Test
    void aPreviewOfWhatIsNotThereYetIsAllDifferences() {
        Preview preview = house.connections.preview("new", Map.of("connector", "scripted", "size", "2"));

        assertEquals(
                List.of(new Difference("connector", "", "scripted"), new Difference("size", "", "2")),
                preview.differences());
        assertEquals(List.of(), preview.problems());
        assertEquals(List.of(), house.connections.list());
    }
}
