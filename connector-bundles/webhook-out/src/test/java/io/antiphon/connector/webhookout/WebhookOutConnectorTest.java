package io.antiphon.connector.webhookout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.antiphon.spi.Action;
import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Outcome;
import io.antiphon.spi.Problem;
import io.antiphon.spi.Settings;
import io.antiphon.spi.Sink;
import io.antiphon.tck.SettableClock;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookOutConnectorTest {

    private static final Action REPLY = new Action(
            "0-17.care.0",
            "reply",
            "crm",
            Identity.parse("email:ada@example.org"),
            "thread-9",
            "letter-4",
            "Ваша посылка в пути",
            null,
            Map.of("subject", "Посылка", "priority", 2L));

    private final Receiver receiver = new Receiver();
    private final SettableClock clock = SettableClock.at("2026-01-31T12:00:00Z");
    private final WebhookOutConnector connector = new WebhookOutConnector(clock);

    @AfterEach
    void close() {
        receiver.close();
    }

    private Settings settings(String... namesAndValues) {
        Map<String, String> all =
                new HashMap<>(Map.of("url", receiver.url(), "secret", Receiver.SECRET, "private-network", "true"));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            all.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        assertEquals(List.of(), connector.spec().lint(all));
        return connector.spec().settings(all);
    }

    private Outcome perform(String... namesAndValues) throws Exception {
        return connector.sink(settings(namesAndValues)).orElseThrow().perform(REPLY);
    }

    private Outcome answered(int status, String body, Map<String, String> headers) throws Exception {
        receiver.status = status;
        receiver.answer = body;
        receiver.headers = headers;
        return perform();
    }

    @Test
    void anActionIsPostedAsSignedJson() throws Exception {
        assertInstanceOf(Outcome.Done.class, perform());

        Receiver.Came came = receiver.came.get(0);
        assertEquals("/hook?of=us", came.path());
        assertEquals("application/json", came.header("Content-type"));
        assertEquals("0-17.care.0", came.header("Webhook-id"));
        assertEquals("1769860800", came.header("Webhook-timestamp"));
        JsonNode json = new ObjectMapper().readTree(came.body());
        assertEquals(new ObjectMapper().readTree("""
                        {"id": "0-17.care.0", "type": "reply", "connection": "crm",
                         "to": {"scheme": "email", "value": "ada@example.org"}, "conversation": "thread-9",
                         "inReplyTo": "letter-4", "text": "Ваша посылка в пути",
                         "attributes": {"subject": "Посылка", "priority": 2}}"""), json);
    }

    @Test
    void aRepeatIsTheSameActionAtAnotherTime() throws Exception {
        Sink sink = connector.sink(settings()).orElseThrow();
        sink.perform(REPLY);
        clock.advance(Duration.ofHours(2));
        sink.perform(REPLY);

        Receiver.Came first = receiver.came.get(0);
        Receiver.Came second = receiver.came.get(1);
        assertEquals(first.header("Webhook-id"), second.header("Webhook-id"));
        assertEquals(new String(first.body()), new String(second.body()));
        assertEquals(1, receiver.done.size());
        assertFalse(first.header("Webhook-timestamp").equals(second.header("Webhook-timestamp")));
    }

    @Test
    void whileSecretsAreExchangedReceiversOfEitherAreContent() throws Exception {
        String next = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX";
        String both = next + " " + Receiver.SECRET;
        assertInstanceOf(Outcome.Done.class, perform("secret", both));
        receiver.secret = next;
        assertInstanceOf(Outcome.Done.class, perform("secret", both));
        assertThrows(IOException.class, this::perform);
    }

    @Test
    void theReferenceIsWhatTheAnswerCallsIt() throws Exception {
        assertEquals(new Outcome.Done("t-4711"), answered(201, "{\"id\": \"t-4711\"}", Map.of("Location", "/t/1")));
        assertEquals(new Outcome.Done("4711"), answered(200, "{\"id\": 4711}", Map.of()));
        assertEquals(new Outcome.Done("/t/1"), answered(201, "thanks", Map.of("Location", "/t/1")));
        assertEquals(new Outcome.Done("r-9"), answered(202, "", Map.of("X-Request-Id", "r-9")));
        assertEquals(new Outcome.Done(""), answered(204, "", Map.of()));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 409, 410, 413, 422, 451})
    void whatIsRefusedIsRefusedWithTheReason(int status) throws Exception {
        Outcome.Refused refused = assertInstanceOf(
                Outcome.Refused.class, answered(status, "no such\n\u0000 ticket", Map.of("Retry-After", "5")));
        assertTrue(refused.reason().startsWith("http://127.0.0.1:"), refused::reason);
        assertTrue(refused.reason().contains(" answers " + status), refused::reason);
        assertTrue(refused.reason().endsWith(": no such ticket"), refused::reason);
    }

    @Test
    void whoAsksToComeBackIsOfferedItLater() throws Exception {
        assertEquals(new Outcome.Later(Duration.ofMinutes(2)), answered(429, "", Map.of("Retry-After", "120")));
        assertEquals(
                new Outcome.Later(Duration.ofSeconds(30)),
                answered(503, "", Map.of("Retry-After", "Sat, 31 Jan 2026 12:00:30 GMT")));
        assertEquals(new Outcome.Later(Duration.ofDays(1)), answered(503, "", Map.of("Retry-After", "999999999")));
        assertEquals(
                new Outcome.Later(Duration.ZERO),
                answered(503, "", Map.of("Retry-After", "Sat, 31 Jan 2026 11:00:00 GMT")));
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 307, 401, 403, 404, 405, 407, 408, 425, 429, 500, 502, 503, 504})
    void whatMayPassIsThrown(int status) {
        IOException failure = assertThrows(
                IOException.class,
                () -> answered(status, "", Map.of("Location", "http://127.0.0.1:1/", "Retry-After", "soon")));
        assertTrue(failure.getMessage().contains("answers " + status), failure::getMessage);
        assertEquals(1, receiver.came.size());
    }

    @Test
    void anAnswerWithoutEndIsNotReadToItsEnd() throws Exception {
        assertEquals(new Outcome.Done(""), answered(200, "x".repeat(20_000_000), Map.of()));
    }

    @Test
    void whoDoesNotAnswerIsNotWaitedForLongerThanItsPatience() {
        receiver.silent = true;
        IOException failure = assertThrows(IOException.class, () -> perform("timeout", "200ms"));
        assertTrue(failure.getMessage().contains("did not answer within 0.2 s"), failure::getMessage);
    }

    @Test
    void anInterruptEndsTheWait() throws Exception {
        receiver.silent = true;
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread caller = new Thread(() -> {
            try {
                perform();
            } catch (Exception e) {
                thrown.set(e);
            }
        });
        caller.start();
        while (receiver.came.isEmpty()) {
            Thread.onSpinWait();
        }
        caller.interrupt();
        caller.join();
        assertInstanceOf(InterruptedException.class, thrown.get());
    }

    @Test
    void whereNobodyListensIsThrownWithTheAddress() {
        receiver.close();
        IOException failure = assertThrows(IOException.class, this::perform);
        assertTrue(failure.getMessage().startsWith("http://127.0.0.1:"), failure::getMessage);
        assertTrue(failure.getMessage().endsWith("nothing takes the connection"), failure::getMessage);
        assertEquals(null, failure.getCause(), "the message is what people are shown");
    }

    @Test
    void whatIsTooLargeIsRefused() throws Exception {
        Outcome outcome = connector.sink(settings()).orElseThrow().perform(REPLY.saying("x".repeat(1024 * 1024)));
        assertInstanceOf(Outcome.Refused.class, outcome);
        assertEquals(List.of(), receiver.came);
    }

    @Test
    void anIdOfOddCharactersIsMadeFitForAHeader() throws Exception {
        Sink sink = connector.sink(settings()).orElseThrow();
        assertInstanceOf(Outcome.Done.class, sink.perform(REPLY.withId("0-1.жалоба номер 1.0")));
        assertTrue(receiver.came.get(0).header("Webhook-id").startsWith("0-1.%D0%B6"));
    }

    @Test
    void aPrivateAddressIsRefusedUnlessItIsAllowed() throws Exception {
        List<Problem> problems = connector.check(settings("private-network", "false"));
        assertEquals(1, problems.size(), problems::toString);
        assertTrue(problems.get(0).what().contains("127.0.0.1"), problems::toString);

        IOException refused = assertThrows(IOException.class, () -> perform("private-network", "false"));
        assertTrue(refused.getMessage().contains("private-network"), refused::getMessage);
        assertEquals(List.of(), receiver.came);
        assertEquals(List.of(), connector.check(settings()));
        assertEquals(List.of(), receiver.came, "a check posts nothing");
    }

    @Test
    void httpIsForThisMachineOrForWhoSaysSo() {
        Settings open = settings("url", "http://93.184.215.14/hook");
        assertTrue(connector.check(open).get(0).what().contains("http"));
        assertThrows(AntiphonException.class, () -> connector.sink(open));
        assertTrue(connector
                .sink(settings("url", "http://93.184.215.14/hook", "insecure", "true"))
                .isPresent());
    }

    @Test
    void settingsThatCannotWorkAreNamed() {
        assertEquals(
                "url", connector.check(settings("url", "https:///hook")).get(0).where());
        assertEquals(
                "url",
                connector
                        .check(settings("url", "https://ada:hunter2@example.org/"))
                        .get(0)
                        .where());
        assertEquals(
                "secret",
                connector.check(settings("secret", "hunter2-hunter2")).get(0).where());
        assertEquals(
                "timeout", connector.check(settings("timeout", "2m")).get(0).where());
        receiver.close();
        assertEquals(
                Problem.Severity.WARNING, connector.check(settings()).get(0).severity());
    }
}
