package io.antiphon.connector.feed;

import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import com.rometools.rome.io.XmlReader;
import io.antiphon.spi.Received;
import io.antiphon.spi.Signal;
import io.antiphon.spi.Source;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.XMLConstants;
import org.jdom2.Document;
import org.jdom2.Element;
import org.jdom2.JDOMException;
import org.jdom2.input.JDOMParseException;
import org.jdom2.input.SAXBuilder;
import org.jdom2.located.Located;
import org.jdom2.located.LocatedJDOMFactory;
import org.jdom2.output.XMLOutputter;
import org.xml.sax.InputSource;

/** Reads the items of a feed, oldest first. Document types are allowed, because RSS 0.91 has one; entities are not loaded. */
record FeedReader(String kind) implements Source.Readings {

    private static final String JAXP = "http://www.oracle.com/xml/jaxp/properties/";

    @Override
    public List<Signal> read(Received received) throws MalformedFeedException {
        return read(received, (part, reason) -> {
            throw new IllegalArgumentException(part.origin() + ": " + reason);
        });
    }

    @Override
    public List<Signal> read(Received received, Source.Unreadable unreadable) throws MalformedFeedException {
        Document document = document(received);
        SyndFeed feed = feed(document.clone(), line(document.getRootElement()));
        List<Element> elements = new ArrayList<>();
        collectItems(document.getRootElement(), elements);
        List<Item> items =
                feed.getEntries().stream().map(entry -> new Item(feed, entry)).toList();
        Map<String, Long> uses = items.stream().collect(Collectors.groupingBy(Item::name, Collectors.counting()));
        List<Signal> signals = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            try {
                signals.add(item.signal(
                        kind, uses.getOrDefault(item.name(), 1L) == 1 ? item.name() : item.nameByContent()));
            } catch (IllegalArgumentException e) {
                String where = i < elements.size() ? " in line " + line(elements.get(i)) : "";
                unreadable.reject(part(document, i, received), "item " + (i + 1) + where + ": " + e.getMessage());
            }
        }
        Collections.reverse(signals);
        return signals;
    }

    private static Document document(Received received) throws MalformedFeedException {
        try (Reader reader = new XmlReader(
                content(received.body()), received.header("content-type").orElse("application/xml"), true)) {
            return builder().build(reader);
        } catch (JDOMParseException e) {
            throw new MalformedFeedException(
                    "line " + e.getLineNumber() + ", column " + e.getColumnNumber() + ": " + reason(e), e);
        } catch (JDOMException | IOException e) {
            throw new MalformedFeedException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Without the blank lines that some feeds have before their XML declaration, where there may be none. */
    private static InputStream content(byte[] body) {
        int start = 0;
        while (start < body.length && Character.isWhitespace(body[start])) {
            start++;
        }
        return new ByteArrayInputStream(body, start, body.length - start);
    }

    private static int line(Element element) {
        return element instanceof Located located ? located.getLine() : 0;
    }

    private static String reason(Exception e) {
        Throwable cause = e.getCause();
        return String.valueOf(cause == null ? e.getMessage() : cause.getMessage());
    }

    private static SAXBuilder builder() {
        SAXBuilder builder = new SAXBuilder();
        builder.setJDOMFactory(new LocatedJDOMFactory());
        builder.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        builder.setFeature("http://xml.org/sax/features/external-general-entities", false);
        builder.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
        builder.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        builder.setProperty(JAXP + "entityExpansionLimit", "1000");
        builder.setProperty(JAXP + "totalEntitySizeLimit", "1000000");
        builder.setProperty(JAXP + "maxElementDepth", "200");
        builder.setEntityResolver((publicId, systemId) -> new InputSource(new StringReader("")));
        return builder;
    }

    private static SyndFeed feed(Document document, int line) throws MalformedFeedException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(SyndFeedInput.class.getClassLoader());
        try {
            return new SyndFeedInput().build(document);
        } catch (FeedException | IllegalArgumentException e) {
            throw new MalformedFeedException(
                    "line " + line + ": the root element '"
                            + document.getRootElement().getQualifiedName() + "' is not that of a feed: "
                            + e.getMessage(),
                    e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** The feed with none of its items but one, so that it can be read again like a feed. */
    private static Received part(Document whole, int index, Received received) {
        Document alone = whole.clone();
        List<Element> items = new ArrayList<>();
        collectItems(alone.getRootElement(), items);
        for (int i = 0; i < items.size(); i++) {
            if (i != index) {
                items.get(i).detach();
            }
        }
        byte[] xml = new XMLOutputter().outputString(alone).getBytes(StandardCharsets.UTF_8);
        return new Received(xml, Map.of(), received.origin() + "#item-" + (index + 1));
    }

    private static void collectItems(Element parent, List<Element> items) {
        for (Element child : parent.getChildren()) {
            switch (child.getName()) {
                case "item", "entry" -> items.add(child);
                case "channel" -> collectItems(child, items);
                default -> {}
            }
        }
    }
}
