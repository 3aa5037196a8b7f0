package io.antiphon.care.desk;

import static io.antiphon.care.cases.Play.mail;
import static io.antiphon.care.desk.Office.OLGA;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.antiphon.care.cases.CaseId;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Outcome;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Whoever follows what is ordered of cases reads in the order itself whom and which conversation it is about. */
class ClosingTest {

    private final Office office;
    private final String at;

    ClosingTest() throws SQLException {
        office = new Office();
        Entry.Heard heard = office.play.heard("mail", mail("t", "Where is it?"));
        office.play.understood(heard, "p1");
        at = "/api/cases/" + CaseId.of(heard.position().offset());
    }

    private static Map<String, Object> about(Entry.Commanded order) {
        return Map.of(
                "order",
                order.who() + " " + order.command(),
                "profile",
                Objects.requireNonNull(order.arguments().get("profile")),
                "connection",
                Objects.requireNonNull(order.arguments().get("connection")),
                "conversation",
                Objects.requireNonNull(order.arguments().get("conversation")));
    }

    private static Map<String, Object> ordered(String order) {
        return Map.of("order", order, "profile", "p1", "connection", "mail", "conversation", "t");
    }

    @Test
    void whoClosesAndOpensAgainTellsWhomItIsAbout() {
        office.post(OLGA, at + "/close", "{\"reason\": \"solved\"}");
        office.post(OLGA, at + "/reopen", "{\"reason\": \"it was not\"}");
        assertEquals(
                List.of(ordered("olga close"), ordered("olga reopen")),
                office.play.journal().all(Entry.Commanded.class).stream()
                        .map(ClosingTest::about)
                        .toList());
    }

    @Test
    void theClockThatClosesTellsWhomItIsAbout() {
        Object seen = Office.json(office.get(OLGA, at)).get("seen");
        office.post(OLGA, at + "/reply", "{\"text\": \"Yes?\", \"seen\": \"" + seen + "\"}");
        office.play.performed(office.decide().get(0), new Outcome.Done("m"));
        Timekeeper timekeeper = new Timekeeper(office.kernel);
        for (int days : List.of(4, 12)) {
            office.play.clock().advance(Duration.ofDays(days));
            timekeeper.round();
        }
        assertEquals(
                List.of(ordered("antiphon silence"), ordered("antiphon close")),
                office.play.journal().all(Entry.Commanded.class).stream()
                        .filter(order -> order.who().equals(Timekeeper.NAME))
                        .map(ClosingTest::about)
                        .toList());
    }
}
