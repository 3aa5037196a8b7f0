package io.antiphon.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.antiphon.harness.Distribution;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The real distribution and the mail servers that half the world uses. */
@OneByOne
class MailServersTest {

    private static final String CONNECTION = "care-mail";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int DAMAGED = 500;
    private static final String SCRIPT = "answer-mail.policy.js";

    private static MailServers servers;
    private static Distribution antiphon;

    @BeforeAll
    static void start() throws Exception {
        String missing = MailServers.missing();
        if (!missing.isEmpty() && "true".equals(System.getenv("CI"))) {
            throw new IllegalStateException(missing);
        }
        Assumptions.assumeTrue(missing.isEmpty(), missing);
        servers = new MailServers();
        antiphon = Distribution.shared();
        antiphon.connect(CONNECTION, servers.settings());
        antiphon.await(
                "it runs",
                PATIENCE,
                () -> antiphon.get("/api/connections/" + CONNECTION).statusCode() == 200
                        && "running".equals(connection().path("status").asText()));
    }

    @AfterAll
    static void stop() throws Exception {
        if (servers != null) {
            ScriptFiles.save(antiphon, SCRIPT, "export function decide() {}");
            Files.deleteIfExists(antiphon.home().resolve("scripts").resolve(SCRIPT));
            antiphon.delete("/api/connections/" + CONNECTION);
            servers.close();
        }
    }

    private static JsonNode connection() {
        return Heard.get(antiphon, "/api/connections/" + CONNECTION);
    }

    private static byte[] mail(String id, String more, String text) {
        return ("From: =?utf-8?B?0JDQtNCw?= <" + MailServers.CUSTOMER + ">\r\nTo: " + MailServers.USER
                        + "\r\nSubject: =?utf-8?B?0J/QvtGB0YvQu9C60LA=?=\r\nMessage-ID: <" + id + "@home.example>\r\n"
                        + more
                        + "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + text + "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode heard(String externalId) {
        JsonNode[] found = {Heard.parse("{}")};
        Heard.each(antiphon, CONNECTION, item -> {
            if (item.path("externalId").asText().equals(externalId)) {
                found[0] = item;
            }
        });
        return found[0];
    }

    private static JsonNode awaitHeard(String id) {
        String externalId = "<" + id + "@home.example>";
        antiphon.await(externalId + " is heard\n" + servers.log(), PATIENCE, () -> !heard(externalId)
                .isEmpty());
        return heard(externalId);
    }

    @Test
    void aMailIsPushedAnsweredAndTheAnswersAnswerBelongsToTheSameThread() throws Exception {
        ScriptFiles.save(antiphon, SCRIPT, """
                import { reply } from 'antiphon';

                export function decide(entry) {
                  if (entry.type !== 'understood' || entry.connection !== 'care-mail') return;
                  if (!entry.signal.text || !entry.signal.text.includes('Где моя посылка')) return;
                  return reply('care-mail', entry.signal, 'Она уже в пути.', { attributes: { subject: 'Посылка' } });
                }
                """);
        ScriptFiles.await(antiphon, SCRIPT, "live");
        servers.deliver(mail("first", "", "Где моя посылка?"));
        JsonNode first = awaitHeard("first");
        assertEquals("Где моя посылка?", first.get("text").asText());
        assertEquals("Посылка", first.get("attributes").get("subject").asText());
        antiphon.await("it is marked as read", PATIENCE, () -> servers.mails(MailServers.USER).entrySet().stream()
                .filter(mail -> text(mail.getValue()).contains("<first@home.example>"))
                .allMatch(mail -> mail.getKey().endsWith(":2,S")));

        antiphon.await("the answer is there\n" + servers.log(), PATIENCE, () -> !servers.mails(MailServers.CUSTOMER)
                .isEmpty());
        String answer =
                text(servers.mails(MailServers.CUSTOMER).values().iterator().next());
        assertTrue(answer.contains("In-Reply-To: <first@home.example>"), answer);
        assertTrue(answer.contains("Auto-Submitted: auto-replied"), answer);
        assertTrue(answer.contains("by mx.shop.example") && answer.contains("TLS"), answer);
        String id = answer.replaceFirst("(?s).*\\nMessage-ID: (<[^>]+>).*", "$1");

        servers.deliver(mail(
                "second", "In-Reply-To: " + id + "\r\nReferences: <first@home.example> " + id + "\r\n", "Спасибо!"));
        JsonNode second = awaitHeard("second");
        assertEquals(first.get("conversation"), second.get("conversation"));
        assertEquals(id, second.get("inReplyTo").asText());
        assertEquals(1, servers.mails(MailServers.CUSTOMER).size());
    }

    @Test
    void aServerThatDiesAndComesBackIsHeardAgainWithWhatCameMeanwhile() throws Exception {
        servers.killDovecot();
        servers.deliver(mail("meanwhile", "", "Hello?"));
        servers.startDovecot();
        awaitHeard("meanwhile");
    }

    @Test
    void ofFiveHundredDamagedMailsEachIsHeardOrADeadLetterAndTheConnectionLives() throws Exception {
        List<byte[]> originals = originals();
        Random random = new Random(20260203);
        long before = taken(connection());
        for (int i = 0; i < DAMAGED; i++) {
            servers.deliver(damaged(originals.get(random.nextInt(originals.size())), random));
        }
        servers.deliver(mail("after-all", "", "Still there?"));
        awaitHeard("after-all");
        antiphon.await("all are marked as read", PATIENCE, () -> servers.mails(MailServers.USER).keySet().stream()
                .allMatch(name -> name.endsWith("S")));
        JsonNode now = connection();
        System.out.printf(
                "mail servers: %d damaged mails: heard %s (of them %s repeats), rejected %s in all%n",
                DAMAGED, now.get("heard"), now.get("repeated"), now.get("rejected"));
        assertTrue(taken(now) - before >= DAMAGED + 1, now.toString());
        assertEquals("running", now.get("status").asText());
    }

    /** What was made durable: heard, repeats included, or kept as a dead letter. */
    private static long taken(JsonNode connection) {
        return connection.get("heard").asLong() + connection.get("rejected").asLong();
    }

    private static byte[] damaged(byte[] mail, Random random) {
        byte[] all = mail.clone();
        for (int i = random.nextInt(8); i >= 0 && all.length > 2; i--) {
            int at = random.nextInt(all.length);
            if (random.nextInt(6) == 0) {
                all = Arrays.copyOf(all, at + 1);
            } else {
                all[at] = (byte) random.nextInt(256);
            }
        }
        return all;
    }

    private static List<byte[]> originals() throws Exception {
        List<byte[]> all = new ArrayList<>(
                List.of(mail("x", "Precedence: bulk\r\n", "Hi"), mail("y", "References: <a@b>\r\n", "> Hi")));
        String given = System.getProperty("antiphon.data");
        for (Path root = Path.of("").toAbsolutePath(); root != null; root = root.getParent()) {
            Path corpus =
                    (given == null ? root.resolve("shared/data") : Path.of(given)).resolve("fixtures/mail/testmsgs");
            if (Files.isDirectory(corpus)) {
                try (Stream<Path> files = Files.list(corpus)) {
                    for (Path file : files.filter(f -> f.toString().endsWith(".msg"))
                            .sorted()
                            .toList()) {
                        all.add(Files.readAllBytes(file));
                    }
                }
                return all;
            }
        }
        return all;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}
