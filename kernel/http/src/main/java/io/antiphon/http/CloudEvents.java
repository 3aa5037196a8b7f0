package io.antiphon.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.antiphon.spi.Signal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads signals of CloudEvents 1.0: structured, batched, or with the envelope in headers. All or none. */
final class CloudEvents {

    private static final String HEADER = "ce-";
    private static final Set<String> STRINGS =
            Set.of("specversion", "id", "source", "type", "subject", "time", "datacontenttype", "dataschema");

    private final byte[] body;
    private final int most;
    private final Faults faults;
    private final Values values;
    private final List<Signal> signals = new ArrayList<>();

    private CloudEvents(byte[] body, int most, Faults faults) {
        this.body = SignalBody.checked(body);
        this.most = most;
        this.faults = faults;
        this.values = new Values(faults, Utf8.hasEscapes(body));
    }

    static List<Signal> structured(byte[] body) throws IOException {
        return new CloudEvents(body, 1, Faults.ofOne()).read(false);
    }

    static List<Signal> batched(byte[] body, int most) throws IOException {
        return new CloudEvents(body, most, Faults.ofArray()).read(true);
    }

    /** Whether a request carries its envelope in headers. */
    static boolean isBinary(HttpServletRequest request) {
        return request.getHeader("ce-specversion") != null;
    }

    static List<Signal> binary(HttpServletRequest request, String mediaType, byte[] body) throws IOException {
        Faults faults = Faults.ofOne();
        Envelope envelope = new Envelope();
        for (String name : Collections.list(request.getHeaderNames())) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith(HEADER)) {
                envelope.put(lower.substring(HEADER.length()), decoded(request.getHeader(name)));
            }
        }
        boolean json = mediaType.endsWith("/json") || mediaType.endsWith("+json");
        boolean text = mediaType.startsWith("text/");
        CloudEvents reader = new CloudEvents(json || text ? body : new byte[0], 1, faults);
        try {
            if (json && body.length > 0) {
                reader.data(envelope, 0, body.length);
            } else if (text) {
                envelope.data(new String(body, StandardCharsets.UTF_8));
            } else if (body.length > 0) {
                envelope.put("data_base64", Base64.getEncoder().encodeToString(body));
            }
            reader.finish(envelope, "");
        } catch (JsonProcessingException e) {
            throw faults.malformed(e);
        }
        return reader.whole();
    }

    private static String decoded(String header) {
        try {
            return header.indexOf('%') < 0
                    ? header
                    : URLDecoder.decode(header.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return header;
        }
    }

    private List<Signal> read(boolean batch) throws IOException {
        try (JsonParser parser = Json.FACTORY.createParser(body)) {
            JsonToken token = parser.nextToken();
            if (!batch) {
                event(parser);
            } else if (token != JsonToken.START_ARRAY) {
                throw Refusal.of(400, "A batch of CloudEvents is an array.");
            } else {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    event(parser);
                    if (signals.size() > most) {
                        throw Refusal.of(413, "More than " + most + " events in one request; send them in parts.");
                    }
                }
            }
            if (parser.nextToken() != null) {
                faults.at("", "something follows the JSON");
            }
        } catch (JsonProcessingException e) {
            throw faults.malformed(e);
        }
        return whole();
    }

    private List<Signal> whole() {
        if (!faults.isEmpty()) {
            throw faults.refusal();
        }
        return signals;
    }

    private void event(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            faults.here(parser, "", "an event is an object, not " + Values.told(parser));
            parser.skipChildren();
            return;
        }
        Envelope envelope = new Envelope();
        String place = "";
        int from = -1;
        int to = -1;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            boolean twice = envelope.has(name) || name.equals("data") && from >= 0;
            if (twice) {
                faults.here(parser, "", "given twice");
            }
            parser.nextToken();
            if (name.equals("data")) {
                place = parser.getParsingContext().pathAsPointer().toString();
                if (parser.currentToken().isStructStart()) {
                    place = parser.getParsingContext()
                            .getParent()
                            .pathAsPointer()
                            .toString();
                }
                from = (int) parser.currentTokenLocation().getByteOffset();
                parser.skipChildren();
                parser.finishToken();
                to = (int) parser.currentLocation().getByteOffset();
            } else if (STRINGS.contains(name)) {
                envelope.put(name, values.name(parser));
            } else {
                envelope.put(name, values.value(parser, 0));
            }
        }
        String outside = parser.getParsingContext().pathAsPointer().toString();
        if (from >= 0) {
            faults.within(place);
            data(envelope, from, to);
            faults.within("");
        }
        finish(envelope, outside);
    }

    /** Reads an event's data: a signal if it looks like one, else an open value. */
    private void data(Envelope envelope, int from, int to) throws IOException {
        boolean isSignal = isSignal(from, to);
        try (JsonParser parser = Json.FACTORY.createParser(body, from, to - from)) {
            parser.nextToken();
            if (isSignal) {
                envelope.signal(new SignalReader(faults, values).read(parser));
            } else {
                envelope.data(values.value(parser, 0));
            }
        }
    }

    private boolean isSignal(int from, int to) throws IOException {
        boolean kind = false;
        boolean content = false;
        try (JsonParser parser = Json.FACTORY.createParser(body, from, to - from)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (!SignalReader.NAMES.contains(name)) {
                    return false;
                }
                kind |= name.equals("kind");
                content |= name.equals("text") || name.equals("attributes") || name.equals("rating");
                parser.nextToken();
                parser.skipChildren();
            }
        }
        return kind && content;
    }

    private void finish(Envelope envelope, String place) {
        Map<String, String> wrong = envelope.wrong();
        wrong.forEach((name, detail) -> faults.at(name.isEmpty() ? place : place + "/" + name, detail));
        if (!wrong.isEmpty() || envelope.isRefused()) {
            return;
        }
        try {
            @Nullable Signal signal = envelope.toSignal();
            signals.add(signal);
        } catch (IllegalArgumentException e) {
            faults.at(place, String.valueOf(e.getMessage()));
        }
    }
}
