package io.antiphon.connector.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.DeadLetters.DeadLetter;
import io.antiphon.spi.Signal;
import io.antiphon.tck.MemoryConnection;
import io.antiphon.tck.MemoryKernel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Mails by others, well and badly formed, and what becomes of them when they are damaged on their way. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class MailCorpusTest {

    private static final int MUTATIONS = 500;
    private static final long SEED = 20260203;
    private static final byte[][] FRAGMENTS = Stream.of(
                    "\r\n\r\n",
                    "--",
                    "Content-Type: multipart/mixed; boundary=\"",
                    "=?utf-8?B?",
                    "\0\0",
                    "\u00ff\u00fe",
                    "Content-Type: text/html\r\n",
                    "Content-Transfer-Encoding: base64\r\n",
                    "<script>alert(1)</script>",
                    "\r\n.\r\n",
                    "<",
                    "((((",
                    "\"",
                    ";;;;",
                    "charset=x",
                    "From ",
                    "Message-ID: <same@id>\r\n",
                    "=0",
                    "&#x110000;",
                    "References: " + "<a@b>".repeat(500) + "\r\n")
            .map(text -> text.getBytes(StandardCharsets.ISO_8859_1))
            .toArray(byte[][]::new);

    private final MailReader reader = new MailReader(Limits.megabytes(25), "", new Ours("shop.example"));

    @Test
    void everyMailOfTheCorpusIsReadOrSaysWhyNot() throws Exception {
        int read = 0;
        List<byte[]> mails = corpus();
        for (byte[] mail : mails) {
            read += readable(mail) ? 1 : 0;
        }
        System.out.printf("mail corpus: %d of %d read%n", read, mails.size());
        assertTrue(read >= mails.size() * 8 / 10, read + " of " + mails.size());
    }

    private boolean readable(byte[] mail) {
        try {
            Signal signal = reader.read(mail, Instant.EPOCH);
            assertEquals(signal, reader.read(mail, Instant.EPOCH), "It is read the same again");
            assertEquals(signal.externalId(), MailReader.name(mail));
            return true;
        } catch (UnreadableMailException e) {
            assertTrue(!String.valueOf(e.getMessage()).isBlank());
            return false;
        }
    }

    @Test
    void ofFiveHundredDamagedMailsNoneIsLostAndNoneStopsTheOthers() throws Exception {
        List<byte[]> mails = corpus();
        Random random = new Random(SEED);
        try (PostOffice post = new PostOffice()) {
            Map<String, String> settings = new HashMap<>(post.settings());
            settings.put("imap.begin", "all");
            Set<String> expected = new HashSet<>();
            int heardAlone = 0;
            int refused = 0;
            for (int i = 0; i < MUTATIONS; i++) {
                byte[] damaged = mutated(mails.get(random.nextInt(mails.size())), random);
                heardAlone += readable(damaged) ? 1 : 0;
                refused += delivered(post, damaged) ? 0 : 1;
            }
            System.out.printf("mail corpus: %d of %d damaged mails read%n", heardAlone, MUTATIONS);
            System.out.printf("mail corpus: the server itself stumbled over %d of them%n", refused);
            assertTrue(refused < MUTATIONS / 2, "The server takes hardly any");
            try (MemoryConnection connection =
                    new MemoryKernel().connect(new MailConnector(Clock.systemUTC(), Duration.ofMinutes(1)), settings)) {
                PostOffice.await("all are marked", () -> !connection.failures().isEmpty() || post.allSeen());
                assertEquals(List.of(), connection.failures());
                for (byte[] raw : stored(post)) {
                    expected.add(MailReader.name(raw));
                }
                Set<String> known = new HashSet<>();
                connection.signals().forEach(signal -> known.add(String.valueOf(signal.externalId())));
                for (DeadLetter letter : connection.deadLetters()) {
                    assertTrue(
                            letter.received().body().length > 0
                                    && !letter.reason().isBlank(),
                            letter.toString());
                    known.add(letter.received().origin().substring("INBOX ".length()));
                }
                System.out.printf(
                        "mail corpus: %d different mails at the server: %d heard, %d dead letters%n",
                        expected.size(),
                        connection.signals().size(),
                        connection.deadLetters().size());
                expected.removeAll(known);
                assertEquals(Set.of(), expected, "lost");
            }
        }
    }

    private static boolean delivered(PostOffice post, byte[] mail) {
        try {
            post.deliver(mail);
            return true;
        } catch (RuntimeException serverStumbles) {
            return false;
        }
    }

    private static List<byte[]> stored(PostOffice post) throws Exception {
        List<byte[]> all = new ArrayList<>();
        for (var mail : post.mails()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            mail.getMimeMessage().writeTo(out);
            all.add(out.toByteArray());
        }
        return all;
    }

    /** The same damage for the same seed: bytes changed, cut out, doubled, put in. */
    private static byte[] mutated(byte[] mail, Random random) {
        byte[] damaged = mail.clone();
        int wounds = 1 + random.nextInt(5);
        for (int i = 0; i < wounds && damaged.length > 2; i++) {
            int from = random.nextInt(damaged.length);
            int to = Math.min(damaged.length, from + 1 + random.nextInt(200));
            byte[] piece = Arrays.copyOfRange(damaged, from, to);
            switch (random.nextInt(5)) {
                case 0 -> damaged[from] = (byte) random.nextInt(256);
                case 1 -> damaged = joined(damaged, from, new byte[0], to);
                case 2 -> damaged = joined(damaged, to, piece, to);
                case 3 -> damaged = joined(damaged, from, FRAGMENTS[random.nextInt(FRAGMENTS.length)], from);
                default -> damaged = random.nextInt(4) == 0 ? Arrays.copyOf(damaged, from + 1) : damaged;
            }
        }
        return damaged;
    }

    private static byte[] joined(byte[] all, int head, byte[] middle, int tail) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(all, 0, head);
        out.writeBytes(middle);
        out.write(all, tail, all.length - tail);
        return out.toByteArray();
    }

    /** The shared corpus where it lies beside the project or where {@code antiphon.data} says; and a few of our own. */
    private static List<byte[]> corpus() throws IOException {
        List<byte[]> mails = new ArrayList<>();
        String given = System.getProperty("antiphon.data");
        for (Path root = Path.of("").toAbsolutePath(); root != null && mails.isEmpty(); root = root.getParent()) {
            Path folder = (given == null ? root.resolve("shared/data") : Path.of(given)).resolve("fixtures/mail");
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.walk(folder)) {
                    for (Path file : files.filter(f -> f.toString().endsWith(".msg"))
                            .sorted()
                            .toList()) {
                        mails.add(Files.readAllBytes(file));
                    }
                }
            }
        }
        System.out.println(
                mails.isEmpty() ? "mail corpus: not at hand, own mails only" : "mail corpus: " + mails.size());
        mails.addAll(own());
        return mails;
    }

    private static List<byte[]> own() {
        return Stream.of(
                        PostOffice.mail("plain"),
                        PostOffice.mail("html", "Content-Type: text/html; charset=utf-8\r\n"),
                        "From: =?koi8-r?B?8NLJ18XU?= <a@b.example>\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nTeil\r\n"
                                + "--x\r\nContent-Type: image/png; name*=utf-8''%E2%82%AC.png\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                                + "iVBORw0KGgo=\r\n--x--\r\n",
                        "From: MAILER-DAEMON@x.example\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=y\r\n\r\n"
                                + "--y\r\n\r\nNo.\r\n--y\r\nContent-Type: message/delivery-status\r\n\r\nAction: failed\r\nStatus: 5.0.0\r\n--y--\r\n",
                        "Subject: r\u00e9\r\n\r\nOn Monday 3 somebody wrote:\r\n> x\r\n-- \r\ny\r\n")
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }
}
