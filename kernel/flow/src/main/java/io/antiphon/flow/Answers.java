package io.antiphon.flow;

import io.antiphon.spi.Action;
import io.antiphon.spi.Insight;
import java.util.ArrayList;
import java.util.List;

/** Keeps what plugins answer within bounds: an answer beyond them is refused as an error of the plugin. */
final class Answers {

    static final int MOST_INSIGHTS = 256;
    static final int MOST_ACTIONS = 64;
    static final long MOST_BYTES = 256 << 10;
    static final long MOST_ACTION_BYTES = 4 << 20;

    private Answers() {}

    /** Insights named after their enricher. */
    static List<Insight> insights(List<Insight> found, Plug<?> enricher) {
        if (found.isEmpty()) {
            return List.of();
        }
        count(found.size(), MOST_INSIGHTS, "insights");
        List<Insight> named = new ArrayList<>(found.size());
        long bytes = 0;
        for (Insight insight : found) {
            count(named.size() + 1, MOST_INSIGHTS, "insights");
            bytes += Weight.of(insight);
            named.add(insight.by(enricher.name(), enricher.version()));
        }
        weigh(bytes, MOST_BYTES, "insights");
        return named;
    }

    /** Actions, copied. */
    static List<Action> actions(List<Action> wanted) {
        if (wanted.isEmpty()) {
            return List.of();
        }
        count(wanted.size(), MOST_ACTIONS, "actions");
        List<Action> copied = new ArrayList<>(wanted.size());
        long bytes = 0;
        for (Action action : wanted) {
            count(copied.size() + 1, MOST_ACTIONS, "actions");
            bytes += Weight.of(action);
            copied.add(action);
        }
        weigh(bytes, MOST_ACTION_BYTES, "actions");
        return copied;
    }

    private static void count(int given, int most, String what) {
        if (given > most) {
            throw new IllegalStateException("It answered with more than " + most + " " + what);
        }
    }

    private static void weigh(long bytes, long most, String what) {
        if (bytes > most) {
            throw new IllegalStateException("It answered with " + (bytes >> 10) + " KiB of " + what + "; at most "
                    + (most >> 10) + " KiB are possible");
        }
    }
}
