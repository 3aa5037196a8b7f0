package io.antiphon.outbound.stop;

import io.antiphon.outbound.Standing;
import io.antiphon.outbound.rows.OutboundFold;
import io.antiphon.outbound.rows.StopRows;
import io.antiphon.outbound.rows.Words;
import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Outbox;
import io.antiphon.spi.Person;
import io.antiphon.spi.Role;
import io.antiphon.spi.State;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Presses stop and resumes, in somebody's name. Thread-safe. */
public final class StopSwitch {

    private static final Duration SETTLING = Duration.ofSeconds(1);
    private static final int MOST_REASON = 2_000;
    private static final int MOST_LISTED = 10_000;
    private static final int ID_LENGTH = 6;
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private final Standing standing;
    private final State state;
    private final SecureRandom random = new SecureRandom();

    /**
     * A stop that was pressed: it holds.
     *
     * @param settled whether everything that had been let through before has its outcome; if not, calls that were under way when it was
     *     pressed may still bring something out
     */
    public record Pressed(Stop stop, boolean settled) {}

    /** What may leave of that which waited. @param all everything; else only the actions */
    public record Release(boolean all, List<String> actions) {}

    /** @param state to look up stops that are over */
    public StopSwitch(Standing standing, State state) {
        this.standing = standing;
        this.state = state;
    }

    /** Stops all that a scope covers. From the return on nothing is let through any more; that holds after a crash too. */
    public Pressed press(Scope scope, String reason, @Nullable Instant until, Person who) throws InterruptedException {
        return press(freshId(), scope, reason, until, who.name());
    }

    private Pressed press(String id, Scope scope, String reason, @Nullable Instant until, String who)
            throws InterruptedException {
        if (reason.length() > MOST_REASON) {
            throw new IllegalArgumentException("reason: at most " + MOST_REASON + " characters");
        }
        if (until != null && !until.isAfter(standing.now())) {
            throw new IllegalArgumentException("until: a time to come, not " + until);
        }
        Map<String, Object> told = new HashMap<>(scope.named());
        told.put("reason", reason);
        if (until != null) {
            told.put("until", until.toString());
        }
        Entry.Commanded order = standing.order(List.of(Entry.Commanded.of(who, Words.STOP, "stop " + id, told)))
                .get(0);
        Optional<Outbox> outbox = standing.outbox();
        boolean settled = outbox.isEmpty() || outbox.get().settle(SETTLING);
        Stop stop = Stop.of(order);
        if (stop == null) {
            throw new IllegalStateException("A stop without an id");
        }
        return new Pressed(stop, settled);
    }

    /** Presses a planned stop that a person is to resume, once. */
    void press(String id, Scope scope, String reason) throws InterruptedException {
        boolean known = standing.known().stops().stream().anyMatch(stop -> stop.id().equals(id))
                || state.read(OutboundFold.NAME, tx -> StopRows.has(tx, id));
        if (!known) {
            press(id, scope, reason, null, "antiphon");
        }
    }

    /**
     * Ends a stop. What is decided from now on leaves; of what waited, what is released.
     *
     * @throws AntiphonException NOT_FOUND; CONFLICT if it is over; FORBIDDEN if it stops more than the person answers for
     */
    public Stop resume(String id, Release release, String reason, Person who) {
        if (release.actions().size() > MOST_LISTED) {
            throw new IllegalArgumentException("approve: at most " + MOST_LISTED
                    + " actions at once; resume for none, and approve them in parts");
        }
        Stop stop = standing.known().stops().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AntiphonException(
                        AntiphonException.Code.NOT_FOUND, "No stop '" + id + "' is on; see GET /api/stops"));
        if (stop.resumed() != null) {
            throw new AntiphonException(
                    AntiphonException.Code.CONFLICT,
                    "The stop '" + id + "' was resumed already, by " + stop.resumed().who());
        }
        requireAnswersFor(who, stop.scope());
        Map<String, Object> told = new HashMap<>();
        told.put("approve", release.all() ? "all" : release.actions().isEmpty() ? "none" : release.actions());
        told.put("reason", reason);
        Entry.Commanded order = standing.order(
                        List.of(Entry.Commanded.of(who.name(), Words.RESUME, "stop " + id, told)))
                .get(0);
        standing.reconsider();
        return stop.resumed(Stop.Resumed.of(order));
    }

    private static void requireAnswersFor(Person who, Scope scope) {
        boolean may = who.role().includes(Role.SUPERVISOR) && who.covers(scope.unit());
        if (!may) {
            throw new AntiphonException(
                    AntiphonException.Code.FORBIDDEN,
                    "This stop covers " + scope + "; a supervisor who answers for all of that resumes it");
        }
    }

    /** The stops that hold or may hold something, the latest first. */
    public List<Stop> open() {
        List<Stop> stops = new ArrayList<>(standing.known().stops());
        java.util.Collections.reverse(stops);
        return stops;
    }

    /** Stops of former times, the latest first. */
    public List<Stop> latest(int limit) {
        return state.read(OutboundFold.NAME, tx -> StopRows.latest(tx, limit));
    }

    private String freshId() {
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < ID_LENGTH; i++) {
            id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return id.toString();
    }
}
