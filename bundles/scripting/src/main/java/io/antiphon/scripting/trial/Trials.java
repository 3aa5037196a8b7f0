package io.antiphon.scripting.trial;

import io.antiphon.scripting.kinds.Draft;
import io.antiphon.scripting.kinds.Edition;
import io.antiphon.scripting.kinds.Kind;
import io.antiphon.scripting.life.Desk;
import io.antiphon.scripting.life.Workshop;
import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import io.antiphon.spi.Replay;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Trials, one at a time; the last few are remembered. Thread-safe. */
public final class Trials implements AutoCloseable {

    private static final int MOST_REMEMBERED = 20;
    private static final int MOST_SIGNALS = 10_000_000;

    private final Workshop workshop;
    private final Supplier<Replay> replay;
    private final Map<String, Trial> trials = new LinkedHashMap<>();
    private @Nullable Thread runner;
    private long number;

    /** Trials against what is live in a workshop. */
    public Trials(Workshop workshop, Supplier<Replay> replay) {
        this.workshop = workshop;
        this.replay = replay;
    }

    /**
     * Begins a trial.
     *
     * @param text the candidate; null for what lies in the folder
     * @param last over how many signals
     * @return its id
     * @throws io.antiphon.scripting.sandbox.ScriptFault if the candidate is broken
     */
    public synchronized String begin(String file, @Nullable String text, int last) throws IOException {
        if (last < 1 || last > MOST_SIGNALS) {
            throw new IllegalArgumentException("last: from 1 to " + MOST_SIGNALS + " signals, not " + last);
        }
        if (Kind.of(file).filter(kind -> kind != Kind.CONNECTOR).isEmpty()) {
            throw new IllegalArgumentException("Policies and enrichers can be tried over recorded entries; what '"
                    + file + "' received is recorded only where it could not be read: offer those dead letters again");
        }
        if (trials.values().stream().anyMatch(trial -> !trial.isOver())) {
            throw AntiphonException.busy("Another trial is under way; wait for it or cancel it", Duration.ofSeconds(5));
        }
        String source = text == null ? workshop.files().get(file) : text;
        if (source == null) {
            throw new AntiphonException(Code.NOT_FOUND, "There is no script '" + file + "'");
        }
        Draft draft = new Desk(workshop).draft(file, source);
        Edition candidate = workshop.loading().edition(draft, workshop.tables(), (severity, line) -> {});
        Trial trial = new Trial("t" + ++number, candidate, workshop.live(file), last);
        trials.put(trial.id(), trial);
        trials.keySet().stream()
                .limit(Math.max(0, trials.size() - MOST_REMEMBERED))
                .toList()
                .forEach(trials::remove);
        Thread thread = new Thread(() -> trial.run(replay.get()), "antiphon-scripts-trial");
        thread.setDaemon(true);
        thread.start();
        runner = thread;
        return trial.id();
    }

    private synchronized Trial find(String id) {
        Trial trial = trials.get(id);
        if (trial == null) {
            throw new AntiphonException(Code.NOT_FOUND, "There is no trial '" + id + "'");
        }
        return trial;
    }

    /** How a trial stands. */
    public Report report(String id) {
        return find(id).report();
    }

    /** Ends a trial soon. */
    public void cancel(String id) {
        find(id).cancel();
    }

    @Override
    public synchronized void close() {
        trials.values().forEach(Trial::cancel);
        Thread running = runner;
        if (running != null) {
            running.interrupt();
        }
    }
}
