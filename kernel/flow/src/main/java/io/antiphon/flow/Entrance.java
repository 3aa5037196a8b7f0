package io.antiphon.flow;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Intakes;
import io.antiphon.spi.Metric;
import io.antiphon.spi.Receipt;
import io.antiphon.spi.Recorder;
import io.antiphon.spi.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Lets signals into the journal as fast as the road takes them. */
final class Entrance implements Intakes {

    private static final int MOST_SIGNALS = 10_000;
    private static final long LONGEST_WAIT = 60;

    private final Recorder recorder;
    private final Highway road;
    private final Memory memory;
    private final Meters meters;
    private final Limits limits;
    private final Heap heap;
    private final AtomicInteger callers = new AtomicInteger();
    private final AtomicLong offered = new AtomicLong();
    private final LongAdder accepted = new LongAdder();
    private final LongAdder repeated = new LongAdder();
    private final LongAdder refused = new LongAdder();

    Entrance(Site site, Highway road, Heap heap) {
        this.recorder = site.recorder();
        this.memory = site.memory();
        this.meters = site.meters();
        this.limits = site.limits();
        this.road = road;
        this.heap = heap;
    }

    @Override
    public void admit() {
        long undecided = road.undecided();
        if (undecided > limits.lag()) {
            throw busy(undecided + " entries wait to be decided about; at most " + limits.lag() + " may", undecided);
        }
        if (heap.tight()) {
            throw busy("The memory of the process is nearly full", undecided);
        }
        if (callers.get() >= limits.callers() || offered.get() >= limits.offered()) {
            throw busy("Too much is being offered at once", undecided);
        }
    }

    private AntiphonException busy(String why, long undecided) {
        refused.increment();
        double speed = meters.speed();
        long excess = undecided - limits.lag() * 4 / 5;
        long seconds = speed <= 0 ? 1 : (long) Math.ceil(excess / speed);
        return AntiphonException.busy(why, Duration.ofSeconds(Math.max(1, Math.min(LONGEST_WAIT, seconds))));
    }

    @Override
    public List<Receipt> accept(String connection, List<Signal> signals) {
        if (signals.size() > MOST_SIGNALS) {
            throw new AntiphonException(
                    Code.TOO_LARGE, "At most " + MOST_SIGNALS + " signals at once, not " + signals.size());
        }
        if (signals.isEmpty()) {
            return List.of();
        }
        admit();
        long weight = Weight.of(signals);
        if (callers.incrementAndGet() > limits.callers() | over(offered.addAndGet(weight), weight)) {
            leave(weight);
            throw busy("Too much is being offered at once", road.undecided());
        }
        try {
            return append(connection, signals);
        } finally {
            leave(weight);
        }
    }

    /** One that is larger than the limit is let in alone. */
    private boolean over(long sum, long mine) {
        return sum > limits.offered() && sum > mine;
    }

    private void leave(long weight) {
        callers.decrementAndGet();
        offered.addAndGet(-weight);
    }

    private List<Receipt> append(String connection, List<Signal> signals) {
        List<Entry> entries = new ArrayList<>(signals.size());
        for (Signal signal : signals) {
            entries.add(Entry.Heard.of(connection, signal));
        }
        List<Receipt> receipts = recorder.append(entries);
        road.wake();
        long known = receipts.stream().filter(Receipt::repeated).count();
        repeated.add(known);
        accepted.add(receipts.size() - known);
        return receipts;
    }

    @Override
    public Optional<String> recall(String connection, String key) {
        return memory.recall(connection, key);
    }

    @Override
    public void remember(String connection, String key, String value) {
        memory.remember(connection, key, value);
    }

    List<Metric> metrics() {
        return List.of(
                Metric.counter("intake_accepted", "Signals made durable.", accepted.sum()),
                Metric.counter("intake_repeated", "Signals recognised as offered before.", repeated.sum()),
                Metric.counter("intake_refused", "Offers refused because too much was offered.", refused.sum()),
                Metric.gauge("intake_callers", "Callers inside the intake.", callers.get()),
                Metric.gauge("intake_offered_bytes", "Bytes of signals inside the intake.", offered.get()));
    }
}
