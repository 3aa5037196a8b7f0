package io.antiphon.insight.again;

import io.antiphon.insight.pii.Masking;
import io.antiphon.spi.Insight;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** How what is found now differs from what was found before. Written by one thread, read by others. */
final class Changes {

    /** A confidence that moves by less is the same. */
    private static final double SAME_CONFIDENCE = 0.01;

    private static final int MOST_EXAMPLES = 50;
    private static final int MOST_TEXT = 300;

    /** What became of a signal's insights. */
    enum Change {
        STAY,
        MOVE,
        APPEAR,
        VANISH,
        CHANGE
    }

    private final long[] counts = new long[Change.values().length];
    private final Labels labels = new Labels();
    private final List<Report.Example> others = new ArrayList<>();
    private final List<Report.Example> moved = new ArrayList<>();

    /** Compares, counts and keeps an example now and then. */
    synchronized Change compare(String id, @Nullable String text, List<Insight> before, List<Insight> now) {
        Change change = change(before, now);
        counts[change.ordinal()]++;
        labels.count(before, now);
        List<Report.Example> kept = change == Change.MOVE ? moved : others;
        if (change != Change.STAY && kept.size() < MOST_EXAMPLES) {
            String said = Masking.mask(text == null ? "" : text);
            String shown = said.length() <= MOST_TEXT ? said : said.substring(0, MOST_TEXT) + "…";
            kept.add(new Report.Example(id, shown, before, now));
        }
        return change;
    }

    private static Change change(List<Insight> before, List<Insight> now) {
        if (!all(before, now, Changes::alike)) {
            return before.isEmpty() ? Change.APPEAR : now.isEmpty() ? Change.VANISH : Change.CHANGE;
        }
        return all(before, now, Changes::asSure) ? Change.STAY : Change.MOVE;
    }

    private interface Alike {
        boolean are(Insight one, Insight other);
    }

    private static boolean all(List<Insight> before, List<Insight> now, Alike alike) {
        return before.size() == now.size()
                && IntStream.range(0, now.size()).allMatch(i -> alike.are(before.get(i), now.get(i)));
    }

    private static boolean alike(Insight one, Insight other) {
        return one.type().equals(other.type())
                && one.value().equals(other.value())
                && Objects.equals(one.about(), other.about())
                && Objects.equals(one.span(), other.span())
                && one.attributes().equals(other.attributes());
    }

    private static boolean asSure(Insight one, Insight other) {
        return Math.abs(one.confidence() - other.confidence()) < SAME_CONFIDENCE;
    }

    /** How many became so. */
    synchronized long count(Change change) {
        return counts[change.ordinal()];
    }

    synchronized List<Report.Label> labels() {
        return labels.all();
    }

    /** Those where something else is found first. */
    synchronized List<Report.Example> examples() {
        List<Report.Example> all = new ArrayList<>(others);
        all.addAll(moved);
        return List.copyOf(all.subList(0, Math.min(MOST_EXAMPLES, all.size())));
    }
}
