package io.antiphon.care.cases;

import static io.antiphon.care.cases.Play.mail;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Outcome;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Nobody knows whether an answer left, until a person says it. */
class UnsureTest {

    private final Play play;
    private final long id;
    private final Entry.Decided reply;

    UnsureTest() throws SQLException {
        play = new Play();
        id = play.said("mail", mail("t", "Where is it?")).position().offset();
        reply = play.replied(id, "olga", id);
        play.performed(reply, new Outcome.Unsure("it broke off"));
    }

    @Test
    void whatIsSaidNotToHaveLeftIsOnItsWayAgain() {
        resolved(false);
        assertEquals("", play.one(id).trouble);
        assertEquals(1, play.one(id).pending);
        assertEquals(Stage.PENDING, stage());
        resolved(false);
        assertEquals(1, play.one(id).pending, "Once");
        play.append(Entry.Performed.class, Entry.Performed.of(reply, new Outcome.Done("m"), 1));
        assertEquals(0, play.one(id).pending);
        assertEquals(State.ANSWERED, play.one(id).state);
    }

    @Test
    void whatIsSaidToHaveLeftAnswersWithItsOutcome() {
        resolved(true);
        assertEquals(Stage.UNSURE, stage());
        play.append(Entry.Performed.class, Entry.Performed.of(reply, new Outcome.Done("as olga says"), 1));
        assertEquals(State.ANSWERED, play.one(id).state);
        assertEquals(0, play.one(id).pending);
    }

    private void resolved(boolean happened) {
        String subject = "action " + reply.action().id();
        play.append(
                Entry.Commanded.class, Entry.Commanded.of("olga", "resolve", subject, Map.of("happened", happened)));
    }

    private Stage stage() {
        return play.state()
                .read(Care.NAME, tx -> new Cases(tx).answers(id))
                .get(reply.action().id())
                .stage();
    }
}
