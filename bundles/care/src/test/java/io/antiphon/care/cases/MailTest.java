package io.antiphon.care.cases;

import static io.antiphon.care.cases.Play.mail;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Outcome;
import io.antiphon.spi.Signal;
import io.antiphon.spi.SignalBuilder;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers are known by what they are called outside: mails that name one join its case, reports that name one undo it. */
class MailTest {

    private static final String OURS = "<a1@shop.example>";

    private final Play play;
    private long id;

    MailTest() throws SQLException {
        play = new Play();
    }

    @BeforeEach
    void anAnswerLeft() {
        id = play.said("mail", mail("t", "Where is it?")).position().offset();
        answer(OURS);
    }

    private void answer(String reference) {
        play.performed(play.replied(id, "olga", play.one(id).latestSignal), new Outcome.Done(reference));
    }

    private static SignalBuilder report(String original) {
        return Signal.of("delivery-report")
                .channel("email")
                .unit("acme/care")
                .identity("email", "mailer-daemon@mx.example")
                .conversation(original)
                .inReplyTo(original)
                .text("I am sorry to tell you")
                .attribute("auto", true)
                .attribute("automatic", "delivery-report")
                .attribute("action", "failed")
                .attribute("diagnostic", "550 5.1.1 no such user")
                .attribute("originalMessageId", original);
    }

    @Test
    void aMailThatNamesOnlyOurAnswerJoinsItsCase() {
        play.said("mail", mail(OURS, "That does not help").inReplyTo(OURS));
        play.said("mail", mail(OURS, "At all").inReplyTo("<another@example.org>"));
        Case one = play.one(id);
        assertEquals(List.of(id), play.all().stream().map(found -> found.id).toList());
        assertEquals(3, one.signals);
        assertEquals(State.REOPENED, one.state);
        assertEquals(OURS, one.conversation);
    }

    @Test
    void aMailToAnotherMailboxThatNamesOurAnswerJoinsItToo() {
        play.said("mail-sales", mail("elsewhere", "Is that so?").inReplyTo(OURS));
        assertEquals(2, play.one(id).signals);
    }

    @Test
    void aNameThatIsNoMessageIdMeansNothingAtAnotherConnection() {
        answer("17");
        play.said("mail", mail("u", "Another thing").inReplyTo("17"));
        assertEquals(2, play.one(id).signals);
        play.said("chat", mail("u", "Hello").inReplyTo("17"));
        assertEquals(2, play.one(id).signals);
    }

    @Test
    void whatAnswersALongClosedCaseFollowsItUp() {
        play.command("olga", "close", id, Map.of("reason", "solved"));
        play.clock().advance(Duration.ofDays(15));
        Entry.Heard late = play.said("mail", mail(OURS, "Again").inReplyTo(OURS));
        assertEquals(id, play.one(late.position().offset()).former);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAnswerThatCouldNotBeDeliveredIsOwedAgain(boolean closed) {
        if (closed) {
            play.command("olga", "close", id, Map.of("reason", "done"));
        }
        play.said("mail", report(OURS));
        Case one = play.one(id);
        assertEquals("The answer was not delivered. It came back: 550 5.1.1 no such user", one.trouble);
        assertEquals(List.of(State.REOPENED, Waiting.US, 1), List.of(one.state, one.waiting, one.unanswered));
        assertTrue(one.firstDue > 0);
        assertEquals(Map.of(id, Disposition.OPEN), play.signals(id));
        assertEquals(1, play.all().size(), "The report itself opens no case");
        answer("<a2@shop.example>");
        assertEquals("", play.one(id).trouble);
        assertEquals(State.ANSWERED, play.one(id).state);
    }

    @Test
    void whatWasAnsweredOtherwiseStaysAnswered() {
        long second = play.said("mail", mail("t", "And where is the other?"))
                .position()
                .offset();
        answer("<a2@shop.example>");
        play.said("mail", report(OURS));
        assertEquals(Map.of(id, Disposition.ANSWERED, second, Disposition.ANSWERED), play.signals(id));
        assertEquals("", play.one(id).trouble);
        play.said("mail", report("<a2@shop.example>"));
        assertEquals(Map.of(id, Disposition.OPEN, second, Disposition.OPEN), play.signals(id));
    }

    @Test
    void aReportOfDelayOrOfSomethingElseChangesNothing() {
        play.said("mail", report(OURS).attribute("action", "delayed"));
        play.said("mail", report("<other@shop.example>"));
        play.said("mail", report("").attribute("originalMessageId", null));
        assertEquals(State.ANSWERED, play.one(id).state);
        assertEquals("", play.one(id).trouble);
        assertEquals(1, play.all().size());
    }

    @Test
    void whatMachinesWriteOpensNoCaseWhateverTheSettingsSay() {
        play.settings("{\"ignore\": []}");
        for (String kind : List.of("auto-reply", "delivery-report", "message")) {
            SignalBuilder signal = Signal.of(kind).conversation("v" + kind).text("I am on holiday");
            play.said("mail", signal.attribute("auto", true));
        }
        assertEquals(1, play.all().size());
        assertFalse(play.one(id).waiting == Waiting.US);
    }
}
