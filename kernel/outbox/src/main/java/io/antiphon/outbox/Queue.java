package io.antiphon.outbox;

import io.antiphon.spi.Outbox;
import io.antiphon.spi.Outbox.Stage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All that waits in memory, by connection. Thread-safe. */
final class Queue {

    private static final long LONGEST_SLEEP = 50;

    private final Limits limits;
    private final Clock clock;
    private final Map<String, Lane> lanes = new TreeMap<>();
    private final Map<String, Waiting> byId = new HashMap<>();
    private final Map<String, Waiting> unsure = new HashMap<>();

    Queue(Limits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /** Adds an action, of which nobody knows whether it has left if there is a reason why. */
    synchronized void add(Pending.Row row, String doubt) {
        Waiting item = new Waiting(row, clock.instant());
        if (byId.putIfAbsent(row.id(), item) != null) {
            return;
        }
        if (doubt.isEmpty()) {
            lane(row.connection()).add(item);
            notifyAll();
        } else {
            lane(row.connection());
            doubt(item, doubt);
        }
    }

    private void doubt(Waiting item, String why) {
        item.stands(Stage.UNSURE, clock.instant(), "", why);
        unsure.put(item.row().id(), item);
    }

    private Lane lane(String connection) {
        return lanes.computeIfAbsent(connection, name -> new Lane(name, limits.atOnce()));
    }

    /** Whether there is room in memory for another action of a connection; if not, that is remembered from its offset on. */
    synchronized boolean hasRoom(Pending.Row row) {
        Lane lane = lane(row.connection());
        if (lane.leftFrom() < 0 && lane.size() < limits.known()) {
            return true;
        }
        if (lane.leftFrom() < 0) {
            lane.leftFrom(row.position() - 1);
        }
        return false;
    }

    /** The connections that left actions in the state and have room again, and after which offset to go on. */
    synchronized Map<String, Long> roomAgain() {
        Map<String, Long> again = new TreeMap<>();
        for (Lane lane : lanes.values()) {
            if (lane.leftFrom() >= 0 && lane.size() < limits.known() / 2) {
                again.put(lane.connection(), lane.leftFrom());
            }
        }
        return again;
    }

    /** What was left of a connection has been loaded up to an offset; if it is negative, all of it. */
    synchronized void leftFrom(String connection, long position) {
        lane(connection).leftFrom(position);
    }

    /** Waits for an action that may leave now; null if there is none for a moment. */
    synchronized @Nullable Waiting take() throws InterruptedException {
        long now = clock.millis();
        Lane soonest = null;
        for (Lane lane : lanes.values()) {
            if (soonest == null || lane.next() < soonest.next()) {
                soonest = lane;
            }
        }
        Waiting item = soonest == null ? null : soonest.take(now);
        if (item == null) {
            wait(LONGEST_SLEEP);
            return null;
        }
        item.stands(Stage.PERFORMING, clock.instant(), "", "");
        return item;
    }

    /** An action has its outcome. */
    synchronized void over(Waiting item, boolean refused) {
        Lane lane = lane(item.row().connection());
        byId.remove(item.row().id());
        lane.remove(item);
        if (refused) {
            lane.countRefused();
        } else {
            lane.countDone();
            lane.works(clock.millis());
        }
        notifyAll();
    }

    /** Nobody knows what became of an action: it waits for a person and holds up nothing. */
    synchronized void unsure(Waiting item, String why) {
        lane(item.row().connection()).remove(item);
        item.concluded();
        doubt(item, why);
        notifyAll();
    }

    /** A guard holds an action, or it cannot be performed now. */
    synchronized void held(Waiting item, Instant until, String by, String reason) {
        item.stands(Stage.HELD, clock.instant(), by, reason);
        lane(item.row().connection()).putBack(item, millis(until));
        notifyAll();
    }

    /** The far end asks to come back later. */
    synchronized void later(Waiting item, Instant until, String reason) {
        Lane lane = lane(item.row().connection());
        lane.works(clock.millis());
        item.attempted();
        item.stands(Stage.RETRYING, clock.instant(), "", reason);
        lane.putBack(item, millis(until));
        notifyAll();
    }

    /** An action failed: it waits, and for a shorter time all of its connection; then one of them tries whether it works again. */
    synchronized void failed(Waiting item, String reason) {
        Lane lane = lane(item.row().connection());
        lane.countFailed();
        item.attempted();
        Instant now = clock.instant();
        lane.fails(now.toEpochMilli(), limits::laneWait, reason);
        item.stands(Stage.RETRYING, now, "", reason);
        lane.putBack(item, now.plus(limits.wait(item.attempts())).toEpochMilli());
        notifyAll();
    }

    /** The connection cannot speak now: nothing of it is tried for a while. */
    synchronized void away(Waiting item, String reason) {
        Lane lane = lane(item.row().connection());
        Instant now = clock.instant();
        Duration wait = lane.lastFailure().isEmpty() ? limits.firstWait().dividedBy(5) : limits.firstWait();
        lane.closeUntil(now.plus(wait).toEpochMilli(), reason);
        item.stands(Stage.HELD, now, "", reason);
        lane.putBack(item, now.toEpochMilli());
        notifyAll();
    }

    private static long millis(Instant when) {
        return when.isAfter(Instant.ofEpochMilli(Long.MAX_VALUE - 1)) ? Long.MAX_VALUE : when.toEpochMilli();
    }

    synchronized void reconsider() {
        lanes.values().forEach(lane -> lane.reconsider(clock.millis()));
        notifyAll();
    }

    /** Takes an action out that is neither being performed nor unsure, if its taker agrees; the item stays if not. */
    synchronized @Nullable Waiting find(String id) {
        return byId.get(id);
    }

    /**
     * Claims an action for a person's word on it, so that nothing else happens to it meanwhile.
     *
     * @return the item; null if it does not stand at such a stage
     */
    synchronized @Nullable Waiting claim(String id, Predicate<Stage> stage) {
        Waiting item = byId.get(id);
        if (item == null || !stage.test(item.stage())) {
            return null;
        }
        if (item.stage() == Stage.UNSURE) {
            unsure.remove(id);
        } else {
            lane(item.row().connection()).discard(item);
        }
        item.stands(Stage.PERFORMING, clock.instant(), "", "");
        return item;
    }

    /** A person's word on a claimed action did not become durable: it stands as before. */
    synchronized void unclaim(Waiting item, boolean wasUnsure, String reason) {
        if (wasUnsure) {
            doubt(item, reason);
        } else {
            release(item);
        }
    }

    /** A claimed action waits for its turn again, behind what has come meanwhile in its conversation. */
    synchronized void release(Waiting item) {
        item.stands(Stage.WAITING, clock.instant(), "", "");
        lane(item.row().connection()).add(item);
        notifyAll();
    }

    /** A claimed action has its outcome. */
    synchronized void settled(Waiting item, boolean refused) {
        byId.remove(item.row().id());
        Lane lane = lane(item.row().connection());
        if (refused) {
            lane.countRefused();
        } else {
            lane.countDone();
        }
        notifyAll();
    }

    synchronized List<Waiting> items() {
        return byId.values().stream()
                .sorted(Comparator.comparingLong(item -> item.row().position()))
                .toList();
    }

    synchronized int unsure() {
        return unsure.size();
    }

    synchronized List<Outbox.Count> counts() {
        List<Outbox.Count> counts = new ArrayList<>();
        for (Lane lane : lanes.values()) {
            long doubtful = unsure.values().stream()
                    .filter(item -> item.row().connection().equals(lane.connection()))
                    .count();
            counts.add(lane.count(doubtful));
        }
        return counts;
    }

    /** Runs something on each lane. */
    synchronized void look(java.util.function.Consumer<Lane> lookout) {
        lanes.values().forEach(lookout);
    }
}
