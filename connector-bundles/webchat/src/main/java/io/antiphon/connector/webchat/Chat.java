package io.antiphon.connector.webchat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.EventStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a connection keeps of its conversations, and who listens to them now. Thread-safe: one thread at a time for a conversation. */
final class Chat {

    static final int MOST_STREAMS = 6;
    private static final int LOCKS = 64;
    private static final int KEY_BYTES = 32;
    private static final Duration LATER = Duration.ofSeconds(10);

    private final Clock clock;
    private final Histories histories;
    private final Nonces nonces;
    private final Visitors visitors;
    private final Map<String, Set<EventStream>> listeners = new ConcurrentHashMap<>();
    private final List<Object> locks =
            IntStream.range(0, LOCKS).mapToObj(i -> new Object()).toList();

    private Chat(Path folder, Clock clock) throws IOException {
        this.clock = clock;
        Durable.folder(folder);
        this.visitors = new Visitors(key(folder.resolve("key")));
        this.nonces = new Nonces(folder.resolve("nonces"), clock);
        this.histories = new Histories(folder.resolve("conversations"));
    }

    static Chat in(Path folder, Clock clock) throws IOException {
        return new Chat(folder, clock);
    }

    private static byte[] key(Path file) throws IOException {
        List<String> lines = Durable.lines(file);
        if (lines.isEmpty()) {
            byte[] key = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(key);
            Durable.replace(file, List.of(Base64.getEncoder().encodeToString(key)));
            return key;
        }
        return Base64.getDecoder().decode(lines.get(0));
    }

    Visitors visitors() {
        return visitors;
    }

    Nonces nonces() {
        return nonces;
    }

    boolean has(String conversation) {
        return histories.has(conversation);
    }

    Conversation read(String conversation) throws IOException {
        synchronized (lock(conversation)) {
            return histories.read(conversation);
        }
    }

    /** BUSY if no further conversation is kept. */
    void admit(String conversation) {
        histories.admit(conversation);
    }

    /** Keeps what was said and tells all who listen; what was said before is recognised by its id. Returns its number when it is durable. */
    long say(String conversation, String from, String id, String text) throws IOException {
        synchronized (lock(conversation)) {
            Conversation before = histories.read(conversation);
            Long known = before.number(id);
            if (known != null) {
                return known;
            }
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            Message message = new Message(before.last() + 1, id, from, text, now);
            append(conversation, before, message.json());
            listeners.getOrDefault(conversation, Set.of()).forEach(stream -> send(stream, message));
            return message.number();
        }
    }

    private void append(String conversation, Conversation before, ObjectNode line) throws IOException {
        before.read(line);
        histories.append(conversation, line, before);
    }

    private static boolean send(EventStream stream, Message message) {
        return stream.send("message", Long.toString(message.number()), Json.line(message.json()));
    }

    /** Keeps who somebody is; false if the conversation is somebody else's. */
    boolean identify(String conversation, Person person) throws IOException {
        synchronized (lock(conversation)) {
            Conversation before = histories.read(conversation);
            Person known = before.person();
            if (known != null && !known.subject().equals(person.subject())) {
                return false;
            }
            append(conversation, before, Conversation.personLine(person));
            return true;
        }
    }

    /**
     * Tells a stream what was said after a number, and from now on what is said.
     *
     * @param after what the listener has seen; null if nothing
     */
    void listen(String conversation, @Nullable Long after, EventStream stream) throws IOException {
        synchronized (lock(conversation)) {
            Conversation so = histories.read(conversation);
            boolean forgotten = after != null && after > so.last();
            if (forgotten) {
                stream.send("reset", "", "{}");
            }
            long seen = after == null || forgotten ? 0 : after;
            for (Message message : so.messages()) {
                if (message.number() > seen && !send(stream, message)) {
                    return; // it ends, and the listener comes back for the rest
                }
            }
            stream.send("ready", "", Json.line(Json.object().put("n", so.last())));
            join(conversation, stream);
        }
    }

    private void join(String conversation, EventStream stream) {
        listeners.compute(conversation, (id, before) -> {
            Set<EventStream> all = before == null ? ConcurrentHashMap.newKeySet() : before;
            if (all.size() >= MOST_STREAMS) {
                throw AntiphonException.busy("More than " + MOST_STREAMS + " windows listen already", LATER);
            }
            all.add(stream);
            return all;
        });
        stream.onClose(() -> leave(conversation, stream));
    }

    private void leave(String conversation, EventStream stream) {
        listeners.computeIfPresent(conversation, (id, all) -> {
            all.remove(stream);
            return all.isEmpty() ? null : all;
        });
    }

    /** How many listen to a conversation. */
    int listeners(String conversation) {
        return listeners.getOrDefault(conversation, Set.of()).size();
    }

    /** Deletes the conversations in which nothing was said for so long. */
    void forget(Duration retention) throws IOException {
        Instant since = clock.instant().minus(retention);
        for (String conversation : histories.ids()) {
            synchronized (lock(conversation)) {
                histories.forget(conversation, since);
            }
        }
    }

    private Object lock(String conversation) {
        return locks.get(Math.floorMod(conversation.hashCode(), LOCKS));
    }
}
