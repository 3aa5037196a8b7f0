package io.antiphon.care.cases;

import static io.antiphon.care.cases.Play.mail;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Action;
import io.antiphon.spi.Direction;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Outcome;
import io.antiphon.spi.Signal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CaseLifeTest {

    private static final Insight SAD = Insight.of("sentiment", "negative");
    private static final Insight COMPLAINT = Insight.of("intent", "complaint");
    private static final Insight RUSSIAN = Insight.of("language", "ru");

    private final Play play;

    CaseLifeTest() throws SQLException {
        play = new Play();
    }

    private long complaint() {
        Entry.Heard heard = play.heard("mail", mail("t", "Где моя посылка?\nЖду неделю"));
        play.understood(heard, "p1", RUSSIAN, SAD, COMPLAINT, Insight.of("topic", "late-delivery"));
        return heard.position().offset();
    }

    @Test
    void aComplaintOpensACaseThatKnowsWhatItIsAbout() {
        Case one = play.one(complaint());
        assertEquals("Где моя посылка?", one.subject);
        assertEquals("ru", one.language);
        assertEquals(List.of("late-delivery"), one.topics);
        assertEquals("care", one.queue);
        assertEquals(2, one.priority);
        assertTrue(one.priorityWhy.contains("It is a complaint"), one.priorityWhy);
        assertEquals(Waiting.US, one.waiting);
        assertEquals(one.opened + Duration.ofHours(8).toMillis(), one.firstDue);
    }

    @Test
    void theSameThreadAndTheSamePersonOnAnotherChannelJoinTheirCase() {
        long id = complaint();
        play.said("mail", mail("t", "Hello?"));
        Entry.Heard chat = play.heard(
                "chat",
                Signal.of("message")
                        .channel("webchat")
                        .unit("acme/care")
                        .conversation("w")
                        .text("Anybody there?"));
        play.understood(chat, "p1", Insight.of("language", "en"));
        play.said(
                "chat",
                Signal.of("message")
                        .channel("webchat")
                        .unit("acme/care")
                        .conversation("w")
                        .text("?"));
        assertEquals(List.of(id), play.all().stream().map(one -> one.id).toList());
        Case one = play.one(id);
        assertEquals(4, one.signals);
        assertEquals(4, one.unanswered);
        assertEquals(List.of("email", "webchat"), one.channels);
        assertEquals("webchat", one.channel);
    }

    @Test
    void aSignalIsInTheLedgerWhenHeardAndInACaseWhenUnderstood() {
        Entry.Heard heard = play.heard("mail", mail("t", "Hello?"));
        assertEquals(List.of(), play.all());
        assertEquals(new Balance.Check(1, 1, List.of()), play.state().read(Care.NAME, Balance::check));
        play.clock().advance(Duration.ofHours(1));
        play.understood(heard, "p1", SAD);
        assertEquals(new Balance.Check(1, 0, List.of()), play.state().read(Care.NAME, Balance::check));
        Case one = play.one(heard.position().offset());
        assertEquals(heard.at().toEpochMilli(), one.opened, "The clocks run from when it was heard");
        assertEquals(one.opened + Duration.ofHours(8).toMillis(), one.firstDue);
    }

    @Test
    void whatWeSaidOutsideBeforeTheQuestionWasUnderstoodAnswersItAllTheSame() {
        Entry.Heard question = play.heard("mail", mail("t", "Hello?"));
        Entry.Heard answer = play.heard("mail", mail("t", "We are sorry").direction(Direction.OUTBOUND));
        play.understood(question, "p1", SAD);
        assertEquals(State.RECEIVED, play.one(question.position().offset()).state);
        play.understood(answer, "p1");
        assertEquals(State.ANSWERED, play.one(question.position().offset()).state);
    }

    @Test
    void settingsThatChangeBeforeASignalIsUnderstoodChangeNothingForIt() {
        Entry.Heard owed = play.heard("mail", mail("t", "Hello?"));
        Entry.Heard review = play.heard("shop", Signal.of("review").rating(5.0).unit("acme/care"));
        play.settings("{\"queues\": [{\"name\": \"care\"}], \"ignore\": [\"message\"]}");
        play.understood(owed, "p1");
        play.understood(review, "p2");
        assertEquals(2, play.all().size());
    }

    @Test
    void anotherUnitsSignalOfThePersonIsAnotherCase() {
        long id = complaint();
        Entry.Heard other =
                play.heard("shop", Signal.of("message").unit("acme/shop").text("A question"));
        play.understood(other, "p1", Insight.of("language", "en"));
        assertEquals(
                List.of(id, other.position().offset()),
                play.all().stream().map(one -> one.id).toList());
    }

    @Test
    void fromAnswerToReplyToClose() {
        long id = complaint();
        play.command("olga", "take", id, Map.of());
        Entry.Decided reply = play.replied(id, "olga", id);
        assertEquals(1, play.one(id).pending);
        assertEquals(Waiting.US, play.one(id).waiting, "It has not left yet");
        play.performed(reply, new Outcome.Done("m1"));
        Case answered = play.one(id);
        assertEquals(State.ANSWERED, answered.state);
        assertEquals(Waiting.CUSTOMER, answered.waiting);
        assertEquals(0, answered.firstDue);
        assertEquals("olga", answered.latestAnswerBy);
        assertEquals(Map.of(id, Disposition.ANSWERED), play.signals(id));
        Entry.Heard again = play.said("mail", mail("t", "It has come, thank you"));
        assertEquals(State.REOPENED, play.one(id).state);
        play.command("olga", "close", id, Map.of("reason", "solved"));
        Case closed = play.one(id);
        assertFalse(closed.isOpen());
        assertEquals(Waiting.NOBODY, closed.waiting);
        assertEquals(Map.of(id, Disposition.ANSWERED, again.position().offset(), Disposition.SOLVED), play.signals(id));
    }

    @Test
    void anAnswerAnswersOnlyWhatItsWriterHadSeen() {
        long id = complaint();
        Entry.Decided reply = play.replied(id, "olga", id);
        long later =
                play.said("mail", mail("t", "And another thing")).position().offset();
        play.performed(reply, new Outcome.Done("m1"));
        assertEquals(Map.of(id, Disposition.ANSWERED, later, Disposition.OPEN), play.signals(id));
        assertEquals(Waiting.US, play.one(id).waiting);
    }

    @Test
    void whatIsRefusedOrUnsureIsShownAndNotAnswered() {
        long id = complaint();
        play.performed(play.replied(id, "olga", id), new Outcome.Refused("unknown address"));
        assertEquals("The answer was refused: unknown address", play.one(id).trouble);
        Entry.Decided second = play.replied(id, "olga", id);
        assertEquals("", play.one(id).trouble);
        play.performed(second, new Outcome.Unsure("it broke off"));
        assertTrue(play.one(id).trouble.startsWith("Nobody knows"));
        assertEquals(1, play.one(id).unanswered);
        play.append(Entry.Performed.class, Entry.Performed.of(second, new Outcome.Done("resolved"), 1));
        assertEquals("", play.one(id).trouble);
        assertEquals(State.ANSWERED, play.one(id).state);
    }

    @Test
    void aCaseClosedWhileItsAnswerLeavesIsAnsweredOrOpenedAgain() {
        long good = complaint();
        Entry.Decided sent = play.replied(good, "olga", good);
        play.command("olga", "close", good, Map.of("reason", "done"));
        play.performed(sent, new Outcome.Done("m"));
        assertEquals(Map.of(good, Disposition.ANSWERED), play.signals(good));
        assertFalse(play.one(good).isOpen());
        long bad = play.said("mail", mail("u", "Hello")).position().offset();
        Entry.Decided refused = play.replied(bad, "olga", bad);
        play.command("olga", "close", bad, Map.of("reason", "done"));
        play.performed(refused, new Outcome.Refused("unknown address"));
        assertEquals(State.REOPENED, play.one(bad).state);
        assertEquals(Waiting.US, play.one(bad).waiting);
    }

    @Test
    void aClosedCaseIsOpenedAgainForAWhileAndFollowedUpLater() {
        long id = complaint();
        play.command("olga", "close", id, Map.of("reason", "solved"));
        play.clock().advance(Duration.ofDays(13));
        play.said("mail", mail("t", "Again late"));
        assertEquals(State.REOPENED, play.one(id).state);
        play.command("olga", "close", id, Map.of("reason", "solved"));
        play.clock().advance(Duration.ofDays(15));
        Entry.Heard late = play.said("mail", mail("t", "And again"));
        Case next = play.one(late.position().offset());
        assertEquals(late.position().offset(), next.id);
        assertEquals(id, next.former);
        assertFalse(play.one(id).isOpen());
    }

    @Test
    void praiseIsThankedAndNotIgnored() {
        Entry.Heard heard = play.heard("mail", mail("t", "You are wonderful"));
        play.understood(heard, "p1", Insight.of("sentiment", "positive"), Insight.of("intent", "praise"));
        long id = heard.position().offset();
        assertEquals("thanks", play.one(id).queue);
        assertEquals(4, play.one(id).priority);
        play.performed(play.replied(id, "olga", id), new Outcome.Done("m"));
        assertEquals(Map.of(id, Disposition.THANKED), play.signals(id));
    }

    @Test
    void operationsNeedNoAnswerUntilARuleSaysSo() {
        Entry.Heard order =
                play.said("shop", Signal.of("order").unit("acme/shop").attribute("total", 3));
        assertEquals(List.of(), play.all());
        play.decided(
                order, "vip", Action.of("case", "").details(Map.of("op", "open", "queue", "care", "reason", "VIP")));
        Case one = play.one(order.position().offset());
        assertEquals("care", one.queue);
        assertEquals(Map.of(one.id, Disposition.OPEN), play.signals(one.id));
    }

    @Test
    void aRuleRoutesTagsAndCloses() {
        Entry.Heard heard = play.said("mail", mail("t", "Unsubscribe"));
        long id = heard.position().offset();
        play.decided(
                heard, "a", Action.of("case", "").details(Map.of("op", "route", "queue", "thanks", "because", "so")));
        play.decided(heard, "b", Action.of("case", "").details(Map.of("op", "tag", "tag", "x")));
        play.decided(heard, "c", Action.of("case", "").details(Map.of("op", "priority", "priority", 1)));
        Case one = play.one(id);
        assertEquals(
                List.of("thanks", "so", "1", "[x]"),
                List.of(one.queue, one.queueWhy, String.valueOf(one.priority), one.tags.toString()));
        play.decided(heard, "d", Action.of("case", "").details(Map.of("op", "close", "reason", "unsubscribed")));
        assertEquals(Map.of(id, Disposition.CLOSED), play.signals(id));
        assertEquals("unsubscribed", play.one(id).closedWhy);
    }

    @Test
    void whatAnotherSystemAnsweredIsAnswered() {
        long id = complaint();
        play.said("mail", mail("t", "We are sorry").direction(Direction.OUTBOUND));
        assertEquals(State.ANSWERED, play.one(id).state);
        assertEquals(Disposition.ANSWERED, play.signals(id).get(id));
    }

    @Test
    void theResolutionRestsWhileTheCustomerHasTheWord() {
        long id = complaint();
        long due = play.one(id).resolutionDue;
        play.clock().advance(Duration.ofHours(2));
        play.performed(play.replied(id, "olga", id), new Outcome.Done("m"));
        Case paused = play.one(id);
        assertEquals(0, paused.resolutionDue);
        assertTrue(paused.resolutionLeft < Duration.ofHours(118).toMillis() + 1);
        long from = play.clock().instant().toEpochMilli();
        play.clock().advance(Duration.ofDays(2));
        play.said("mail", mail("t", "Still nothing"));
        long rested = play.clock().instant().toEpochMilli() - from;
        assertEquals(due + rested, play.one(id).resolutionDue);
    }

    @Test
    void understoodAgainChangesWhatWasUnderstoodAndNothingElse() {
        Entry.Heard heard = play.heard("mail", mail("t", "Well"));
        Entry.Understood first = play.understood(heard, "p1", SAD, COMPLAINT, Insight.of("topic", "late"));
        long id = heard.position().offset();
        play.command("olga", "queue", id, Map.of("queue", "thanks"));
        play.append(Entry.Understood.class, first.again(2, List.of(Insight.of("topic", "price"))));
        Case one = play.one(id);
        assertEquals(List.of("price"), one.topics);
        assertEquals("", one.sentiment);
        assertEquals(3, one.priority);
        assertEquals("thanks", one.queue);
        assertEquals(1, one.signals);
    }

    @Test
    void casesThatNobodyLooksAfterAreTold() {
        play.settings("{\"queues\": [{\"name\": \"care\", \"units\": [\"acme/shop\"]}]}");
        Entry.Heard heard = play.heard("mail", mail("t", "Hello"));
        play.understood(heard, null, Insight.of("topic", "billing"));
        List<Cases.Unwatched> found = play.state().read(Care.NAME, tx -> new Cases(tx).unwatched());
        assertEquals(1, found.size());
        assertEquals("billing", found.get(0).topic());
        play.command("olga", "take", heard.position().offset(), Map.of());
        assertEquals(List.of(), play.state().read(Care.NAME, tx -> new Cases(tx).unwatched()));
    }
}
