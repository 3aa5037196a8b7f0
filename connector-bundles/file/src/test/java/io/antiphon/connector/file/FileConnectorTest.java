package io.antiphon.connector.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.DeadLetters.DeadLetter;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Signal;
import io.antiphon.tck.Crash;
import io.antiphon.tck.MemoryConnection;
import io.antiphon.tck.MemoryKernel;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileConnectorTest {

    private static final int MANY = 20_000;

    @TempDir
    Path folder;

    private final MemoryKernel kernel = new MemoryKernel();

    private MemoryConnection connect(String... settings) {
        return kernel.connect(new FileConnector(kernel.clock()), settings(settings));
    }

    private Map<String, String> settings(String... more) {
        Map<String, String> all = new HashMap<>(Map.of("folder", folder.toString(), "settle", "0s"));
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    private Path drop(String name, String content) throws IOException {
        return drop(name, content.getBytes(StandardCharsets.UTF_8));
    }

    private Path drop(String name, byte[] content) throws IOException {
        Path file = folder.resolve(name);
        Files.write(file, content);
        return Files.setLastModifiedTime(file, FileTime.from(kernel.clock().instant()));
    }

    private static List<String> texts(MemoryConnection connection) {
        return connection.signals().stream()
                .map(signal -> String.valueOf(signal.text()))
                .toList();
    }

    private List<String> names(String below) throws IOException {
        try (var files = Files.list(folder.resolve(below))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void columnsAreFoundByNamesWithSpacesAndTheRestBecomesAttributes() throws Exception {
        drop(
                "a.csv",
                "Id,Customer comment,E-mail ,When,Stars,,Stars\r\n"
                        + "7,\"said \"\"no\"\",\nand left\",ada@example.org,05/11/2016 12:30:00 AM,4,x,9\r\n\r\n");
        MemoryConnection connection = connect(
                "map.externalId",
                "Id",
                "map.text",
                "Customer comment",
                "map.identity.email",
                "E-mail",
                "map.rating",
                "Stars",
                "map.occurredAt",
                "When",
                "timeFormat",
                "MM/dd/yyyy hh:mm:ss a",
                "kind",
                "survey-response",
                "map.channel",
                "=kiosk");
        connection.pollNow();
        Signal signal = connection.signals().get(0);
        assertEquals("7", signal.externalId());
        assertEquals("said \"no\",\nand left", signal.text());
        assertEquals(List.of(new Identity("email", "ada@example.org")), signal.identities());
        assertEquals(Instant.parse("2016-05-11T00:30:00Z"), signal.occurredAt());
        assertEquals(4.0, signal.rating());
        assertEquals("survey-response", signal.kind());
        assertEquals("kiosk", signal.channel());
        assertEquals(Map.of("column 6", "x", "Stars (2)", "9"), signal.attributes());
        assertEquals(List.of("a.csv"), names("done"));
        assertEquals(List.of(), names("."));
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8, true",
        "UTF-8, false",
        "UTF-16LE, true",
        "UTF-16BE, true",
        "UTF-32LE, true",
        "UTF-32BE, true",
        "windows-1252, false"
    })
    void encodingsAreKnownByTheirMarksOrTheirBytes(String charset, boolean marked) throws Exception {
        String text = (marked ? "\uFEFF" : "") + "Größe;Text\n5;naïve café\n";
        drop("a.csv", text.getBytes(Charset.forName(charset)));
        MemoryConnection connection = connect("map.text", "Text", "map.rating", "Größe");
        connection.pollNow();
        assertEquals(List.of("naïve café"), texts(connection));
        assertEquals(
                charset.startsWith("windows"),
                connection.progress().stream().anyMatch(said -> said.contains("windows-1252")));
    }

    @Test
    void aNamedEncodingIsTakenAndBytesThatAreNotInItAreDeadLetters() throws Exception {
        drop("a.txt", "Text\nПривет\n".getBytes(Charset.forName("KOI8-R")));
        MemoryConnection connection = connect("map.text", "Text", "encoding", "KOI8-R");
        connection.pollNow();
        assertEquals(List.of("Привет"), texts(connection));
        drop("b.txt", "Text\ncaf\u00e9\nplain\n".getBytes(StandardCharsets.ISO_8859_1));
        MemoryConnection strict = connection.restart(settings("map.text", "Text", "encoding", "UTF-8"));
        strict.pollNow();
        assertEquals(List.of("Привет", "plain"), texts(strict));
        assertTrue(strict.deadLetters().get(0).reason().contains("no characters in this encoding"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"`a,b`,`x,1`", "a;b,x;1", "a|b,x|1", "`a\tb`,`x\t1`", "`\"a;;;\",b`,`x,1`", "`sep=;\na;b`,`x;1`"})
    void theDelimiterIsTheMostFrequentInTheHeader(String header, String row) throws Exception {
        drop("a.csv", header + "\n" + row + "\n");
        MemoryConnection connection = connect("map.text", "b");
        connection.pollNow();
        assertEquals(List.of("1"), texts(connection));
    }

    @Test
    void jsonListsLinesAndSingleObjectsAreRead() throws Exception {
        drop("1.json", "[{\"t\":\"a\"},\n {\"t\":\"b\",\"n\":{\"deep\":[1]}}]");
        drop("2.json", "{\"t\":\"c\"}");
        drop("3.jsonl", "{\"t\":\"d\"}\n\n{\"t\":\"e\"}");
        drop("4.dat", "{\"t\":\"f\"}\n{\"t\":\"g\"}\n");
        drop("5.dat", "{\n\"t\":\"h\"}");
        drop("6.dat", " [{\"t\":\"i\"}]");
        MemoryConnection connection = connect("map.text", "/t", "map.rating", "/n/deep/0");
        connection.pollNow();
        assertEquals(List.of("a", "b", "c", "d", "e", "f", "g", "h", "i"), texts(connection));
        assertEquals(List.of(), connection.deadLetters());
        assertEquals(1.0, connection.signals().get(1).rating());
    }

    @Test
    void aListDeepInAJsonFileIsFoundByItsPointer() throws Exception {
        drop("a.json", "{\"x\":[0],\"data\":{\"items\":[{\"t\":\"a\"},{\"t\":\"b\"}]},\"y\":1}");
        MemoryConnection connection = connect("map.text", "/t", "each", "/data/items");
        connection.pollNow();
        assertEquals(List.of("a", "b"), texts(connection));
        drop("b.json", "{}");
        connection.pollNow();
        assertTrue(connection.deadLetters().get(0).reason().contains("nothing at '/data/items'"));
        assertEquals(List.of("b.json"), names("failed"));
    }

    @Test
    void aBadRowNamesFileLineAndReasonAndCanBeReadWithCorrectedSettings() throws Exception {
        drop("s.csv", "Text;Stars\n\"two\nlines\";1\nx;five\ny;1;2\nz\n\"a\"b;2\n\"open;3\nlast;4\n");
        MemoryConnection connection = connect("map.text", "Text", "map.rating", "Stars");
        connection.pollNow();
        assertEquals(List.of("two\nlines", "last"), texts(connection));
        List<DeadLetter> letters = connection.deadLetters();
        assertEquals(
                List.of("s.csv:4", "s.csv:5", "s.csv:6", "s.csv:7", "s.csv:8"),
                letters.stream().map(letter -> letter.received().origin()).toList());
        assertEquals(
                List.of(
                        "rating: 'Stars' holds 'five', not a number",
                        "3 columns, where the header has 2",
                        "1 columns, where the header has 2",
                        "column 1 goes on after its closing quote",
                        "a quote is opened and never closed"),
                letters.stream().map(DeadLetter::reason).toList());
        assertEquals("Text;Stars\nx;five\n", letters.get(0).received().text());
        assertThrows(AntiphonException.class, () -> connection.retry(letters.get(0)));
        MemoryConnection mended = connection.restart(settings("map.text", "Stars"));
        mended.retry(letters.get(0));
        mended.retry(letters.get(0));
        assertEquals(List.of("two\nlines", "last", "five"), texts(mended));
        assertEquals(List.of("s.csv"), names("done"));
    }

    @Test
    void badLinesAndElementsOfJsonAreDeadLettersToo() throws Exception {
        drop("a.jsonl", "{\"r\":1}\noops\n{\"r\":\"x\"}\n7\n{\"r\":2}");
        drop("b.json", "[{\"r\":1},\n{\"r\":\"x\"},{\"r\":2}]\n");
        drop("c.json", "[{\"r\":1},\n{\"r\":2},\n{oops");
        drop("d.json", "[{\"r\":1}] []");
        MemoryConnection connection = connect("map.rating", "/r", "attributes", "none");
        connection.pollNow();
        assertEquals(7, connection.signals().size());
        assertEquals(
                List.of("a.jsonl:2", "a.jsonl:3", "a.jsonl:4", "b.json:2", "c.json", "d.json"),
                connection.deadLetters().stream()
                        .map(letter -> letter.received().origin())
                        .toList());
        assertTrue(connection.deadLetters().get(4).reason().contains("line 3:"));
        assertEquals(List.of("a.jsonl", "b.json"), names("done"));
        assertEquals(List.of("c.json", "d.json"), names("failed"));
        assertThrows(
                AntiphonException.class,
                () -> connection.retry(connection.deadLetters().get(4)));
    }

    @Test
    void theSameContentIsRecognisedAndAChangedOneIsNew() throws Exception {
        MemoryConnection connection = connect("map.text", "t");
        drop("a.csv", "t\none\ntwo\n");
        connection.pollNow();
        drop("a.csv", "t\none\ntwo\n");
        drop("b.csv", "t\none\ntwo\n");
        connection.pollNow();
        assertEquals(List.of("one", "two"), texts(connection));
        drop("a.csv", "t\none\ntwo\nthree\n");
        connection.pollNow();
        assertEquals(5, connection.signals().size());
        assertEquals(List.of("a-2.csv", "a-3.csv", "a.csv", "b.csv"), names("done"));
    }

    @Test
    void aFileIsReadOnlyWhenItHasSettled() throws Exception {
        MemoryConnection connection = connect("map.text", "t", "settle", "10s");
        drop("a.csv", "t\none\n");
        drop("b.csv.part", "t\nunfinished\n");
        drop(".hidden.csv", "t\nhidden\n");
        connection.pollNow();
        kernel.clock().advance(Duration.ofSeconds(9));
        drop("a.csv", "t\none\ntwo\n");
        kernel.clock().advance(Duration.ofSeconds(9));
        connection.pollNow();
        assertEquals(List.of(), texts(connection));
        kernel.clock().advance(Duration.ofSeconds(1));
        connection.pollNow();
        assertEquals(List.of("one", "two"), texts(connection));
        assertEquals(List.of(".hidden.csv", "b.csv.part"), names("."));
    }

    @Test
    void symbolicLinksAreRefusedAloud() throws Exception {
        Path outside = Files.createTempFile("outside", ".csv");
        Files.writeString(outside, "t\nsecret\n");
        Files.createSymbolicLink(folder.resolve("link.csv"), outside);
        drop("a.csv", "t\none\n");
        MemoryConnection connection = connect("map.text", "t");
        AntiphonException refusal = assertThrows(AntiphonException.class, connection::pollNow);
        assertTrue(refusal.getMessage().contains("link.csv is a symbolic link"), refusal::getMessage);
        assertEquals(List.of("one"), texts(connection));
        Files.delete(outside);
    }

    @Test
    void aFileWithoutAMappedColumnWaitsForTheMappingToBeCorrected() throws Exception {
        drop("a.csv", "Comment\none\n");
        MemoryConnection connection = connect("map.text", "Commnt");
        AntiphonException refusal = assertThrows(AntiphonException.class, connection::pollNow);
        assertEquals(
                "a.csv waits: there is no column [Commnt] among [Comment]; correct the mapping or the file",
                refusal.getMessage());
        assertEquals(List.of("a.csv"), names("."));
        MemoryConnection mended = connection.restart(settings("map.text", "Comment"));
        mended.pollNow();
        assertEquals(List.of("one"), texts(mended));
    }

    @Test
    void realSurveysAreHeardCompletely() throws Exception {
        Path surveys = Path.of("../../../shared/data/sfo_survey");
        assumeTrue(Files.isDirectory(surveys), "no surveys here");
        long rows = 0;
        try (var files = Files.list(surveys)) {
            for (Path file : files.toList()) {
                drop(file.getFileName().toString(), Files.readAllBytes(file));
                try (var reader = CsvReader.builder().ofNamedCsvRecord(file)) {
                    rows += reader.stream().count();
                }
            }
        }
        MemoryConnection connection = connect("kind", "survey-response", "map.rating", "Q7ALL", "map.language", "LANG");
        connection.pollNow();
        assertEquals(
                rows, connection.signals().size() + connection.deadLetters().size());
        assertEquals(143, connection.deadLetters().size());
        for (DeadLetter letter : connection.deadLetters()) {
            assertEquals("rating: 'Q7ALL' holds 'Blank', not a number", letter.reason());
        }
        MemoryConnection mended = connection.restart(settings("map.attribute.satisfaction", "Q7ALL"));
        mended.deadLetters().forEach(mended::retry);
        assertEquals(rows, mended.signals().size());
        assertEquals(List.of(), mended.deadLetters());
        assertTrue(connection.signals().stream()
                .allMatch(signal -> signal.attributes().size() > 40));
    }

    @Test
    void aCrashAnywhereInALongFileLosesAndDoublesNothingAndGoesOnWhereItStopped() throws Exception {
        Path file = folder.resolve("long.csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("n,Text\n");
            for (int i = 0; i < MANY; i++) {
                out.write(i % 1000 == 999 ? "broken\n" : i + ",Text " + i + "\n");
            }
        }
        MemoryConnection connection = connect("map.text", "Text");
        int crashes = 0;
        while (Files.exists(file)) {
            connection.crashAfter(7);
            try {
                connection.pollNow();
            } catch (Crash crash) {
                crashes++;
                int before = connection.signals().size();
                connection = connection.restart();
                assertTrue(before >= crashes * 7 * 500, "it starts again from the beginning");
            }
        }
        assertTrue(crashes >= 4, () -> "no crashes");
        assertEquals(MANY - MANY / 1000, connection.signals().size());
        assertEquals(MANY - MANY / 1000, new HashSet<>(texts(connection)).size());
        assertEquals(MANY / 1000, connection.deadLetters().size());
        assertEquals(Map.of(), connection.remembered());
        assertFalse(connection.progress().isEmpty());
    }
}
