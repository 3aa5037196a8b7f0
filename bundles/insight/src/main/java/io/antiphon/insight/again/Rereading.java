package io.antiphon.insight.again;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Journal;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Recorder;
import io.antiphon.spi.Replay;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Asks an enricher about recorded signals again, each with its giver as known then, and, unless it is only tried, appends where it
 * finds something else. Run by one thread; read by others.
 */
final class Rereading {

    private static final int PIECE = 500;
    private static final long MOST_LETTERS = 16 << 20;
    private static final long PATIENCE = 250;

    /** Where it is. */
    enum State {
        LEARNING,
        READING,
        DONE,
        CANCELLED,
        FAILED
    }

    private final String id;
    private final Plugged plugged;
    private final boolean trial;
    private final Journal journal;
    private final Recorder recorder;
    private final Changes changes = new Changes();
    private final List<Entry> open = new ArrayList<>();
    /** How many letters of texts those hold on to. */
    private long openLetters;

    private volatile State state = State.LEARNING;
    private volatile String message = "";
    private volatile boolean cancelled;
    private volatile long asked;
    private volatile long errors;
    private volatile long nanos;
    private volatile long appended;
    private volatile long done;
    private volatile long total;

    /** @param trial nothing is appended */
    Rereading(String id, Plugged plugged, boolean trial, Journal journal, Recorder recorder) {
        this.id = id;
        this.plugged = plugged;
        this.trial = trial;
        this.journal = journal;
        this.recorder = recorder;
    }

    String id() {
        return id;
    }

    void cancel() {
        cancelled = true;
    }

    boolean isOver() {
        return state.compareTo(State.DONE) >= 0;
    }

    /** Reads the last so many signals again, on this thread. */
    void run(Replay replay, int last) {
        try {
            Replay.Result result = replay.replay(replay.beforeLast(last), new Replay.Visitor() {
                @Override
                public boolean entry(Entry entry, Profile profile) {
                    if (entry instanceof Entry.Understood first) {
                        read(first, profile);
                    }
                    return !cancelled;
                }

                @Override
                public boolean progress(Replay.Progress progress) {
                    state = progress.phase() == Replay.Phase.LEARNING ? State.LEARNING : State.READING;
                    done = progress.reached().offset() - progress.begin().offset();
                    total = progress.end().offset() - progress.begin().offset();
                    return !cancelled;
                }
            });
            append();
            state = result.stopped() ? State.CANCELLED : State.DONE;
        } catch (InterruptedException e) {
            state = State.CANCELLED;
        } catch (RuntimeException | Error e) {
            message = String.valueOf(e);
            state = State.FAILED;
        }
    }

    private void read(Entry.Understood first, Profile profile) {
        List<Entry.Understood> understood = new ArrayList<>();
        for (Entry entry : journal.causedBy(first.heard().position())) {
            if (entry instanceof Entry.Understood one) {
                understood.add(one);
            }
        }
        Entry.Understood latest = understood.isEmpty() ? first : understood.get(understood.size() - 1);
        List<Insight> before = of(latest.insights(), true);
        List<Insight> now;
        long began = System.nanoTime();
        try {
            now = ask(first, profile);
        } catch (Exception | LinkageError | StackOverflowError e) {
            errors++;
            message = "It threw " + e + " about " + first.heard().position();
            return;
        } finally {
            nanos += System.nanoTime() - began;
            asked++;
        }
        Changes.Change change = changes.compare(
                first.heard().position().toString(), first.heard().signal().text(), before, now);
        if (change != Changes.Change.STAY && !trial) {
            List<Insight> all = new ArrayList<>(of(latest.insights(), false));
            all.addAll(now);
            open.add(latest.again(Math.max(2, understood.size() + 1), all));
            String text = first.heard().signal().text();
            openLetters += text == null ? 0 : text.length();
            if (open.size() >= PIECE || openLetters >= MOST_LETTERS) {
                append();
            }
        }
    }

    private List<Insight> ask(Entry.Understood first, Profile profile) throws Exception {
        return plugged.enricher().enrich(first.heard().signal(), profile).stream()
                .map(insight -> insight.by(plugged.name(), plugged.version()))
                .toList();
    }

    private List<Insight> of(List<Insight> insights, boolean its) {
        return insights.stream()
                .filter(insight -> insight.enricher().equals(plugged.name()) == its)
                .toList();
    }

    /** The journal may be busy with what comes in, which goes before. */
    private void append() {
        while (!open.isEmpty()) {
            try {
                recorder.append(open);
                appended += open.size();
                open.clear();
                openLetters = 0;
            } catch (AntiphonException e) {
                if (e.code() != AntiphonException.Code.BUSY || cancelled) {
                    throw e;
                }
                try {
                    Thread.sleep(PATIENCE);
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    throw e;
                }
            }
        }
    }

    /** How it stands. */
    Report report() {
        return new Report(
                id,
                plugged.name(),
                plugged.version(),
                trial,
                state.name().toLowerCase(Locale.ROOT),
                message,
                done,
                total,
                asked,
                errors,
                asked == 0 ? 0 : nanos / 1000.0 / asked,
                appended,
                changes.count(Changes.Change.STAY),
                changes.count(Changes.Change.APPEAR),
                changes.count(Changes.Change.VANISH),
                changes.count(Changes.Change.CHANGE),
                changes.examples());
    }
}
