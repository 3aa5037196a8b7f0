package io.antiphon.journal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.antiphon.spi.Action;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Outcome;
import io.antiphon.spi.Position;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Reads what {@link EntryWriter} wrote. Fields it does not know it skips. */
final class EntryReader {

    private static final long MICROS = 1_000_000;
    private static final int NANOS_A_MICRO = 1_000;

    private static final Insight NOBODYS = Insight.of("none", "");

    private EntryReader() {}

    /**
     * The entry in a row.
     *
     * @param signals where an understanding finds its signal
     */
    static Entry entry(Row row, LongFunction<Entry.Heard> signals) throws IOException {
        try (JsonParser in = Json.FACTORY.createParser(row.body())) {
            in.nextToken();
            return switch (Kind.of(row.kind())) {
                case HEARD -> heard(row, in);
                case UNDERSTOOD -> understood(row, in, signals.apply(row.cause()));
                case DECIDED -> decided(row, in);
                case PERFORMED -> performed(row, in);
                case COMMANDED -> commanded(row, in);
            };
        }
    }

    static Instant time(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * NANOS_A_MICRO);
    }

    static long micros(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), MICROS), time.getNano() / NANOS_A_MICRO);
    }

    /** The id of a derived entry, read without the rest of it. */
    static String id(Row row) throws IOException {
        try (JsonParser in = Json.FACTORY.createParser(row.body())) {
            in.nextToken();
            String name = in.nextFieldName();
            return "id".equals(name) ? in.nextTextValue() : understoodId(row);
        }
    }

    /** The connection of a heard signal, read without the rest of it; empty if it cannot be read. */
    static String connection(byte[] body) {
        try (JsonParser in = Json.FACTORY.createParser(body)) {
            in.nextToken();
            return "conn".equals(in.nextFieldName()) ? in.nextTextValue() : "";
        } catch (IOException e) {
            return "";
        }
    }

    /** The key of a heard signal, read without the rest of it; null if it has none. */
    static @Nullable Key key(byte[] body) throws IOException {
        try (JsonParser in = Json.FACTORY.createParser(body)) {
            in.nextToken();
            String connection = "";
            for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
                in.nextToken();
                if (name.equals("conn")) {
                    connection = in.getText();
                } else if (name.equals("ext")) {
                    return Key.heard(connection, in.getText());
                } else {
                    in.skipChildren();
                }
            }
            return null;
        }
    }

    private static Entry.Heard heard(Row row, JsonParser in) throws IOException {
        SignalReader signal = new SignalReader();
        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            in.nextToken();
            signal.field(name, in);
        }
        return new Entry.Heard(
                Position.of(row.position()), writtenId(row), time(row.at()), signal.connection(), signal.signal());
    }

    private static Entry.Understood understood(Row row, JsonParser in, Entry.Heard heard) throws IOException {
        String id = understoodId(row);
        String profile = null;
        List<Insight> insights = List.of();
        List<Insight> replaced = List.of();
        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            in.nextToken();
            switch (name) {
                case "id" -> id = in.getText();
                case "prof" -> profile = in.getText();
                case "ins" -> insights = insights(in);
                case "was" -> replaced = insights(in);
                default -> in.skipChildren();
            }
        }
        return new Entry.Understood(
                Position.of(row.position()), id, time(row.at()), heard, profile, insights, replaced);
    }

    private static List<Insight> insights(JsonParser in) throws IOException {
        List<Insight> insights = new ArrayList<>();
        for (JsonToken token = in.currentToken(); token != JsonToken.END_ARRAY; token = in.nextToken()) {
            if (token == JsonToken.START_OBJECT) {
                insights.add(insight(in, insights.isEmpty() ? NOBODYS : insights.get(insights.size() - 1)));
            }
        }
        return insights;
    }

    /** Whose insight it is, if it does not say so, is told by the one before. */
    private static Insight insight(JsonParser in, Insight before) throws IOException {
        String type = "";
        String value = "";
        String about = null;
        int from = -1;
        int to = -1;
        double confidence = 1;
        String enricher = before.enricher();
        String version = before.version();
        Map<String, Object> attributes = Map.of();
        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            in.nextToken();
            switch (name) {
                case "type" -> type = in.getText();
                case "val" -> value = in.getText();
                case "about" -> about = in.getText();
                case "from" -> from = in.getIntValue();
                case "to" -> to = in.getIntValue();
                case "conf" -> confidence = in.getDoubleValue();
                case "by" -> enricher = in.getText();
                case "ver" -> version = in.getText();
                case "attr" -> attributes = Json.map(in);
                default -> in.skipChildren();
            }
        }
        Insight.Span span = from < 0 ? null : new Insight.Span(from, to);
        return new Insight(type, value, about, span, confidence, enricher, version, attributes);
    }

    private static Entry.Decided decided(Row row, JsonParser in) throws IOException {
        String id = "";
        String profile = null;
        String policy = "";
        String version = "";
        Action action = null;
        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            in.nextToken();
            switch (name) {
                case "id" -> id = in.getText();
                case "prof" -> profile = in.getText();
                case "pol" -> policy = in.getText();
                case "ver" -> version = in.getText();
                case "act" -> action = action(in, id);
                default -> in.skipChildren();
            }
        }
        return new Entry.Decided(
                Position.of(row.position()),
                id,
                time(row.at()),
                Position.of(row.cause()),
                profile,
                policy,
                version,
                needed(action, "act"));
    }

    private static Entry.Performed performed(Row row, JsonParser in) throws IOException {
        String id = "";
        String profile = null;
        Action action = null;
        Outcome outcome = null;
        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            in.nextToken();
            switch (name) {
                case "id" -> id = in.getText();
                case "prof" -> profile = in.getText();
                case "act" -> action = action(in, id);
                case "done" -> outcome = new Outcome.Done(in.getText());
                case "later" -> outcome = new Outcome.Later(Duration.parse(in.getText()));
                case "refused" -> outcome = new Outcome.Refused(in.getText());
                case "unsure" -> outcome = new Outcome.Unsure(in.getText());
                default -> in.skipChildren();
            }
        }
        return new Entry.Performed(
                Position.of(row.position()),
                id,
                time(row.at()),
                Position.of(row.cause()),
                profile,
                needed(action, "act"),
                needed(outcome, "done, later, refused or unsure"));
    }

    private static Action action(JsonParser in, String entryId) throws IOException {
        String id = entryId;
        String type = "";
        String connection = "";
        Identity to = null;
        String conversation = null;
        String inReplyTo = null;
        String text = null;
        Instant notBefore = null;
        Map<String, Object> attributes = Map.of();
        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            in.nextToken();
            switch (name) {
                case "id" -> id = in.getText();
                case "type" -> type = in.getText();
                case "conn" -> connection = in.getText();
                case "to" -> to = Identity.parse(in.getText());
                case "conv" -> conversation = in.getText();
                case "re" -> inReplyTo = in.getText();
                case "text" -> text = in.getText();
                case "at" -> notBefore = Json.time(in);
                case "attr" -> attributes = Json.map(in);
                default -> in.skipChildren();
            }
        }
        return new Action(id, type, connection, to, conversation, inReplyTo, text, notBefore, attributes);
    }

    private static Entry.Commanded commanded(Row row, JsonParser in) throws IOException {
        String who = "";
        String command = "";
        String subject = "";
        Map<String, Object> arguments = Map.of();
        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            in.nextToken();
            switch (name) {
                case "who" -> who = in.getText();
                case "cmd" -> command = in.getText();
                case "sub" -> subject = in.getText();
                case "args" -> arguments = Json.map(in);
                default -> in.skipChildren();
            }
        }
        return new Entry.Commanded(
                Position.of(row.position()), writtenId(row), time(row.at()), who, command, subject, arguments);
    }

    private static String writtenId(Row row) {
        return Position.of(row.position()).toString();
    }

    private static String understoodId(Row row) {
        return Position.of(row.cause()) + ".understood";
    }

    private static <T> T needed(@Nullable T value, String field) throws IOException {
        if (value == null) {
            throw new IOException("the entry has no field " + field);
        }
        return value;
    }
}
