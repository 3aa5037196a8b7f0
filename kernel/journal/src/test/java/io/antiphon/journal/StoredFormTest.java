package io.antiphon.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Action;
import io.antiphon.spi.Direction;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Outcome;
import io.antiphon.spi.Position;
import io.antiphon.spi.Signal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What stands in the files: it may gain fields, but what was once written must be read for ever. */
class StoredFormTest {

    private static final Instant AT = Instant.parse("2026-03-01T08:00:00.123456Z");

    private static final Entry.Heard FULL = new Entry.Heard(
            Position.of(17),
            "0-17",
            AT,
            "mail-support",
            Signal.of("message")
                    .externalId("<1@example.org>")
                    .channel("email")
                    .unit("acme/emea/care")
                    .occurredAt(Instant.parse("2026-02-28T23:59:59.5Z"))
                    .direction(Direction.OUTBOUND)
                    .identity("email", "ada@example.org")
                    .identity("phone", "+4930123456")
                    .conversation("c-1")
                    .inReplyTo("<0@example.org>")
                    .language("en")
                    .text("Where is my \"parcel\"? 包裹 \uD83D\uDE21\n")
                    .rating(4.0)
                    .attributes(attributes())
                    .build());

    private static Map<String, Object> attributes() {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("order", "NW-1");
        attributes.put("count", 3L);
        attributes.put("total", 12.0);
        attributes.put("simulated", true);
        attributes.put("lines", List.of(Map.of("sku", "A-1"), 7L));
        attributes.put("profile", Map.of("name", "Ada"));
        return attributes;
    }

    private static final Entry.Heard LITTLE = new Entry.Heard(
            Position.of(18), "0-18", AT, "api", Signal.of("review").rating(1.5).build());

    private static final Entry.Understood UNDERSTOOD = Entry.Understood.of(
                    FULL,
                    "p-1",
                    List.of(
                            Insight.of("language", "en", 0.98).by("language", "2"),
                            Insight.of("sentiment", "negative", 0.75)
                                    .about("delivery")
                                    .at(3, 9)
                                    .details(Map.of("score", -0.5))
                                    .by("sentiment", "1"),
                            Insight.of("topic", "late-delivery")))
            .at(Position.of(19), "0-17.understood", AT);

    private static final Action ACTION = Action.of("reply", "mail-support")
            .to(new Identity("email", "ada@example.org"))
            .saying("We are looking for it.")
            .details(Map.of("template", "late"));

    private static final Entry.Decided DECIDED = Entry.Decided.of(Position.of(19), "p-1", "late-parcel", "3", 0, ACTION)
            .at(Position.of(20), "0-19.late-parcel.0", AT);

    private static final Entry.Decided TIMER = Entry.Decided.of(
                    Position.of(19),
                    null,
                    "person:ada",
                    "",
                    1,
                    Action.wakeAt(Instant.parse("2026-03-02T08:00:00.000001Z"), Map.of("why", "call back")))
            .at(Position.of(21), "0-19.person:ada.1", AT);

    private static final Entry.Commanded COMMANDED = new Entry.Commanded(
            Position.of(26), "0-26", AT, "ada", "pause", "mail-support", Map.of("reason", "holidays"));

    @Test
    void a_heard_signal_is_stored_like_this() throws Exception {
        stored("heard.json", FULL, 1, 0);
        stored("heard-little.json", LITTLE, 1, 0);
    }

    @Test
    void an_understanding_is_stored_like_this_without_its_signal() throws Exception {
        stored("understood.json", UNDERSTOOD, 2, 17);
    }

    @Test
    void a_decision_is_stored_like_this() throws Exception {
        stored("decided.json", DECIDED, 3, 19);
        stored("decided-timer.json", TIMER, 3, 19);
    }

    @Test
    void an_outcome_is_stored_like_this() throws Exception {
        List<Outcome> outcomes = List.of(
                new Outcome.Done("sent-1"),
                new Outcome.Later(Duration.ofSeconds(90)),
                new Outcome.Refused("no such address"),
                new Outcome.Unsure("killed in mid-flight"));
        for (int i = 0; i < outcomes.size(); i++) {
            Entry.Performed performed = Entry.Performed.of(DECIDED, outcomes.get(i), i)
                    .at(Position.of(22 + i), DECIDED.id() + ".performed." + i, AT);
            stored("performed-" + i + ".json", performed, 4, 20);
        }
    }

    @Test
    void an_order_is_stored_like_this() throws Exception {
        stored("commanded.json", COMMANDED, 5, 0);
    }

    private static void stored(String golden, Entry entry, int kind, long cause) throws IOException {
        String expected = golden(golden);
        String written = new String(EntryWriter.body(entry), StandardCharsets.UTF_8);
        assertEquals(expected, written);
        assertEquals(entry, read(expected, entry, kind, cause));
        String newer = "{\"new\":{\"deep\":[1,{\"x\":null}]}," + expected.substring(1, expected.length() - 1)
                + ",\"later\\u0020on\":[[]],\"more\":1.5}";
        assertEquals(entry, read(newer, entry, kind, cause), "fields of a newer version must be skipped");
    }

    private static Entry read(String body, Entry entry, int kind, long cause) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        long at = EntryReader.micros(AT);
        Row row = new Row(entry.position().offset(), kind, at, cause, 0, bytes);
        return EntryReader.entry(row, offset -> FULL);
    }

    private static String golden(String name) throws IOException {
        try (var in = StoredFormTest.class.getResourceAsStream("/stored/" + name)) {
            assertTrue(in != null, "no golden file " + name);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }

    @Test
    void strings_that_utf_8_cannot_hold_and_numbers_that_json_cannot_hold_come_back() throws Exception {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("half \uD83D", "\uDE21 half, and é");
        attributes.put("nan", Double.NaN);
        attributes.put("infinite", Double.NEGATIVE_INFINITY);
        attributes.put("minus zero", -0.0);
        attributes.put("least", Long.MIN_VALUE);
        attributes.put("name ".repeat(20_000), 1L);
        attributes.put("tiny", Double.MIN_VALUE);
        attributes.put("empty", List.of(Map.of(), List.of(), ""));
        Entry.Heard heard = new Entry.Heard(
                Position.of(1),
                "0-1",
                AT,
                "mail \uD83D",
                Signal.of("message")
                        .occurredAt(Instant.MAX)
                        .attributes(attributes)
                        .text("\0\u0001\u2028\uFFFF")
                        .build());
        byte[] body = EntryWriter.body(heard);
        Row row = new Row(1, 1, EntryReader.micros(AT), 0, 0, body);
        assertEquals(heard, EntryReader.entry(row, offset -> FULL));
    }

    @Test
    void the_checksum_of_a_row_never_changes() {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        assertEquals(0xFD015D27, Checksum.ofRow(17, 1, 1_772_352_000_123_456L, 0, Checksum.ofBody(body)));
    }
}
