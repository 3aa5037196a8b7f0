package io.antiphon.itests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.harness.Distribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the documentation shows of the smallest connector is its tested source, to the letter. */
class DocumentationTest {

    private final Path root = Distribution.launcher().getParent();
    private final Path sample = root.resolve("docs/samples/echo");

    @Test
    void theDocumentationShowsTheTestedSource() throws IOException {
        Path source = sample.resolve("src/main/java/org/example/echo/EchoConnector.java");
        Path test = sample.resolve("src/test/java/org/example/echo/EchoConnectorTest.java");
        assertShows("README.md", source);
        for (Path file : List.of(source, test, sample.resolve("pom.xml"))) {
            assertShows("docs/write-a-connector.md", file);
        }
    }

    @Test
    void theSmallestConnectorStaysSmall() throws IOException {
        assertTrue(Files.readAllLines(sample.resolve("pom.xml")).size() <= 9);
        assertTrue(Files.readAllLines(sample.resolve("src/main/java/org/example/echo/EchoConnector.java"))
                        .size()
                <= 40);
    }

    private void assertShows(String document, Path source) throws IOException {
        assertTrue(
                Files.readString(root.resolve(document))
                        .contains(Files.readString(source).strip()),
                document + " shows something else than " + source);
    }
}
