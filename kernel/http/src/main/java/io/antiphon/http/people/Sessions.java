package io.antiphon.http.people;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is signed in. Only hashes are kept, in a file of the data, so that a restart signs nobody out. A session ends when it is not used
 * for long, when it is old, and when the password is another.
 */
public final class Sessions {

    /** How long a session may be left alone. */
    public static final Duration IDLE = Duration.ofHours(12);
    /** How old a session may become. */
    public static final Duration OLD = Duration.ofDays(7);

    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
    private static final Duration NOTE = Duration.ofMinutes(1);
    private static final int MOST_EACH = 10;
    private static final int MOST = 20_000;

    private final Path file;
    private final Clock clock;
    private final Map<String, Session> sessions = new HashMap<>();
    private Instant noted;

    /**
     * Somebody signed in.
     *
     * @param hash of the token that says so
     * @param name who
     * @param stamp of the password it began with
     * @param began when
     * @param used when it was last used
     */
    public record Session(String hash, String name, String stamp, Instant began, Instant used) {
        /** When it ends if nobody uses it. */
        public Instant ends() {
            Instant idle = used.plus(IDLE);
            Instant old = began.plus(OLD);
            return idle.isBefore(old) ? idle : old;
        }
    }

    /** The sessions of a file, which need not be there. */
    public Sessions(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
        this.noted = clock.instant();
        read();
    }

    /** Begins one; gives its token, which is not kept. */
    public synchronized String begin(Member member) {
        String token = Secret.token();
        Instant now = clock.instant();
        List<Session> theirs = sessions.values().stream()
                .filter(session -> session.name.equals(member.name()))
                .sorted(Comparator.comparing(Session::used))
                .toList();
        for (int i = 0; i <= theirs.size() - MOST_EACH; i++) {
            sessions.remove(theirs.get(i).hash);
        }
        sweep(now);
        String hash = Secret.hash(token);
        sessions.put(hash, new Session(hash, member.name(), member.stamp(), now, now));
        write();
        return token;
    }

    private void sweep(Instant now) {
        sessions.values().removeIf(session -> !now.isBefore(session.ends()));
        if (sessions.size() >= MOST) {
            sessions.values().stream()
                    .min(Comparator.comparing(Session::used))
                    .map(Session::hash)
                    .ifPresent(sessions::remove);
        }
    }

    /** The session of a hash, if it has not ended. Does not count as use. */
    public synchronized Optional<Session> find(String hash) {
        @Nullable Session session = sessions.get(hash);
        if (session == null || !clock.instant().isBefore(session.ends())) {
            return Optional.empty();
        }
        return Optional.of(session);
    }

    /** Notes that it is used. */
    public synchronized void use(Session session) {
        Instant now = clock.instant();
        if (Duration.between(session.used, now).compareTo(NOTE) >= 0 && sessions.containsKey(session.hash)) {
            sessions.put(session.hash, new Session(session.hash, session.name, session.stamp, session.began, now));
            if (Duration.between(noted, now).compareTo(NOTE) >= 0) {
                write();
            }
        }
    }

    /** Whether a session began with the password that its person has now. */
    public static boolean isOf(Session session, Member member) {
        return session.name.equals(member.name()) && session.stamp.equals(member.stamp());
    }

    /** Ends one. */
    public void end(String hash) {
        endThose(session -> session.hash.equals(hash));
    }

    /** Ends all of a person but one, which goes on with the password they have now. */
    public synchronized void endOthers(Member member, String except) {
        @Nullable Session kept = sessions.get(except);
        if (kept != null && kept.name.equals(member.name())) {
            sessions.put(except, new Session(except, kept.name, member.stamp(), kept.began, kept.used));
        }
        sessions.values().removeIf(session -> session.name.equals(member.name()) && !session.hash.equals(except));
        write();
    }

    /** Ends all of a person. */
    public void endAll(String name) {
        endThose(session -> session.name.equals(name));
    }

    private synchronized void endThose(Predicate<Session> which) {
        if (sessions.values().removeIf(which)) {
            write();
        }
    }

    private void write() {
        noted = clock.instant();
        List<Map<String, Object>> items = new ArrayList<>();
        sessions.values().stream().sorted(Comparator.comparing(Session::began)).forEach(session -> {
            Map<String, Object> item = new LinkedHashMap<>();
            item.put("hash", session.hash);
            item.put("name", session.name);
            item.put("stamp", session.stamp);
            item.put("began", session.began.toString());
            item.put("used", session.used.toString());
            items.add(item);
        });
        try {
            PrivateFile.write(file, Document.write(Map.of("sessions", items)));
        } catch (IOException e) {
            LOG.error("Who is signed in cannot be kept in {}: {}", file, e.toString());
        }
    }

    private void read() {
        try {
            if (!Files.exists(file)) {
                return;
            }
            for (Object item : Document.items(Document.read(Files.readAllBytes(file)), "sessions")) {
                if (item instanceof Map<?, ?> given) {
                    Session session = new Session(
                            Document.text(given, "hash"),
                            Document.text(given, "name"),
                            Document.text(given, "stamp"),
                            Instant.parse(Document.text(given, "began")),
                            Instant.parse(Document.text(given, "used")));
                    sessions.put(session.hash, session);
                }
            }
        } catch (IOException | IllegalArgumentException | DateTimeParseException e) {
            sessions.clear();
            LOG.warn("Everybody has to sign in again: {} cannot be read: {}", file, e.toString());
        }
    }
}
