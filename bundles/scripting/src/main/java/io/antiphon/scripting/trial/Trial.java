package io.antiphon.scripting.trial;

import io.antiphon.scripting.kinds.Edition;
import io.antiphon.scripting.kinds.Kind;
import io.antiphon.scripting.kinds.Laid;
import io.antiphon.scripting.kinds.ScriptEnricher;
import io.antiphon.scripting.kinds.ScriptPolicy;
import io.antiphon.scripting.sandbox.ScriptFault;
import io.antiphon.scripting.trial.Comparison.Difference;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Replay;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A candidate asked about recorded entries beside the live version. Both are asked the same, each with the profile as it was then;
 * nothing is appended and nothing leaves. Run by one thread; read by others.
 */
public final class Trial {

    private static final int SHOWN_TEXT = 300;

    /** Where a trial is. */
    enum Phase {
        WAITING,
        LEARNING,
        RUNNING,
        DONE,
        CANCELLED,
        FAILED
    }

    private final String id;
    private final Edition candidate;
    private final @Nullable Edition live;
    private final int last;
    private final Comparison comparison = new Comparison();
    private volatile Phase phase = Phase.WAITING;
    private volatile String message = "";
    private volatile boolean cancelled;
    private volatile boolean whole = true;
    private volatile long entries;
    private volatile long done;
    private volatile long total;
    private volatile long liveErrors;
    private volatile long candidateNanos;
    private volatile long liveNanos;

    /** A trial over the last so many signals. @param live the version to compare with; null if none is live */
    Trial(String id, Edition candidate, @Nullable Edition live, int last) {
        this.id = id;
        this.candidate = candidate;
        this.live = live;
        this.last = last;
    }

    String id() {
        return id;
    }

    void cancel() {
        cancelled = true;
    }

    boolean isOver() {
        return phase.compareTo(Phase.DONE) >= 0;
    }

    /** Runs it on this thread. */
    void run(Replay replay) {
        try {
            Replay.Result result = replay.replay(replay.beforeLast(last), new Replay.Visitor() {
                @Override
                public boolean entry(Entry entry, Profile profile) {
                    ask(entry, profile);
                    return !cancelled;
                }

                @Override
                public boolean progress(Replay.Progress progress) {
                    told(progress);
                    return !cancelled;
                }
            });
            whole = result.whole();
            phase = result.stopped() ? Phase.CANCELLED : Phase.DONE;
        } catch (InterruptedException e) {
            phase = Phase.CANCELLED;
        } catch (RuntimeException e) {
            message = String.valueOf(e.getMessage());
            phase = Phase.FAILED;
        } finally {
            candidate.close();
        }
    }

    private void told(Replay.Progress progress) {
        phase = progress.phase() == Replay.Phase.LEARNING ? Phase.LEARNING : Phase.RUNNING;
        done = progress.reached().offset() - progress.begin().offset();
        total = progress.end().offset() - progress.begin().offset();
    }

    private void ask(Entry entry, Profile profile) {
        if (candidate.kind() == Kind.ENRICHER && !(entry instanceof Entry.Understood)) {
            return;
        }
        entries++;
        List<?> before = List.of();
        if (live != null) {
            long began = System.nanoTime();
            try {
                before = answer(live, entry, profile);
            } catch (ScriptFault e) {
                liveErrors++;
            }
            liveNanos += System.nanoTime() - began;
        }
        long began = System.nanoTime();
        try {
            List<?> after = answer(candidate, entry, profile);
            candidateNanos += System.nanoTime() - began;
            comparison.compare(() -> shown(entry, profile), before, after);
        } catch (ScriptFault e) {
            candidateNanos += System.nanoTime() - began;
            comparison.failed(() -> shown(entry, profile), before, String.valueOf(e.getMessage()));
        }
    }

    private static List<?> answer(Edition edition, Entry entry, Profile profile) {
        return edition.kind() == Kind.POLICY
                ? new ScriptPolicy(edition)
                        .decide(entry, profile).stream().map(Laid::action).toList()
                : new ScriptEnricher(edition)
                        .enrich(((Entry.Understood) entry).heard().signal(), profile).stream()
                                .map(Laid::insight)
                                .toList();
    }

    private static Map<String, Object> shown(Entry entry, Profile profile) {
        Map<String, Object> shown = new LinkedHashMap<>();
        if (entry instanceof Entry.Understood understood) {
            Entry.Heard heard = understood.heard();
            String text = heard.signal().text();
            shown.put("position", heard.position().toString());
            shown.put(
                    "signal",
                    Map.of(
                            "kind",
                            heard.signal().kind(),
                            "channel",
                            heard.signal().channel(),
                            "externalId",
                            heard.signal().externalId() == null
                                    ? ""
                                    : heard.signal().externalId(),
                            "text",
                            text == null
                                    ? ""
                                    : text.length() > SHOWN_TEXT ? text.substring(0, SHOWN_TEXT) + "…" : text));
        } else {
            shown.put("position", entry.position().toString());
        }
        shown.put("at", entry.at());
        shown.put("profile", profile.id());
        return shown;
    }

    /** How it stands. */
    Report report() {
        long asked = Math.max(1, entries);
        return new Report(
                id,
                candidate.draft().file(),
                phase.name().toLowerCase(java.util.Locale.ROOT),
                message,
                done,
                total,
                candidate.draft().version(),
                live == null ? "" : live.draft().version(),
                entries,
                comparison.count(Difference.STAY),
                comparison.count(Difference.APPEAR),
                comparison.count(Difference.VANISH),
                comparison.count(Difference.CHANGE),
                comparison.count(Difference.ERROR),
                liveErrors,
                candidateNanos / 1e3 / asked,
                liveNanos / 1e3 / asked,
                whole,
                comparison.examples());
    }
}
