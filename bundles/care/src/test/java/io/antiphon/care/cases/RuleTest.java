package io.antiphon.care.cases;

import static io.antiphon.care.cases.Play.mail;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.antiphon.spi.Action;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Outcome;
import io.antiphon.spi.Signal;
import java.sql.SQLException;
import java.time.Duration;
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
        heard = play.said("mail", mail("t", "Where is it?"));
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
        Entry.Decided wake =
                play.decided(heard, "rules", Action.wakeAt(play.clock().instant(), Map.of("rule", "r")));
        return play.performed(wake, new Outcome.Done(""));
    }

    private Map<String, Object> about(Entry.Heard signal, Map<String, ?> more) {
        Map<String, Object> told = new HashMap<>(more);
        told.put("signal", signal.position().toString());
        return told;
    }

    @Test
    void aReceiptAcknowledgesAndAnswersNothing() {
        Action receipt = Action.reply("mail", heard.signal(), "We have it").details(Map.of("acknowledgement", true));
        play.performed(play.decided(heard, "rules", receipt), new Outcome.Done("m"));
        assertEquals(State.ACKNOWLEDGED, play.one(id).state);
        assertEquals(Map.of(id, Disposition.OPEN), play.signals(id));
        assertEquals(Waiting.US, play.one(id).waiting);
    }

    @Test
    void whatWasCountedOrWaitedForShapesTheCaseOfItsSignal() {
        Entry.Heard other = play.said("mail", mail("u", "Another thing"));
        for (Entry cause : List.of(fired(), rung())) {
            rule(cause, about(heard, Map.of("op", "tag", "tag", "t" + cause.position())));
            assertEquals(List.of(), play.one(other.position().offset()).tags);
            assertEquals(
                    "t" + cause.position(),
                    play.one(id).tags.get(play.one(id).tags.size() - 1));
        }
        rule(fired(), about(heard, Map.of("op", "close", "reason", "spam")));
        assertEquals(Map.of(id, Disposition.CLOSED), play.signals(id));
        assertFalse(play.one(id).isOpen());
    }

    @Test
    void aSignalThatNeededNoAnswerGetsItsCaseLater() {
        Entry.Heard order = play.said("shop", Signal.of("order").attribute("total", 3));
        rule(fired(), about(order, Map.of("op", "open", "queue", "care", "priority", 1, "reason", "the third")));
        Case one = play.one(order.position().offset());
        assertEquals(List.of("care", 1), List.of(one.queue, one.priority));
        assertEquals(Map.of(one.id, Disposition.OPEN), play.signals(one.id));
    }

    @Test
    void anAnswerGivenLaterAnswersTheSignalAndNothingAfterIt() {
        long later =
                play.said("mail", mail("t", "And another thing")).position().offset();
        Action reply = Action.reply("mail", heard.signal(), "We are sorry").details(about(heard, Map.of()));
        play.performed(play.decided(fired(), "rules", reply), new Outcome.Done("m"));
        assertEquals(Map.of(id, Disposition.ANSWERED, later, Disposition.OPEN), play.signals(id));
    }

    @Test
    void whatHappenedToACaseShapesThatCase() {
        Entry.Commanded breach = play.command("antiphon", "sla-breach", id, Map.of());
        Map<String, String> escalated = Map.of("op", "route", "queue", "thanks", "case", CaseId.of(id));
        rule(breach, escalated);
        assertEquals("thanks", play.one(id).queue);
        breach = play.command("antiphon", "sla-breach", id, Map.of());
        long unseen = play.said("mail", mail("t", "Hello?")).position().offset();
        rule(breach, Map.of("op", "close", "reason", "late", "case", CaseId.of(id)));
        assertEquals(Map.of(id, Disposition.CLOSED, unseen, Disposition.OPEN), play.signals(id));
        assertEquals(Waiting.US, play.one(id).waiting, "It does not close what came after it");
        Entry.Commanded silence = play.command("antiphon", "silence", id, Map.of());
        rule(silence, Map.of("op", "close", "reason", "late", "case", CaseId.of(id)));
        assertFalse(play.one(id).isOpen());
    }

    @Test
    void onlyThanksLeavesAnAnsweredCaseAsItWas() {
        play.performed(play.replied(id, "olga", id), new Outcome.Done("m"));
        Entry.Heard thanks = play.said("mail", mail("t", "Thank you"));
        assertEquals(State.REOPENED, play.one(id).state, "until it is known that they are only thanks");
        rule(thanks, Map.of("op", "thank"));
        Case one = play.one(id);
        assertEquals(List.of(State.ANSWERED, Waiting.CUSTOMER), List.of(one.state, one.waiting));
        assertEquals(Disposition.THANKED, play.signals(id).get(thanks.position().offset()));
        assertEquals(0, one.silenceAt, "Who has thanked is not silent");
        assertEquals(thanks.at().plus(Duration.ofDays(14)).toEpochMilli(), one.closeAt);
        Entry.Heard more = play.said("mail", mail("t", "Thank you, but where is the other one?"));
        assertEquals(State.REOPENED, play.one(id).state);
        rule(play.said("mail", mail("t", "Thanks again")), Map.of("op", "thank"));
        assertEquals(State.REOPENED, play.one(id).state, "There is still a question");
        assertEquals(Disposition.OPEN, play.signals(id).get(more.position().offset()));
    }

    @Test
    void onlyThanksLeavesAClosedCaseClosedForTheReasonItHad() {
        play.performed(play.replied(id, "olga", id), new Outcome.Done("m"));
        play.command("olga", "close", id, Map.of("reason", "solved"));
        Entry.Heard thanks = play.said("mail", mail("t", "Thank you"));
        rule(thanks, Map.of("op", "thank"));
        assertFalse(play.one(id).isOpen());
        assertEquals("solved", play.one(id).closedWhy);
        assertEquals(Disposition.THANKED, play.signals(id).get(thanks.position().offset()));
        play.said("mail", mail("t", "It is broken"));
        play.performed(play.replied(id, "olga", play.one(id).latestSignal), new Outcome.Done("m2"));
        rule(play.said("mail", mail("t", "Thank you")), Map.of("op", "thank"));
        assertEquals(State.ANSWERED, play.one(id).state, "It was not closed since");
    }

    @Test
    void theCaseOfTheNamedSignalCountsMoreThanACaseItOnlyTellsOf() {
        Entry.Heard other = play.said("mail", mail("u", "I heard of case " + CaseId.of(id)));
        rule(fired(), about(other, Map.of("op", "close", "reason", "spam", "case", CaseId.of(id))));
        assertEquals(Map.of(id, Disposition.OPEN), play.signals(id));
        assertFalse(play.one(other.position().offset()).isOpen());
    }

    @Test
    void whatNamesNothingThatIsThereChangesNothing() {
        for (String name : List.of("0-99999", "nonsense", "C0-1", "-", "9-9")) {
            rule(fired(), Map.of("op", "close", "signal", name));
            rule(fired(), Map.of("op", "open", "case", name));
        }
        assertEquals(Map.of(id, Disposition.OPEN), play.signals(id));
        assertEquals(1, play.all().size());
    }
}
