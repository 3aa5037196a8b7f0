package io.antiphon.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.antiphon.harness.Distribution;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Real files by others, through the real distribution, against counts made without Antiphon. */
@OneByOne
class CorpusTest {

    @TempDir
    Path folder;

    @Test
    void everyRowOfTwoYearsOfAnAirportSurveyIsHeardOnceAndABrokenOneIsADeadLetter() throws Exception {
        Path corpus = corpus("sfo_survey");
        Distribution antiphon = Distribution.shared();
        Map<String, Integer> counts = new TreeMap<>();
        try (var files = Files.newDirectoryStream(corpus, "*.csv")) {
            for (Path file : files) {
                String year = file.getFileName().toString().substring(0, 4);
                Path inbox = Files.createDirectories(folder.resolve(year));
                Path dropped = Files.copy(file, inbox.resolve(file.getFileName()));
                counts.put(year, records(file));
                Files.writeString(dropped, "only,three,columns\n", java.nio.file.StandardOpenOption.APPEND);
                antiphon.connect(
                        "sfo-" + year,
                        Map.of(
                                "connector",
                                "file",
                                "folder",
                                inbox.toString(),
                                "kind",
                                "survey-response",
                                "interval",
                                "1s",
                                "settle",
                                "0s"));
            }
        }
        counts.forEach((year, rows) -> {
            String connection = "sfo-" + year;
            antiphon.await(connection + " is done", Duration.ofMinutes(2), () -> {
                try (var left = Files.list(folder.resolve(year))) {
                    return left.noneMatch(Files::isRegularFile);
                }
            });
            int[] heard = {0};
            Heard.each(antiphon, connection, item -> heard[0]++);
            assertEquals(rows, heard[0], connection);
            JsonNode letters = Heard.get(antiphon, "/api/deadletters?connection=" + connection)
                    .get("items");
            assertEquals(1, letters.size());
            String origin = letters.get(0).get("origin").asText();
            assertTrue(origin.matches(year + ".*\\.csv:" + (rows + 2)), "it names file and line: " + origin);
            assertTrue(
                    letters.get(0).get("reason").asText().contains("column"),
                    letters.get(0).toString());
            System.out.printf(
                    "corpus: %s: %d rows heard of %d, 1 dead letter %s%n", connection, heard[0], rows, origin);
        });
    }

    @Test
    void everyItemOfFeedsOfAllVintagesIsHeardOnceAndABrokenFeedIsADeadLetter() throws Exception {
        Path corpus = corpus("fixtures/feeds");
        Distribution antiphon = Distribution.shared();
        Map<String, Integer> counts = new TreeMap<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        try (var files = Files.walk(corpus)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".xml")).sorted().toList()) {
                String name = file.getFileName().toString();
                byte[] bytes = Files.readAllBytes(file);
                server.createContext("/" + name, exchange -> {
                    exchange.getResponseHeaders().set("Content-Type", "application/xml");
                    exchange.sendResponseHeaders(200, bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
                counts.put(name, items(file));
            }
            server.start();
            for (String name : counts.keySet()) {
                antiphon.connect(
                        connection(name),
                        Map.of(
                                "connector",
                                "feed",
                                "interval",
                                "1h",
                                "url",
                                "http://127.0.0.1:" + server.getAddress().getPort() + "/" + name));
            }
            counts.forEach((name, items) -> compare(antiphon, name, items));
        } finally {
            server.stop(0);
            for (String name : counts.keySet()) {
                antiphon.delete("/api/connections/" + connection(name));
            }
        }
    }

    private static void compare(Distribution antiphon, String name, int items) {
        String connection = connection(name);
        int[] heard = {0};
        int expected = Math.max(0, items);
        antiphon.await(name + " is read", Duration.ofSeconds(60), () -> {
            JsonNode letters = Heard.get(antiphon, "/api/deadletters?connection=" + connection)
                    .get("items");
            heard[0] = 0;
            Heard.each(antiphon, connection, item -> heard[0]++);
            return items < 0 ? letters.size() > 0 : heard[0] + letters.size() >= expected;
        });
        JsonNode letters =
                Heard.get(antiphon, "/api/deadletters?connection=" + connection).get("items");
        System.out.printf("corpus: %s: %d heard of %d, %d dead letters%n", name, heard[0], items, letters.size());
        if (items < 0) {
            assertEquals(1, letters.size(), name);
            assertTrue(
                    letters.get(0).get("reason").asText().contains("line"),
                    letters.get(0).toString());
        } else {
            assertEquals(expected, heard[0] + letters.size(), name);
        }
    }

    private static String connection(String name) {
        return "feed-" + name.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    /** Records by RFC 4180, without the header: line ends outside quotes. */
    private static int records(Path file) throws IOException {
        boolean quoted = false;
        int ends = 0;
        byte last = 0;
        for (byte b : Files.readAllBytes(file)) {
            quoted ^= b == '"';
            ends += b == '\n' && !quoted ? 1 : 0;
            last = b;
        }
        return last == '\n' ? ends - 1 : ends;
    }

    /** Items by a plain XML parser; -1 if it is not well-formed or no feed. */
    private static int items(Path file) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        var builder = factory.newDocumentBuilder();
        builder.setErrorHandler(null);
        try {
            Document document = builder.parse(file.toFile());
            if (!List.of("rss", "RDF", "feed")
                    .contains(document.getDocumentElement().getLocalName())) {
                return -1;
            }
            NodeList items = document.getElementsByTagNameNS("*", "item");
            NodeList entries = document.getElementsByTagNameNS("*", "entry");
            return items.getLength() + entries.getLength();
        } catch (SAXException e) {
            return -1;
        }
    }

    /** Where the corpus lies: the system property {@code antiphon.data}, else beside the project; skips where it is absent. */
    private static Path corpus(String name) {
        String given = System.getProperty("antiphon.data");
        for (Path root = Path.of("").toAbsolutePath(); root != null; root = root.getParent()) {
            Path data = given == null ? root.resolve("shared/data") : Path.of(given);
            if (Files.isDirectory(data.resolve(name))) {
                return data.resolve(name);
            }
        }
        Assumptions.abort("the corpus '" + name + "' is not at hand; name its folder with -Dantiphon.data");
        throw new AssertionError();
    }
}
