package io.antiphon.care.cases;

import static io.antiphon.care.cases.Play.mail;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.antiphon.spi.Action;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Outcome;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What rules decide, at once or later, shapes the case that they mean. */
class RuleTest {

    private final Play play;
    private Entry.Heard heard;
    private long id;

    RuleTest() throws SQLException {
        play = new Play();
    }

    @BeforeEach
    void somebodyWrote() {
        heard = play.heard("mail", mail("t", "Where is it?"));
        id = heard.position().offset();
    }

    private Entry.Decided rule(Entry cause, Map<String, ?> told) {
        return play.decided(cause, "rules", Action.of("case", "").details(told));
    }

    /** A rule that counted or waited is told to act. */
    private Entry.Commanded fired() {
        return play.append(Entry.Commanded.class, Entry.Commanded.of("antiphon", "rule-fired", "p1", Map.of()));
    }

    /** A timer that a rule set rings. */
    private Entry.Performed rung() {
        Entry.Decided wake = play.decided(
                heard, "rules", Action.wakeAt(play.clock().instant(), Map.of("rule", "r")));
        return play.performed(wake, new Outcome.Done(""));
    }

    private Map<String, Object> about(Entry.Heard signal, Map<String, ?> more) {
        Map<String, Object> told = new HashMap<>(more);
        told.put("signal", signal.position().toString());
        return told;
    }

    @Test
    void aReceiptAcknowledgesAndAnswersNothing() {
        Action receipt =
                Action.reply("mail", heard.signal(), "We have it").details(Map.of("acknowledgement", true));
        play.performed(play.decided(heard, "rules", receipt), new Outcome.Done("m"));
        assertEquals(State.ACKNOWLEDGED, play.one(id).state);
        assertEquals(Map.of(id, Disposition.OPEN), play.signals(id));
        assertEquals(Waiting.US, play.one(id).waiting);
    }
}
