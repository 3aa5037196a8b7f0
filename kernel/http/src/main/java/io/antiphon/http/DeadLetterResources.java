package io.antiphon.http;

import static io.antiphon.http.Route.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.antiphon.spi.Connections;
import io.antiphon.spi.DeadLetters;
import io.antiphon.spi.DeadLetters.DeadLetter;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Receipt;
import io.antiphon.spi.Recorder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code /api/deadletters}: what could not be read. */
final class DeadLetterResources {

    private static final int PAGE = 50;
    private static final int MOST_PAGE = 200;
    private static final int SHOWN_IN_PAGE = 16 << 10;
    private static final int SHOWN_ALONE = 1 << 20;

    private final Services services;

    DeadLetterResources(Services services) {
        this.services = services;
    }

    List<Route> routes() {
        return List.of(
                api("GET", "/api/deadletters", this::page)
                        .tells("A page of what could not be read, newest first; bodies are cut at 16 KiB.")
                        .asks("connection", "Only those of this connection.")
                        .asks("before", "Only those before this id: what 'next' said.")
                        .asks("limit", "At most so many, 1 to 200; 50 if absent.")
                        .gives(200, "DeadLetterPage"),
                api("GET", "/api/deadletters/{id}", this::one)
                        .tells("One of them; its body is cut at 1 MiB.")
                        .gives(200, "DeadLetter"),
                api("POST", "/api/deadletters/{id}/retry", this::retry)
                        .tells("Reads it again with the present settings of its connection.")
                        .gives(200, "Receipts"),
                api("DELETE", "/api/deadletters/{id}", this::drop)
                        .tells("Drops it; the order stays in the journal.")
                        .gives(204, ""));
    }

    private void page(Exchange exchange) throws IOException {
        DeadLetters letters = services.need(DeadLetters.class);
        int limit = exchange.limit(PAGE, MOST_PAGE);
        String given = exchange.query("before");
        Long before = given == null ? null : number("before", given, 400);
        String connection = exchange.query("connection");
        List<DeadLetter> page = letters.page(connection, before, limit);
        long total = letters.count(connection);
        Long next = page.size() == limit ? page.get(limit - 1).id() : null;
        exchange.json(200, json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("items");
            for (DeadLetter letter : page) {
                write(json, letter, SHOWN_IN_PAGE);
            }
            json.writeEndArray();
            json.writeNumberField("total", total);
            json.writeFieldName("next");
            Json.value(json, next);
            json.writeEndObject();
        });
    }

    private static long number(String name, String text, int status) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw Refusal.of(status, name + ": a whole number, not '" + Problems.shown(text) + "'.");
        }
    }

    private static long id(Exchange exchange) {
        return number("The id of a dead letter", exchange.parameter("id"), 404);
    }

    private static DeadLetter letter(DeadLetters letters, long id) {
        return letters.get(id).orElseThrow(() -> Refusal.notFound("There is no dead letter " + id + "."));
    }

    private void one(Exchange exchange) throws IOException {
        DeadLetter letter = letter(services.need(DeadLetters.class), id(exchange));
        exchange.json(200, json -> write(json, letter, SHOWN_ALONE));
    }

    private void retry(Exchange exchange) throws IOException {
        List<Receipt> receipts = services.need(Connections.class).retry(id(exchange), exchange.user());
        exchange.json(200, json -> ThingJson.receipts(json, receipts));
    }

    private void drop(Exchange exchange) {
        DeadLetters letters = services.need(DeadLetters.class);
        Recorder recorder = services.need(Recorder.class);
        DeadLetter letter = letter(letters, id(exchange));
        recorder.append(List.of(Entry.Commanded.of(
                exchange.user(),
                "drop-dead-letter",
                Long.toString(letter.id()),
                Map.of(
                        "connection", letter.connection(),
                        "origin", letter.received().origin(),
                        "reason", letter.reason()))));
        letters.remove(letter.id());
        exchange.empty(204);
    }

    private static void write(JsonGenerator json, DeadLetter letter, int most) throws IOException {
        json.writeStartObject();
        json.writeNumberField("id", letter.id());
        Json.field(json, "connection", letter.connection());
        Json.field(json, "at", letter.at());
        Json.field(json, "origin", letter.received().origin());
        Json.field(json, "reason", letter.reason());
        json.writeNumberField("attempts", letter.attempts());
        json.writeFieldName("headers");
        Json.map(json, shown(letter.received().headers()));
        byte[] body = letter.received().body();
        json.writeNumberField("size", body.length);
        json.writeBooleanField("truncated", body.length > most);
        byte[] part = body.length > most ? Arrays.copyOf(body, most) : body;
        String text = text(part, body.length > most);
        if (text == null) {
            json.writeStringField("base64", Base64.getEncoder().encodeToString(part));
        } else {
            Json.field(json, "text", text);
        }
        json.writeEndObject();
    }

    /** Headers without what lets somebody in. */
    private static Map<String, String> shown(Map<String, String> headers) {
        Map<String, String> shown = new TreeMap<>();
        headers.forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            boolean secret = lower.contains("authorization")
                    || lower.contains("cookie")
                    || lower.contains("token")
                    || lower.contains("secret")
                    || lower.contains("api-key");
            shown.put(name, secret ? Connections.MASK : value);
        });
        return shown;
    }

    /** The bytes as text; null if they are none. A character cut in two at the end does not count. */
    private static @Nullable String text(byte[] bytes, boolean cut) {
        int bad = Utf8.malformed(bytes);
        int end = bad < 0 ? bytes.length : cut && bytes.length - bad < 4 ? bad : -1;
        if (end < 0) {
            return null;
        }
        for (int i = 0; i < end; i++) {
            if (bytes[i] >= 0 && bytes[i] < ' ' && bytes[i] != '\n' && bytes[i] != '\r' && bytes[i] != '\t') {
                return null;
            }
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }
}
