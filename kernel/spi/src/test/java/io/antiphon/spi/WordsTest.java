package io.antiphon.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Positions, identities, entries and what is received. */
class WordsTest {

    @Test
    void positionsAreReadAsTheyAreWrittenAndOrderedByPartitionThenOffset() {
        assertEquals(new Position(3, 17), Position.parse(new Position(3, 17).toString()));
        assertTrue(Position.of(10).isAfter(Position.of(9)));
        assertTrue(new Position(1, 0).isAfter(Position.of(Long.MAX_VALUE)));
        for (String wrong : List.of("", "17", "-1", "0-", "a-b", "0--1", "0-99999999999999999999")) {
            assertThrows(IllegalArgumentException.class, () -> Position.parse(wrong), wrong);
        }
    }

    @Test
    void anIdentityKeepsColonsInItsValueAndRefusesMalformedSchemes() {
        assertEquals(new Identity("urn", "isbn:1"), Identity.parse("urn:isbn:1"));
        for (String wrong : List.of("ada@example.org", ":x", "E-Mail:x", "email:", "email: ", "é:x")) {
            assertThrows(IllegalArgumentException.class, () -> Identity.parse(wrong), wrong);
        }
        assertThrows(IllegalArgumentException.class, () -> new Identity("email", "a".repeat(513)));
    }

    @Test
    void idsOfDerivedEntriesAreComputedFromCauseWhoAndIndex() {
        Entry.Heard heard =
                Entry.Heard.of("shop", Signal.of("order").text("x").build()).at(Position.of(7), "0-7", Instant.EPOCH);
        assertEquals(
                "0-7.understood", Entry.Understood.of(heard, null, List.of()).id());
        Entry.Decided decided = Entry.Decided.of(heard.position(), null, "thanks", "1", 0, Action.of("reply", "mail"));
        assertEquals("0-7.thanks.0", decided.id());
        assertEquals(decided.id(), decided.action().id());
        assertEquals(
                "0-7.thanks.0.performed.2",
                Entry.Performed.of(decided, new Outcome.Done(""), 2).id());
    }

    @Test
    void receivedTextIsReadInItsCharsetAndHeadersIgnoreCase() {
        Received received = new Received(
                "Grüße".getBytes(StandardCharsets.ISO_8859_1), Map.of("Charset", "ISO-8859-1"), "letter.txt:1");
        assertEquals("Grüße", received.text());
        assertEquals("ISO-8859-1", received.header("CHARSET").orElseThrow());
        assertEquals("x", new Received(new byte[] {'x'}, Map.of("charset", "nonsense"), "").text());
    }

    @Test
    void aQueryStringIsDecodedAndTheLastOfARepeatedNameCounts() {
        assertEquals(Map.of("a", "2", "b", "x y", "c", ""), Request.readQuery("a=1&b=x+y&a=2&c"));
        assertFalse(Request.readQuery("").containsKey(""));
    }
}
