package io.antiphon.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.harness.Distribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No two classes use at a time what all share. */
class OneByOneTest {

    private static final List<String> SHARED = List.of("new Console()", "Distribution.shared()");

    @Test
    void whoeverUsesWhatIsSharedIsMarked() throws IOException {
        Path tests = Distribution.launcher().resolveSibling("itests/src/test/java/io/antiphon/itests");
        try (var files = Files.list(tests)) {
            List<Path> users = files.filter(file -> file.toString().endsWith("Test.java"))
                    .filter(file -> !file.endsWith("OneByOneTest.java"))
                    .filter(file -> SHARED.stream().anyMatch(Console.read(file)::contains))
                    .toList();
            assertTrue(users.size() > 10, "users were found: " + users);
            assertEquals(
                    List.of(),
                    users.stream()
                            .filter(file -> !Console.read(file).contains("\n@OneByOne\nclass "))
                            .map(Path::getFileName)
                            .toList(),
                    "they need @OneByOne");
        }
    }
}
