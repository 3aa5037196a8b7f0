package io.antiphon.insight.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedFileTest {

    @TempDir
    Path folder;

    private static String parse(Path file) throws IOException {
        String text = Files.readString(file);
        if (text.startsWith("broken")) {
            throw new IOException("it is broken");
        }
        return text;
    }

    @Test
    void whatIsSavedCountsAndWhatIsBrokenDoesNot() throws IOException {
        Path path = folder.resolve("some.txt");
        WatchedFile<String> file = new WatchedFile<>(path, "absent", WatchedFileTest::parse);
        assertFalse(file.lookAtOnce());
        assertEquals("absent", file.current());
        Files.writeString(path, "one");
        assertFalse(file.look(), "it may not be written to its end yet");
        assertTrue(file.look());
        assertEquals("one", file.current());
        assertFalse(file.look());
        Files.writeString(path, "broken two");
        assertFalse(file.lookAtOnce());
        assertEquals("one", file.current());
        Files.writeString(path, "three again");
        assertTrue(file.lookAtOnce());
        assertEquals("three again", file.current());
        Files.delete(path);
        assertTrue(file.lookAtOnce());
        assertEquals("absent", file.current());
    }

    @Test
    void aUnitHasItsOwnFirstAndEveryonesLast() {
        ByUnit<String> units =
                new ByUnit<>(Map.of("", "all", "acme", "acme", "acme/emea", "emea", "acme/emeax", "not"));
        assertEquals(List.of("emea", "acme", "all"), units.of("acme/emea/care"));
        assertEquals(List.of("all"), units.of(""));
        assertEquals(List.of("all"), units.of("other"));
    }
}
