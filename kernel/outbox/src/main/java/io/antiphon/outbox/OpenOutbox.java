package io.antiphon.outbox;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Outbox;
import io.antiphon.spi.Outcome;
import io.antiphon.spi.Position;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The parts of this room, put together; they run from its beginning until it is closed. */
final class OpenOutbox implements Outbox, AutoCloseable {

    private final Kernel kernel;
    private final Queue queue;
    private final Flight flight;
    private final Crossing crossing = new Crossing();
    private final Guards guards;
    private final Loader loader;
    private final Engine engine;
    private final AutoCloseable watching;
    private volatile boolean begun;
    private volatile boolean closed;

    /**
     * Opens it.
     *
     * @param folder for what it has to remember itself
     * @param now when account of what leaves began, should it begin now: not later than the first decision of this process
     */
    OpenOutbox(Path folder, Kernel kernel, Limits limits, Queue queue, Guards guards, long now) throws IOException {
        this.kernel = kernel;
        this.queue = queue;
        this.guards = guards;
        this.flight = Flight.open(folder, now);
        Outcomes outcomes = new Outcomes(kernel.recorder(), () -> closed);
        this.loader = new Loader(
                kernel, queue, flight, outcomes, kernel.journal().end().offset());
        Delivery delivery = new Delivery(kernel, limits, guards, queue, flight, crossing, outcomes);
        this.engine = new Engine(limits, queue, loader, delivery, crossing);
        this.watching = kernel.road().watch(position -> engine.wake());
    }

    /** From now on something may leave: all guards that are here are at their posts. */
    void begin() {
        begun = true;
        engine.start();
    }

    /** Whether it knows all that happened before this process. */
    boolean recovered() {
        return loader.recovered();
    }

    @Override
    public List<Item> list(Query query) {
        if (query.limit() < 1 || query.limit() > 1_000) {
            throw new IllegalArgumentException("limit: from 1 to 1000, not " + query.limit());
        }
        List<Item> shown = new ArrayList<>();
        Position after = query.after();
        for (Waiting item : queue.items()) {
            boolean asked = (query.stage() == null || query.stage() == item.stage())
                    && (query.connection() == null
                            || query.connection().equals(item.row().connection()))
                    && (after == null || item.row().position() > after.offset());
            if (asked) {
                shown(item).ifPresent(shown::add);
            }
            if (shown.size() == query.limit()) {
                break;
            }
        }
        return shown;
    }

    @Override
    public Optional<Item> find(String action) {
        return Optional.ofNullable(queue.find(action)).flatMap(this::shown);
    }

    private Optional<Item> shown(Waiting item) {
        return kernel.journal()
                .get(Position.of(item.row().position()))
                .filter(Entry.Decided.class::isInstance)
                .map(entry -> new Item(
                        (Entry.Decided) entry,
                        item.stage(),
                        item.since(),
                        item.until(),
                        item.attempts(),
                        item.by(),
                        item.reason()));
    }

    @Override
    public List<Count> counts() {
        return queue.counts();
    }

    @Override
    public String hindrance() {
        return begun ? guards.hindrance() : "bundles are still being started";
    }

    @Override
    public void discard(String action, String who, String reason) {
        Waiting item = claim(action, stage -> stage != Stage.PERFORMING && stage != Stage.UNSURE, "waits");
        Outcome refused = new Outcome.Refused("discarded by " + who + (reason.isBlank() ? "" : ": " + reason));
        say(item, false, "discard", who, Map.of("reason", reason), refused);
        queue.settled(item, true);
    }

    @Override
    public void resolve(String action, boolean happened, String who, String reason) {
        Waiting item = claim(action, stage -> stage == Stage.UNSURE, "is unsure");
        Map<String, Object> arguments = Map.of(Pending.HAPPENED, happened, "reason", reason);
        if (happened) {
            say(item, true, Pending.RESOLVE, who, arguments, new Outcome.Done("as " + who + " says"));
            queue.settled(item, false);
        } else {
            say(item, true, Pending.RESOLVE, who, arguments, null);
            queue.release(item);
        }
    }

    private Waiting claim(String action, Predicate<Stage> stage, String expected) {
        Waiting item = queue.find(action);
        if (item == null) {
            throw new AntiphonException(Code.NOT_FOUND, "No action '" + action + "' waits in the outbox");
        }
        Waiting claimed = queue.claim(action, stage);
        if (claimed == null) {
            throw new AntiphonException(
                    Code.CONFLICT,
                    "The action '" + action + "' is " + item.stage().name().toLowerCase(java.util.Locale.ROOT)
                            + "; that is for one that " + expected);
        }
        return claimed;
    }

    /** Makes a person's word on an action durable, with the outcome that follows from it in one piece. */
    private void say(
            Waiting item,
            boolean unsure,
            String command,
            String who,
            Map<String, Object> arguments,
            @org.jspecify.annotations.Nullable Outcome outcome) {
        String reason = item.reason();
        try {
            Entry.Decided decided = kernel.journal()
                    .get(Position.of(item.row().position()))
                    .filter(Entry.Decided.class::isInstance)
                    .map(Entry.Decided.class::cast)
                    .orElseThrow(() -> new AntiphonException(
                            Code.NOT_FOUND, "The decision of this action is no longer in the journal"));
            List<Entry> entries = new ArrayList<>();
            entries.add(Entry.Commanded.of(
                    who, command, Pending.SUBJECT + item.row().id(), arguments));
            if (outcome != null) {
                entries.add(Entry.Performed.of(decided, outcome, item.outcomes()));
            }
            kernel.recorder().append(entries);
        } catch (RuntimeException e) {
            queue.unclaim(item, unsure, reason);
            throw e;
        }
    }

    @Override
    public void reconsider() {
        queue.reconsider();
    }

    @Override
    public boolean settle(Duration limit) throws InterruptedException {
        return crossing.settle(limit);
    }

    @Override
    public void close() throws Exception {
        watching.close();
        closed = true;
        engine.close();
        guards.close();
        flight.close();
    }
}
