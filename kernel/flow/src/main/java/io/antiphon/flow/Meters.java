package io.antiphon.flow;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Metric;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What the road counts. Thread-safe. */
final class Meters {

    /** What a batch goes through. */
    enum Stage {
        READ,
        IDENTIFY,
        FOLD,
        ENRICH,
        DECIDE,
        APPEND,
        COMMIT,
        BUILD
    }

    final LongAdder batches = new LongAdder();
    final LongAdder entries = new LongAdder();
    final LongAdder heard = new LongAdder();
    final LongAdder understood = new LongAdder();
    final LongAdder decided = new LongAdder();
    final LongAdder rung = new LongAdder();
    final LongAdder lanes = new LongAdder();
    private final Map<Stage, LongAdder> nanos = new EnumMap<>(Stage.class);
    private volatile double speed;
    private long speedAt = System.nanoTime();
    private long speedEntries;

    Meters() {
        for (Stage stage : Stage.values()) {
            nanos.put(stage, new LongAdder());
        }
    }

    /** Notes that a stage ends now; returns now, in nanoseconds. */
    long spent(Stage stage, long since) {
        long now = System.nanoTime();
        LongAdder sum = nanos.get(stage);
        if (sum != null) {
            sum.add(now - since);
        }
        return now;
    }

    /** Notes a batch; the lane's thread. */
    void batch(List<Entry> passed) {
        int size = passed.size();
        batches.increment();
        entries.add(size);
        heard.add(passed.stream().filter(Entry.Heard.class::isInstance).count());
        speedEntries += size;
        long now = System.nanoTime();
        if (now - speedAt > 500_000_000L) {
            double latest = speedEntries * 1e9 / (now - speedAt);
            speed = speed == 0 ? latest : 0.7 * speed + 0.3 * latest;
            speedAt = now;
            speedEntries = 0;
        }
    }

    /** Entries a second of late; 0 if not known. */
    double speed() {
        return speed;
    }

    List<Metric> metrics() {
        List<Metric> all = new ArrayList<>();
        all.add(Metric.counter("road_batches", "Batches committed.", batches.sum()));
        all.add(Metric.counter("road_batch_entries", "Entries in the batches committed.", entries.sum()));
        all.add(Metric.counter("road_heard", "Signals that passed the road.", heard.sum()));
        all.add(Metric.counter("road_understood", "Signals of which something was understood.", understood.sum()));
        all.add(Metric.counter("road_decided", "Actions decided by policies.", decided.sum()));
        all.add(Metric.counter("road_timers", "Timers that rang.", rung.sum()));
        all.add(Metric.counter("road_lanes", "Times the road was opened, from start or after a failure.", lanes.sum()));
        nanos.forEach((stage, sum) ->
                all.add(Metric.counter("road_stage_seconds", "Time spent in each stage of the road.", sum.sum() / 1e9)
                        .with("stage", stage.name().toLowerCase(Locale.ROOT))));
        return all;
    }
}
