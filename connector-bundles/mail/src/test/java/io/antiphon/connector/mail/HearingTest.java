package io.antiphon.connector.mail;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Action;
import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.DeadLetters.DeadLetter;
import io.antiphon.spi.Outcome;
import io.antiphon.spi.Problem;
import io.antiphon.spi.Signal;
import io.antiphon.tck.Crash;
import io.antiphon.tck.MemoryConnection;
import io.antiphon.tck.MemoryKernel;
import jakarta.mail.Flags;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against a real server in this process. */
class HearingTest {

    private final PostOffice post = new PostOffice();
    private final MemoryKernel kernel = new MemoryKernel();
    private final MailConnector connector = new MailConnector(Clock.systemUTC(), Duration.ofSeconds(2));

    @AfterEach
    void stop() {
        post.close();
    }

    private MemoryConnection connect(String... more) {
        Map<String, String> settings = new HashMap<>(post.settings());
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return kernel.connect(connector, settings);
    }

    private static List<String> ids(MemoryConnection connection) {
        return connection.signals().stream().map(Signal::externalId).toList();
    }

    private static void awaitHeard(MemoryConnection connection, int count) {
        PostOffice.await(
                count + " mails are heard, not " + connection.signals().size(),
                () -> connection.signals().size() >= count);
        assertEquals(count, connection.signals().size());
    }

    @Test
    void aMailIsPushedAndMarkedAsReadOnlyWhenItIsHeard() {
        try (MemoryConnection connection = connect()) {
            PostOffice.await("it listens", () -> connection.alive() > 0);
            post.deliver(PostOffice.mail("m1"));
            awaitHeard(connection, 1);
            PostOffice.await("it is marked", post::allSeen);
            post.deliver(PostOffice.mail("m2"));
            awaitHeard(connection, 2);
            assertEquals(List.of(), connection.failures());
        }
    }

    @Test
    void ofWhatWasThereAtFirstOnlyTheUnreadIsHeardUnlessAskedFor() {
        post.deliver(PostOffice.mail("old"), PostOffice.mail("unread"));
        post.mails().get(0).setFlag(Flags.Flag.SEEN, true);
        try (MemoryConnection connection = connect()) {
            awaitHeard(connection, 1);
            assertEquals(List.of("<unread@example.org>"), ids(connection));
        }
        try (MemoryConnection all = kernel.connect("all", connector, with("imap.begin", "all"))) {
            awaitHeard(all, 2);
        }
        try (MemoryConnection fresh = kernel.connect("new", connector, with("imap.begin", "new"))) {
            PostOffice.await("it listens", () -> fresh.remembered().containsKey(Checkpoint.KEY));
            post.deliver(PostOffice.mail("fresh"));
            awaitHeard(fresh, 1);
            assertEquals(List.of("<fresh@example.org>"), ids(fresh));
        }
    }

    private Map<String, String> with(String name, String value) {
        Map<String, String> settings = new HashMap<>(post.settings());
        settings.put(name, value);
        return settings;
    }

    @Test
    void whatSomebodyElseHasReadMeanwhileIsHeardAllTheSame() {
        MemoryConnection connection = connect();
        PostOffice.await("it listens", () -> connection.remembered().containsKey(Checkpoint.KEY));
        connection.close();
        post.deliver(PostOffice.mail("m1"));
        post.mails().get(0).setFlag(Flags.Flag.SEEN, true);
        try (MemoryConnection again = connection.restart()) {
            awaitHeard(again, 1);
        }
    }

    @Test
    void whenTheServerGoesAndComesItIsHeardAgain() {
        try (MemoryConnection connection = connect()) {
            post.deliver(PostOffice.mail("m1"));
            awaitHeard(connection, 1);
            post.away();
            post.deliver(PostOffice.mail("m1"), PostOffice.mail("m2"));
            post.back();
            awaitHeard(connection, 2);
            assertEquals(List.of(), connection.failures());
        }
    }

    @Test
    void whenUidsAreGivenAnewNothingIsHeardTwiceAndNothingMissed() {
        MemoryConnection connection = connect();
        post.deliver(PostOffice.mail("m1"), PostOffice.mail("m2"));
        awaitHeard(connection, 2);
        PostOffice.await(
                "it remembers", () -> post.allSeen() && connection.remembered().containsKey(Checkpoint.KEY));
        String[] words = connection.remembered().get(Checkpoint.KEY).split(" ");
        connection.intake().remember(Checkpoint.KEY, words[0] + " 7 4711 " + words[3]);
        connection.close();
        post.deliver(PostOffice.mail("m3"));
        post.mails().get(2).setFlag(Flags.Flag.SEEN, true);
        try (MemoryConnection again = connection.restart()) {
            awaitHeard(again, 3);
            PostOffice.await(
                    "it remembers the new ones",
                    () -> again.remembered().get(Checkpoint.KEY).startsWith(words[0] + " " + words[1] + " 3 "));
        }
    }

    @Test
    void aServerThatStaysAwayIsTheKernelsBusiness() {
        post.away();
        try (MemoryConnection connection = connect()) {
            PostOffice.await("it gives up", () -> !connection.failures().isEmpty());
            assertTrue(connection.failures().get(0).getMessage().contains("nothing takes the connection"));
        }
    }

    @Test
    void aWrongPasswordIsToldAtOnceAndNotRepeated() {
        try (MemoryConnection connection = connect("imap.password", "wrong-horse")) {
            PostOffice.await("it gives up", () -> !connection.failures().isEmpty());
            String told = String.valueOf(connection.failures().get(0));
            assertTrue(told.contains("user and password"), told);
            assertFalse(told.contains("wrong-horse"), told);
        }
    }

    @Test
    void aCrashBetweenHearingAndMarkingLosesAndDoublesNothing() {
        post.deliver(PostOffice.mail("m1"), PostOffice.mail("m2"));
        MemoryConnection connection = connect("imap.begin", "new", "imap.after", "move", "imap.target", "Heard");
        post.folder("Heard");
        PostOffice.await("it listens", () -> connection.remembered().containsKey(Checkpoint.KEY));
        connection.crashAfter(0);
        post.deliver(PostOffice.mail("m3"));
        PostOffice.await("it dies", () -> !connection.failures().isEmpty());
        assertInstanceOf(Crash.class, connection.failures().get(0));
        assertEquals(3, post.mails().size(), "It was not acknowledged");
        try (MemoryConnection restarted = connection.restart()) {
            PostOffice.await(
                    "it is moved",
                    () -> post.mails().size() == 2 && post.folder("Heard").getMessageCount() == 1);
            assertEquals(List.of("<m3@example.org>"), ids(restarted));
        }
    }

    @Test
    void aKeywordLeavesItToPeopleWhatTheyHaveRead() {
        post.deliver(PostOffice.mail("m1"));
        try (MemoryConnection connection = connect("imap.after", "keyword", "imap.keyword", "$Heard")) {
            awaitHeard(connection, 1);
            PostOffice.await(
                    "it has the keyword", () -> post.mails().get(0).getFlags().contains("$Heard"));
            assertFalse(post.allSeen());
        }
    }

    @Test
    void whatCannotBeReadIsKeptWholeAndReadAgainOnceItCanBe() {
        String tooLarge = PostOffice.mail("large") + "x".repeat(1_500_000);
        String odd = PostOffice.mail("odd", "X-Long: " + "y".repeat(150_000) + "\r\n");
        post.deliver(odd, tooLarge, PostOffice.mail("good"));
        MemoryConnection connection = connect("imap.largest", "1");
        awaitHeard(connection, 1);
        PostOffice.await("all are marked", post::allSeen);
        List<DeadLetter> letters = connection.deadLetters();
        assertEquals(2, letters.size());
        assertArrayEquals(
                odd.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                letters.get(0).received().body());
        DeadLetter large = letters.get(1);
        assertEquals(256 << 10, large.received().body().length);
        assertTrue(large.reason().contains("limit"), large.reason());
        AntiphonException still = assertThrows(AntiphonException.class, () -> connection.retry(large));
        assertTrue(String.valueOf(still.getMessage()).contains("limit"));
        try (MemoryConnection wider = connection.restart(with("imap.largest", "2"))) {
            wider.retry(large);
            Signal heard = wider.signals().get(1);
            assertEquals("<large@example.org>", heard.externalId());
            assertEquals((long) tooLarge.length(), heard.attributes().get("size"));
            assertEquals(1, wider.deadLetters().size());
        }
    }

    @Test
    void anAnswerReachesTheCustomerInTheThreadAndTheNextMailBelongsToIt() throws Exception {
        try (MemoryConnection connection = connect()) {
            post.deliver(PostOffice.mail("m1"));
            awaitHeard(connection, 1);
            Action reply = Action.reply("mail", connection.signals().get(0), "It is on its way.")
                    .withId("1-1.care.0");
            Outcome.Done done = assertInstanceOf(Outcome.Done.class, connection.perform(reply));
            PostOffice.await("it is delivered", () -> post.sent().size() == 1);
            var sent = post.sent().get(0);
            assertEquals(done.reference(), sent.getMessageID());
            assertEquals("<m1@example.org>", sent.getHeader("In-Reply-To")[0]);
            assertEquals("ada@example.org", sent.getAllRecipients()[0].toString());
            post.deliver(PostOffice.mail(
                    "m2",
                    "References: <m1@example.org> " + done.reference() + "\r\n",
                    "In-Reply-To: " + done.reference() + "\r\n"));
            awaitHeard(connection, 2);
            Signal next = connection.signals().get(1);
            assertEquals(connection.signals().get(0).conversation(), next.conversation());
            assertEquals(done.reference(), next.inReplyTo());
        }
    }

    @Test
    void theCheckNamesTheFieldThatIsWrong() throws Exception {
        Map<String, String> wrong = Map.of(
                "imap.password", "wrong-horse",
                "imap.folder", "Nowhere",
                "imap.port", "1",
                "smtp.from", "nobody");
        for (Map.Entry<String, String> each : wrong.entrySet()) {
            List<Problem> found = connector.check(connector.spec().settings(with(each.getKey(), each.getValue())));
            String where = each.getKey().equals("imap.port") ? "imap.host" : each.getKey();
            assertEquals(List.of(where), found.stream().map(Problem::where).toList(), found.toString());
        }
        Map<String, String> move = with("imap.after", "move");
        assertEquals(
                "imap.target",
                connector.check(connector.spec().settings(move)).get(0).where());
    }

    @Test
    void closingEndsItEvenInTheMiddleOfAWait() {
        MemoryConnection connection = connect();
        PostOffice.await("it listens", () -> connection.alive() > 0);
        connection.close();
        post.deliver(PostOffice.mail("late"));
        assertEquals(0, connection.offeredAfterClose());
        assertEquals(List.of(), connection.failures());
        assertEquals(List.of(), connection.signals());
    }
}
