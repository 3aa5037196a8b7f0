package io.antiphon.rules.desk;

import io.antiphon.rules.lang.Rule;
import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import io.antiphon.spi.Person;
import io.antiphon.spi.Replay;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Dry runs, one at a time; the last few are remembered. Thread-safe. */
final class DryRuns implements AutoCloseable {

    private static final int MOST_REMEMBERED = 20;
    private static final int MOST_SIGNALS = 10_000_000;

    private final Replay replay;
    private final Map<String, DryRun> runs = new LinkedHashMap<>();
    private @Nullable Thread runner;
    private long number;

    DryRuns(Replay replay) {
        this.replay = replay;
    }

    /** Begins one over the last so many signals. @return its id */
    synchronized String begin(List<Rule> candidate, List<Rule> live, int last, Person person) {
        if (last < 1 || last > MOST_SIGNALS) {
            throw new IllegalArgumentException("last: from 1 to " + MOST_SIGNALS + " signals, not " + last);
        }
        if (runs.values().stream().anyMatch(run -> !run.isOver())) {
            throw AntiphonException.busy(
                    "Another dry run is under way; wait for it or cancel it", Duration.ofSeconds(5));
        }
        DryRun run = new DryRun("d" + ++number, candidate, live, last, person);
        runs.put(run.id(), run);
        runs.keySet().stream()
                .limit(Math.max(0, runs.size() - MOST_REMEMBERED))
                .toList()
                .forEach(runs::remove);
        Thread thread = new Thread(() -> run.run(replay), "rules-dry-run");
        thread.setDaemon(true);
        thread.start();
        runner = thread;
        return run.id();
    }

    synchronized DryRun find(String id) {
        DryRun run = runs.get(id);
        if (run == null) {
            throw new AntiphonException(Code.NOT_FOUND, "There is no dry run '" + id + "'");
        }
        return run;
    }

    @Override
    public synchronized void close() {
        runs.values().forEach(DryRun::cancel);
        Thread running = runner;
        if (running != null) {
            running.interrupt();
        }
    }
}
