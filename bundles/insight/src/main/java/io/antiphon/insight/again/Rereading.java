package io.antiphon.insight.again;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Journal;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Recorder;
import io.antiphon.spi.Replay;
import io.antiphon.spi.Signal;
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
    private final Question question;
    private final Plugged plugged;
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

    Rereading(String id, Question question, Journal journal, Recorder recorder) {
        this.id = id;
        this.question = question;
        this.plugged = question.asked();
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
        Signal signal = first.heard().signal();
        Plugged live = question.live();
        List<Entry.Understood> understood = live == null ? understood(first) : List.of();
        Entry.Understood latest = understood.isEmpty() ? first : understood.get(understood.size() - 1);
        List<Insight> before;
        List<Insight> now;
        asked++;
        try {
            now = ask(signal, profile);
            before = live == null ? of(latest.insights(), true) : live.ask(signal, profile);
        } catch (Exception | LinkageError | StackOverflowError e) {
            errors++;
            message = "It threw " + e + " about " + first.heard().position();
            return;
        }
        Changes.Change change = changes.compare(first.heard().position().toString(), signal.text(), before, now);
        if (change != Changes.Change.STAY && !question.trial()) {
            List<Insight> all = new ArrayList<>(of(latest.insights(), false));
            all.addAll(now);
            open.add(latest.again(Math.max(2, understood.size() + 1), all));
            openLetters += signal.text() == null ? 0 : signal.text().length();
            if (open.size() >= PIECE || openLetters >= MOST_LETTERS) {
                append();
            }
        }
    }

    private List<Entry.Understood> understood(Entry.Understood first) {
        List<Entry.Understood> understood = new ArrayList<>();
        for (Entry entry : journal.causedBy(first.heard().position())) {
            if (entry instanceof Entry.Understood one) {
                understood.add(one);
            }
        }
        return understood;
    }

    private List<Insight> ask(Signal signal, Profile profile) throws Exception {
        long began = System.nanoTime();
        try {
            return plugged.ask(signal, profile);
        } finally {
            nanos += System.nanoTime() - began;
        }
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
        Plugged live = question.live();
        return new Report(
                id,
                plugged.name(),
                plugged.version(),
                question.model(),
                live == null ? "" : live.version(),
                question.trial(),
                state.name().toLowerCase(Locale.ROOT),
                message,
                done,
                total,
                asked,
                errors,
                asked == 0 ? 0 : nanos / 1000.0 / asked,
                appended,
                changes.count(Changes.Change.STAY),
                changes.count(Changes.Change.MOVE),
                changes.count(Changes.Change.APPEAR),
                changes.count(Changes.Change.VANISH),
                changes.count(Changes.Change.CHANGE),
                changes.labels(),
                changes.examples());
    }
}
