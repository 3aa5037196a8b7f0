package io.antiphon.insight.again;

import io.antiphon.insight.pii.Masking;
import io.antiphon.spi.Insight;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How what an enricher finds now differs from what is recorded of it. Written by one thread, read by others. */
final class Changes {

    /** A confidence that moves by less is the same. */
    private static final double SAME_CONFIDENCE = 0.01;

    private static final int MOST_EXAMPLES = 50;
    private static final int MOST_TEXT = 300;

    /** What became of a signal's insights. */
    enum Change {
        STAY,
        APPEAR,
        VANISH,
        CHANGE
    }

    private final long[] counts = new long[Change.values().length];
    private final List<Report.Example> examples = new ArrayList<>();

    /** Compares, counts and keeps an example now and then. */
    synchronized Change compare(String id, @Nullable String text, List<Insight> before, List<Insight> now) {
        Change change = change(before, now);
        counts[change.ordinal()]++;
        if (change != Change.STAY && examples.size() < MOST_EXAMPLES) {
            String said = Masking.mask(text == null ? "" : text);
            String shown = said.length() <= MOST_TEXT ? said : said.substring(0, MOST_TEXT) + "…";
            examples.add(new Report.Example(id, shown, before, now));
        }
        return change;
    }

    private static Change change(List<Insight> before, List<Insight> now) {
        if (alike(before, now)) {
            return Change.STAY;
        }
        return before.isEmpty() ? Change.APPEAR : now.isEmpty() ? Change.VANISH : Change.CHANGE;
    }

    private static boolean alike(List<Insight> before, List<Insight> now) {
        if (before.size() != now.size()) {
            return false;
        }
        for (int i = 0; i < before.size(); i++) {
            Insight one = before.get(i);
            Insight other = now.get(i);
            if (!one.type().equals(other.type())
                    || !one.value().equals(other.value())
                    || !Objects.equals(one.about(), other.about())
                    || !Objects.equals(one.span(), other.span())
                    || !one.attributes().equals(other.attributes())
                    || Math.abs(one.confidence() - other.confidence()) >= SAME_CONFIDENCE) {
                return false;
            }
        }
        return true;
    }

    /** How many became so. */
    synchronized long count(Change change) {
        return counts[change.ordinal()];
    }

    synchronized List<Report.Example> examples() {
        return List.copyOf(examples);
    }
}
