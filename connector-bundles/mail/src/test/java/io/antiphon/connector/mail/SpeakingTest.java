package io.antiphon.connector.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Action;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Outcome;
import io.antiphon.tck.MemoryConnection;
import io.antiphon.tck.MemoryKernel;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a server that answers as it is told. */
class SpeakingTest {

    private static final Action ACTION = Action.of("reply", "mail")
            .to(new Identity("email", "ada@example.org"))
            .saying("Hello")
            .withId("1-1.care.0");

    private static Outcome perform(ScriptedServer server) throws Exception {
        Map<String, String> settings = Map.of(
                "smtp.host", "127.0.0.1",
                "smtp.port", String.valueOf(server.port()),
                "smtp.security", "plain",
                "smtp.from", "care@shop.example");
        try (MemoryConnection connection = new MemoryKernel().connect(new MailConnector(), settings)) {
            return connection.perform(ACTION);
        }
    }

    @Test
    void whatIsTakenIsDoneAndCalledByItsMessageId() throws Exception {
        try (ScriptedServer server = new ScriptedServer(Map.of())) {
            Outcome.Done done = assertInstanceOf(Outcome.Done.class, perform(server));
            assertTrue(server.heard().contains("Message-ID: " + done.reference()), server.heard());
            assertTrue(server.heard().contains("MAIL FROM:<care@shop.example>"), server.heard());
        }
    }

    @ParameterizedTest
    @CsvSource({"MAIL, 550 5.7.1 not you", "RCPT, 550 5.1.1 nobody here", "DATA, 554 no", "., 552 5.3.4 too much"})
    void aRefusalForGoodIsOneInTheServersWords(String at, String answer) throws Exception {
        try (ScriptedServer server = new ScriptedServer(Map.of(at, answer))) {
            Outcome.Refused refused = assertInstanceOf(Outcome.Refused.class, perform(server));
            assertTrue(refused.reason().contains(answer), refused.reason());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "MAIL, 451 4.7.1 later",
        "RCPT, 450 4.2.0 greylisted",
        "DATA, 421 too busy",
        "., 451 4.3.0 try again",
        "MAIL, 530 5.7.0 log in first",
        "HELLO, 554 no service",
    })
    void whatMayPassIsTriedAgain(String at, String answer) throws Exception {
        try (ScriptedServer server = new ScriptedServer(Map.of(at, answer))) {
            IOException failure = assertThrows(IOException.class, () -> perform(server));
            assertTrue(String.valueOf(failure.getMessage()).contains(answer.substring(0, 3)), failure.getMessage());
        }
    }

    @Test
    void whereTheLineBreaksBeforeTheEndNothingWasSent() throws Exception {
        for (String at : new String[] {"HELLO", "EHLO", "MAIL", "RCPT", "DATA"}) {
            try (ScriptedServer server = new ScriptedServer(Map.of(at, ScriptedServer.HANG_UP))) {
                assertThrows(IOException.class, () -> perform(server), at);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {ScriptedServer.HANG_UP, ScriptedServer.RESET})
    void whereTheLineBreaksAfterTheEndNobodyKnows(String how) throws Exception {
        try (ScriptedServer server = new ScriptedServer(Map.of(".", how))) {
            Outcome.Unsure unsure = assertInstanceOf(Outcome.Unsure.class, perform(server));
            assertTrue(unsure.reason().startsWith("The mail server had the whole mail"), unsure.reason());
            assertTrue(server.heard().endsWith("\n.\n"), server.heard());
        }
    }

    @Test
    void aServerThatCannotEncryptHearsNothingIfItShould() throws Exception {
        try (ScriptedServer server = new ScriptedServer(Map.of())) {
            Map<String, String> settings = Map.of(
                    "smtp.host", "127.0.0.1",
                    "smtp.port", String.valueOf(server.port()),
                    "smtp.user", "care",
                    "smtp.password", "correct-horse",
                    "smtp.from", "care@shop.example");
            try (MemoryConnection connection = new MemoryKernel().connect(new MailConnector(), settings)) {
                assertThrows(IOException.class, () -> connection.perform(ACTION));
                assertEquals(-1, server.heard().indexOf("AUTH"), server.heard());
            }
        }
    }
}
