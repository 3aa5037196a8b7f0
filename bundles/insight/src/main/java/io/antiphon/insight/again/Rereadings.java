package io.antiphon.insight.again;

import io.antiphon.insight.models.ModelFile;
import io.antiphon.insight.models.Replaceable;
import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import io.antiphon.spi.Enricher;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Journal;
import io.antiphon.spi.Recorder;
import io.antiphon.spi.Replay;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The enrichers there are, and the times one was asked again, or tried with another model: one at a time, the last few remembered.
 * Thread-safe.
 */
public final class Rereadings implements AutoCloseable {

    /** The most signals that are read again in one go. */
    public static final int MOST_SIGNALS = 10_000_000;

    private static final int MOST_REMEMBERED = 20;

    private final Journal journal;
    private final Recorder recorder;
    private final Replay replay;
    private final TrialModels models;
    private final Set<Replaceable> replaceable = new LinkedHashSet<>();
    private final Map<Enricher, Plugged> plugged = new LinkedHashMap<>();
    private final Map<String, Rereading> runs = new LinkedHashMap<>();
    private @Nullable Thread runner;
    private int number;

    /** Nothing is read yet, and no enricher known. */
    Rereadings(Journal journal, Recorder recorder, Replay replay, TrialModels models) {
        this.models = models;
        this.journal = journal;
        this.recorder = recorder;
        this.replay = replay;
    }

    synchronized void add(Enricher enricher, String name, String version) {
        plugged.put(enricher, new Plugged(name, version, enricher));
    }

    synchronized void remove(Enricher enricher) {
        plugged.remove(enricher);
    }

    synchronized void add(Replaceable enricher) {
        replaceable.add(enricher);
    }

    synchronized void remove(Replaceable enricher) {
        replaceable.remove(enricher);
    }

    /** The models that can be tried before they are live. */
    public List<String> models() {
        return models.names();
    }

    /** The enrichers that can be asked, with their versions. */
    public synchronized Map<String, String> enrichers() {
        Map<String, String> names = new TreeMap<>();
        plugged.values().forEach(one -> names.put(one.name(), one.version()));
        return names;
    }

    /**
     * Begins to ask an enricher again about the last so many signals.
     *
     * @param trial compares only and appends nothing
     * @param who the user's name; recorded unless it is a trial
     * @return its id
     * @throws AntiphonException NOT_FOUND if there is no such enricher; BUSY while another is asked
     */
    public synchronized String begin(String enricher, int last, boolean trial, String who) {
        check(last);
        Plugged asked = plugged(enricher);
        if (!trial) {
            Map<String, Object> what = Map.of("version", asked.version(), "last", (long) last);
            recorder.append(List.of(Entry.Commanded.of(who, "understand-again", enricher, what)));
        }
        return begin(Question.again(asked, trial), last);
    }

    /**
     * Begins to ask an enricher as it is, and as it would be with a model, about the last so many signals. Appends nothing.
     *
     * @param name the model's: its file's in {@code models/trial}, with or without the ending
     * @return its id
     * @throws AntiphonException NOT_FOUND if there is no such model; INVALID if it could not be live; BUSY while another is asked
     */
    public String compare(String name, int last) {
        synchronized (this) {
            check(last);
        }
        ModelFile file = models.read(name);
        synchronized (this) {
            check(last);
            String model = TrialModels.plain(name);
            Replaceable asking = replaceable.stream()
                    .filter(one -> one.kind().equals(file.kind()))
                    .findFirst()
                    .orElseThrow(() -> unsuitable(
                            model,
                            "it was trained for " + file.kind() + "; models can be tried that were trained for "
                                    + replaceable.stream()
                                            .map(Replaceable::kind)
                                            .sorted()
                                            .toList()));
            Plugged live = plugged(asking.enricher());
            try {
                Replaceable.Replaced with = asking.with(model, file);
                Plugged asked = new Plugged(live.name(), with.version(), with.enricher());
                return begin(Question.model(model, asked, live), last);
            } catch (IOException e) {
                throw unsuitable(model, String.valueOf(e.getMessage()));
            }
        }
    }

    private static AntiphonException unsuitable(String model, String why) {
        return new AntiphonException(Code.INVALID, "models/trial/" + model + ".model cannot be tried: " + why);
    }

    private void check(int last) {
        if (last < 1 || last > MOST_SIGNALS) {
            throw new IllegalArgumentException("last: from 1 to " + MOST_SIGNALS + " signals, not " + last);
        }
        if (runs.values().stream().anyMatch(run -> !run.isOver())) {
            throw AntiphonException.busy(
                    "Another enricher is being asked again; wait or cancel it", Duration.ofSeconds(5));
        }
    }

    private Plugged plugged(String enricher) {
        return plugged.values().stream()
                .filter(one -> one.name().equals(enricher))
                .findFirst()
                .orElseThrow(() -> new AntiphonException(
                        Code.NOT_FOUND,
                        "There is no enricher '" + enricher + "'; there are: "
                                + enrichers().keySet()));
    }

    private String begin(Question question, int last) {
        Rereading run = new Rereading("a" + ++number, question, journal, recorder);
        runs.put(run.id(), run);
        runs.keySet().stream()
                .limit(Math.max(0, runs.size() - MOST_REMEMBERED))
                .toList()
                .forEach(runs::remove);
        Thread thread = new Thread(() -> run.run(replay, last), "antiphon-insight-again");
        thread.setDaemon(true);
        thread.start();
        runner = thread;
        return run.id();
    }

    /** How one stands. @throws AntiphonException NOT_FOUND if it is not known any more */
    public Report report(String id) {
        return find(id).report();
    }

    /** How all that are remembered stand, the latest last. */
    public synchronized List<Report> reports() {
        return runs.values().stream().map(Rereading::report).toList();
    }

    /** Ends one soon; what it appended stays. */
    public void cancel(String id) {
        find(id).cancel();
    }

    private synchronized Rereading find(String id) {
        Rereading run = runs.get(id);
        if (run == null) {
            throw new AntiphonException(Code.NOT_FOUND, "There is no run '" + id + "'");
        }
        return run;
    }

    @Override
    public synchronized void close() {
        runs.values().forEach(Rereading::cancel);
        if (runner != null) {
            runner.interrupt();
        }
    }
}
