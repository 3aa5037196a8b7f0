package io.antiphon.connector.webchat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.tck.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoriesTest {

    private static final String ID = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path folder;

    private final SettableClock clock = SettableClock.at("2026-01-31T12:00:00Z");

    private Chat chat() throws IOException {
        return Chat.in(folder, clock);
    }

    private Path file() {
        return folder.resolve("conversations/01/" + ID + ".jsonl");
    }

    private static List<String> texts(Chat chat) throws IOException {
        return chat.read(ID).messages().stream().map(Message::text).toList();
    }

    @Test
    void whateverIsTornAtTheEndIsAsIfItHadNeverBeenAndTheNextMessageIsWhole() throws Exception {
        chat().say(ID, Message.VISITOR, "visitor:1", "one ä");
        chat().say(ID, Message.AGENT, "action:2", "two € 😀");
        byte[] whole = Files.readAllBytes(file());
        int first = new String(whole, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf('\n') + 1;
        for (int length = first; length < whole.length; length++) {
            Files.write(file(), java.util.Arrays.copyOf(whole, length));
            assertEquals(List.of("one ä"), texts(chat()), "cut to " + length);
            assertEquals(2, chat().say(ID, Message.AGENT, "action:2", "two € 😀"), "cut to " + length);
            assertEquals(List.of("one ä", "two € 😀"), texts(chat()), "cut to " + length);
        }
    }

    @Test
    void aLongConversationIsShortenedAndWhatWasLeftOutIsStillRecognised() throws Exception {
        Chat chat = chat();
        chat.identify(ID, new Person("4711", "", "Ada", clock.instant()));
        int many = Conversation.MOST_MESSAGES + 150;
        for (int i = 1; i <= many; i++) {
            assertEquals(i, chat.say(ID, Message.AGENT, "action:" + i, "n" + i));
        }
        Conversation kept = chat.read(ID);
        assertTrue(
                kept.messages().size() <= Conversation.MOST_MESSAGES + 100,
                "kept " + kept.messages().size());
        assertEquals("n" + many, kept.messages().get(kept.messages().size() - 1).text());
        assertEquals("4711", kept.person().subject());
        assertEquals(1, chat.say(ID, Message.AGENT, "action:1", "n1"));
        assertEquals(many, chat.read(ID).last());
        assertEquals(many + 1, chat.say(ID, Message.AGENT, "action:new", "new"));
        assertFalse(Files.exists(file().resolveSibling(ID + ".jsonl.new")));
    }

    @Test
    void largeMessagesAreBoundedToo() throws Exception {
        Chat chat = chat();
        String large = "x".repeat(20_000);
        for (int i = 1; i <= 120; i++) {
            chat.say(ID, Message.AGENT, "action:" + i, large);
        }
        assertTrue(Files.size(file()) < 3L * Conversation.MOST_CHARACTERS, "bytes " + Files.size(file()));
        assertEquals(120, chat.read(ID).last());
    }

    @Test
    void manyAtOnceAreNumberedOneAfterTheOther() throws Exception {
        Chat chat = chat();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Long>> numbers = threads.invokeAll(IntStream.range(0, 64)
                    .mapToObj(i -> (Callable<Long>) () -> chat.say(ID, Message.VISITOR, "visitor:" + i % 32, "n"))
                    .toList());
            for (Future<Long> number : numbers) {
                assertTrue(number.get() >= 1 && number.get() <= 32);
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(
                LongStream.rangeClosed(1, 32).boxed().toList(),
                chat().read(ID).messages().stream().map(Message::number).toList());
    }

    @Test
    void whatWasSilentForTooLongIsForgotten() throws Exception {
        Chat chat = chat();
        String other = "ff" + ID.substring(2);
        chat.say(ID, Message.VISITOR, "visitor:1", "old");
        chat.say(other, Message.VISITOR, "visitor:1", "new");
        Files.setLastModifiedTime(file(), FileTime.from(clock.instant().minus(Duration.ofDays(31))));
        Files.setLastModifiedTime(
                folder.resolve("conversations/ff/" + other + ".jsonl"), FileTime.from(clock.instant()));
        chat.forget(Duration.ofDays(30));
        assertFalse(chat.has(ID));
        assertTrue(chat.has(other));
    }

    @Test
    void onlyWeCanReadTheFolder() throws Exception {
        chat();
        assertEquals(
                "rwx------",
                java.nio.file.attribute.PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder.resolve("conversations"))));
    }

    @Test
    void linesWithRandomTextComeBackAsTheyWere() throws Exception {
        Random random = new Random(4711);
        Chat chat = chat();
        for (int i = 0; i < 200; i++) {
            String text = Words.clean(random.ints(20, 0, 0x11000)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString());
            chat.say(ID, Message.VISITOR, "visitor:" + i, text);
            List<Message> all = chat.read(ID).messages();
            assertEquals(text, all.get(all.size() - 1).text());
        }
    }

    @Test
    void tokensThatExpiredMakeRoom() throws Exception {
        Nonces nonces = new Nonces(folder.resolve("nonces"), clock);
        nonces.use("nonce-0001", "ada", clock.instant().plusSeconds(60));
        assertEquals(1, Files.readAllLines(folder.resolve("nonces")).size());
        Files.writeString(folder.resolve("nonces"), "{\"nonce\":\"torn", StandardOpenOption.APPEND);
        Nonces again = new Nonces(folder.resolve("nonces"), clock);
        again.use("nonce-0001", "ada", clock.instant());
        again.use("nonce-0002", "ada", clock.instant());
        assertEquals(2, Files.readAllLines(folder.resolve("nonces")).size());
    }
}
