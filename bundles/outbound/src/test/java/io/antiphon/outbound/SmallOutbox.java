package io.antiphon.outbound;

import io.antiphon.spi.Action;
import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Guard;
import io.antiphon.spi.Outbox;
import io.antiphon.spi.Outcome;
import io.antiphon.spi.Position;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Recorder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An outbox that judges when a test says so and performs at once. Outcomes go to the journal. Thread-safe. */
public final class SmallOutbox implements Outbox {

    private final Recorder recorder;
    private final List<Guard> guards;
    private final Map<String, Item> pending = new LinkedHashMap<>();
    /** What left, in order. */
    public final List<String> left = new ArrayList<>();
    /** How often guards were told to think again. */
    public int reconsidered;
    /** Why nothing leaves. */
    public volatile String hindrance = "";

    public SmallOutbox(Recorder recorder, Guard... guards) {
        this.recorder = recorder;
        this.guards = List.of(guards);
    }

    public synchronized void add(Entry.Decided decided) {
        pending.put(decided.action().id(), new Item(decided, Stage.WAITING, Instant.EPOCH, null, 0, "", ""));
    }

    public synchronized void put(Item item) {
        pending.put(item.decided().action().id(), item);
    }

    /** Judges all that waits, and performs what may leave; gives how many left. */
    public synchronized int run(Profile profile) throws Exception {
        int before = left.size();
        for (Item item : List.copyOf(pending.values())) {
            if (item.stage() == Stage.WAITING || item.stage() == Stage.HELD) {
                offer(item, profile);
            }
        }
        return left.size() - before;
    }

    private void offer(Item item, Profile profile) throws Exception {
        Action action = item.decided().action();
        for (Guard guard : guards) {
            Guard.Verdict verdict = guard.judge(action, profile);
            if (verdict instanceof Guard.Verdict.Hold hold) {
                String name = guard.getClass().getSimpleName();
                pending.put(
                        action.id(),
                        new Item(item.decided(), Stage.HELD, Instant.EPOCH, hold.until(), 0, name, hold.reason()));
                return;
            }
            if (verdict instanceof Guard.Verdict.Deny deny) {
                over(item, new Outcome.Refused(deny.reason()));
                return;
            }
        }
        left.add(action.id());
        over(item, new Outcome.Done(""));
    }

    private void over(Item item, Outcome outcome) {
        recorder.append(List.of(Entry.Performed.of(item.decided(), outcome, 0)));
        pending.remove(item.decided().action().id());
    }

    @Override
    public synchronized List<Item> list(Query query) {
        Position after = query.after();
        return pending.values().stream()
                .filter(item -> query.stage() == null || item.stage() == query.stage())
                .filter(item -> query.connection() == null
                        || item.decided().action().connection().equals(query.connection()))
                .filter(item -> after == null || item.decided().position().isAfter(after))
                .limit(query.limit())
                .toList();
    }

    @Override
    public synchronized Optional<Item> find(String action) {
        return Optional.ofNullable(pending.get(action));
    }

    @Override
    public synchronized List<Count> counts() {
        Map<String, Integer> held = new LinkedHashMap<>();
        pending.values().forEach(item -> held.merge(item.decided().action().connection(), 1, Integer::sum));
        return held.entrySet().stream()
                .map(one -> new Count(one.getKey(), 0, one.getValue(), 0, 0, 0, 0, 0, 0))
                .toList();
    }

    @Override
    public String hindrance() {
        return hindrance;
    }

    @Override
    public synchronized void discard(String action, String who, String reason) {
        Item item = find(action).orElseThrow(() -> new AntiphonException(Code.NOT_FOUND, "No " + action));
        over(item, new Outcome.Refused("discarded by " + who + ": " + reason));
    }

    @Override
    public synchronized void resolve(String action, boolean happened, String who, String reason) {
        Item item = find(action).orElseThrow(() -> new AntiphonException(Code.NOT_FOUND, "No " + action));
        if (item.stage() != Stage.UNSURE) {
            throw new AntiphonException(Code.CONFLICT, action + " is not unsure");
        }
        over(item, new Outcome.Done(reason));
    }

    @Override
    public synchronized void reconsider() {
        reconsidered++;
    }

    @Override
    public boolean settle(Duration limit) {
        return true;
    }
}
