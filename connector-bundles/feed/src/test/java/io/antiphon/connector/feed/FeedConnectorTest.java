package io.antiphon.connector.feed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.DeadLetters.DeadLetter;
import io.antiphon.spi.Received;
import io.antiphon.spi.Signal;
import io.antiphon.tck.MemoryConnection;
import io.antiphon.tck.MemoryKernel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FeedConnectorTest {

    private static final Path FIXTURES = Path.of("../../../shared/data/fixtures/feeds/rome/src/test/resources");

    private final MemoryKernel kernel = new MemoryKernel();
    private final FarEnd farEnd = new FarEnd();
    private final MemoryConnection connection =
            kernel.connect(new FeedConnector(kernel.clock()), Map.of("url", farEnd.address()));

    @AfterEach
    void stop() {
        farEnd.close();
    }

    private List<String> texts() {
        return connection.signals().stream().map(Signal::text).toList();
    }

    @Test
    void anItemSaysWhenWhatWhereAndInPlainText() throws Exception {
        farEnd.serve(FarEnd.rss("<item><guid isPermaLink=\"false\">g-1</guid><title>Late &amp; cold</title>"
                + "<link>http://x/1</link><author>ada</author><category>pizza</category><category>late</category>"
                + "<pubDate>Sat, 31 Jan 2026 12:00:00 +0100</pubDate>"
                + "<description><![CDATA[<p>It was <b>cold</b>.</p><script>alert(1)</script>One<br>two &lt;3]]></description>"
                + "</item>"));
        connection.pollNow();
        Signal signal = connection.signals().get(0);
        assertEquals("g-1", signal.externalId());
        assertEquals("It was cold.\nOne\ntwo <3", signal.text());
        assertEquals(Instant.parse("2026-01-31T11:00:00Z"), signal.occurredAt());
        assertEquals("en-GB", signal.language());
        assertEquals("post", signal.kind());
        assertEquals(List.of(), signal.identities());
        assertEquals(
                Map.of(
                        "title",
                        "Late & cold",
                        "link",
                        "http://x/1",
                        "author",
                        "ada",
                        "feed",
                        "Shop",
                        "categories",
                        List.of("pizza", "late")),
                signal.attributes());
    }

    @Test
    void eachItemIsHeardOnceHoweverTheFeedIsReordered() throws Exception {
        String unnamed = "<item><title>no name</title></item>";
        String linked = "<item><link>http://x/2</link><title>linked</title></item>";
        farEnd.serve(FarEnd.rss(FarEnd.item("b", "B"), FarEnd.item("a", "A"), unnamed, linked));
        connection.pollNow();
        farEnd.serve(FarEnd.rss(linked, FarEnd.item("c", "C"), unnamed, FarEnd.item("a", "A"), FarEnd.item("b", "B")));
        connection.pollNow();
        assertEquals(List.of("linked", "no name", "A", "B", "C"), texts());
    }

    @Test
    void whatHasNotChangedIsNotFetchedAgain() throws Exception {
        farEnd.serve(FarEnd.rss(FarEnd.item("a", "A")));
        farEnd.zipped = true;
        connection.pollNow();
        connection.pollNow();
        assertEquals(List.of(200, 304), farEnd.answers);
        assertEquals(2, connection.alive());
        try (MemoryConnection restarted = connection.restart()) {
            restarted.pollNow();
        }
        farEnd.serve(FarEnd.rss(FarEnd.item("b", "B")));
        MemoryConnection moved =
                connection.restart(Map.of("url", farEnd.address().replace("/feed", "/moved")));
        moved.pollNow();
        assertEquals(List.of(200, 304, 304, 200), farEnd.answers);
        assertEquals(List.of("A", "B"), texts());
        assertTrue(farEnd.agents.get(0).startsWith("Antiphon/"));
    }

    @Test
    void aFarEndThatAsksForPeaceGetsIt() throws Exception {
        farEnd.serve(FarEnd.rss(FarEnd.item("a", "A")));
        farEnd.status = 429;
        farEnd.headers.put("Retry-After", "120");
        IOException refusal = assertThrows(IOException.class, connection::pollNow);
        assertTrue(refusal.getMessage().contains("429 and asks us to come back in PT2M"), refusal::getMessage);
        farEnd.status = 200;
        connection.pollNow();
        kernel.clock().advance(Duration.ofSeconds(119));
        connection.pollNow();
        assertEquals(List.of(429), farEnd.answers);
        kernel.clock().advance(Duration.ofSeconds(1));
        connection.pollNow();
        assertEquals(List.of("A"), texts());
    }

    @Test
    void aBrokenFeedIsADeadLetterThatNamesItsLineAndAProblem() {
        farEnd.serve("<rss version=\"2.0\">\n<channel>\n<item></channel></rss>");
        for (int i = 0; i < 2; i++) {
            AntiphonException refusal = assertThrows(AntiphonException.class, connection::pollNow);
            assertTrue(refusal.getMessage().contains("line 3, column"), refusal::getMessage);
        }
        assertEquals(1, connection.deadLetters().size());
        assertTrue(connection.deadLetters().get(0).reason().startsWith("line 3, column"));
        farEnd.serve("<html><body/></html>");
        AntiphonException refusal = assertThrows(AntiphonException.class, connection::pollNow);
        assertTrue(refusal.getMessage().contains("root element 'html'"), refusal::getMessage);
        farEnd.status = 500;
        assertThrows(IOException.class, connection::pollNow);
        assertEquals(2, connection.deadLetters().size());
    }

    @Test
    void aBrokenItemIsADeadLetterOfItsOwnThatCanBeReadAgain() throws Exception {
        farEnd.serve(FarEnd.rss(FarEnd.item("a", "A"), "<item><guid>b</guid></item>", FarEnd.item("c", "C")));
        connection.pollNow();
        assertEquals(List.of("C", "A"), texts());
        DeadLetter letter = connection.deadLetters().get(0);
        assertEquals("item 2 in line 1: it has neither title nor text", letter.reason());
        assertEquals(farEnd.address() + "#item-2", letter.received().origin());
        assertThrows(AntiphonException.class, () -> connection.retry(letter));
        String mended = letter.received().text().replace("</guid>", "</guid><title>B</title>");
        List<Signal> signals = connection
                .source()
                .orElseThrow()
                .reread(Received.of(mended, letter.received().origin()));
        assertEquals(List.of("b"), signals.stream().map(Signal::externalId).toList());
    }

    @Test
    void entitiesFromElsewhereAreNotLoadedAndBombsDoNotExplode() throws Exception {
        Path secret = Files.createTempFile("secret", ".txt");
        Files.writeString(secret, "top secret");
        farEnd.serve("<!DOCTYPE rss [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>"
                + FarEnd.rss("<item><guid>a</guid><title>A&x;</title></item>").substring(21));
        connection.pollNow();
        assertFalse(texts().toString().contains("secret"));
        StringBuilder bomb = new StringBuilder("<!DOCTYPE rss [<!ENTITY a0 \"aaaaaaaaaa\">");
        for (int i = 1; i < 10; i++) {
            bomb.append("<!ENTITY a" + i + " \"" + ("&a" + (i - 1) + ";").repeat(10) + "\">");
        }
        farEnd.serve(bomb + "]>"
                + FarEnd.rss("<item><guid>b</guid><title>&a9;</title></item>").substring(21));
        AntiphonException refusal = assertThrows(AntiphonException.class, connection::pollNow);
        assertTrue(refusal.getMessage().contains("entity"), refusal::getMessage);
        Files.delete(secret);
    }

    @Test
    void tooLargeAFeedIsRefused() {
        farEnd.content = new byte[11 * 1024 * 1024];
        farEnd.zipped = true;
        IOException refusal = assertThrows(IOException.class, connection::pollNow);
        assertTrue(refusal.getMessage().contains("is larger than"), refusal::getMessage);
    }

    static List<Path> fixtures() throws IOException {
        assumeTrue(Files.isDirectory(FIXTURES), "no feeds here");
        try (Stream<Path> files = Files.list(FIXTURES)) {
            return files.filter(file -> file.toString().endsWith(".xml"))
                    .sorted()
                    .toList();
        }
    }

    private static int countItems(byte[] content) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newInstance();
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> new ByteArrayInputStream(new byte[0]));
        XMLStreamReader reader = factory.createXMLStreamReader(
                new ByteArrayInputStream(new String(content, ISO_8859_1).strip().getBytes(ISO_8859_1)));
        List<String> path = new ArrayList<>();
        int items = 0;
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                path.add(reader.getLocalName());
                items += List.of("rss/channel/item", "RDF/item", "feed/entry").contains(String.join("/", path)) ? 1 : 0;
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                path.remove(path.size() - 1);
            }
        }
        return items;
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void aFeedOfAnyVintageIsReadAndNothingInItIsLost(Path file) throws Exception {
        farEnd.content = Files.readAllBytes(file);
        int items;
        try {
            items = countItems(farEnd.content);
        } catch (XMLStreamException broken) {
            items = 0;
        }
        try {
            connection.pollNow();
        } catch (AntiphonException noFeed) {
            assertEquals(0, items, noFeed::getMessage);
            assertEquals(1, connection.deadLetters().size());
            assertTrue(noFeed.getMessage().matches("(?s).*(line \\d+, column|root element).*"), noFeed::getMessage);
            return;
        }
        assertEquals(
                items,
                connection.signals().size() + connection.deadLetters().size(),
                () -> connection.deadLetters().toString());
        assertTrue(connection.deadLetters().size() <= 1 || items > 20);
    }
}
