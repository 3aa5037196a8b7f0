package io.antiphon.insight.course;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Insight;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the signals of a batch add to the figures, so that each row is written once for a batch. */
final class Tally {

    private static final int MOST_VALUE = 128;
    private static final long DAY = 86_400_000;
    /** Counted elsewhere, or not to be counted: who somebody is, and what listening queries hit. */
    private static final Set<String> LEFT_OUT = Set.of("link", "query", "pii", "sentiment");

    /** A row's key. */
    record Key(long day, String unit, String type, String value) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int order = type.compareTo(other.type);
            order = order != 0 ? order : value.compareTo(other.value);
            order = order != 0 ? order : unit.compareTo(other.unit);
            return order != 0 ? order : Long.compare(day, other.day);
        }
    }

    /** What is added to a row. */
    static final class Sum {
        long signals;
        final long[] felt = new long[Feeling.values().length];
        /** The latest signal. */
        long latest;

        private void add(@Nullable Feeling feeling, int times, long position) {
            signals += times;
            latest = Math.max(latest, position);
            if (feeling != null) {
                felt[feeling.ordinal()] += times;
            }
        }
    }

    private final Map<Key, Sum> sums = new TreeMap<>();

    /** Counts a signal: each type and value once, however often it was found in it; what was understood of it before no longer. */
    void add(Entry.Understood understood) {
        count(understood, understood.insights(), 1);
        if (understood.isAgain()) {
            count(understood, understood.replaced(), -1);
        }
    }

    private void count(Entry.Understood understood, List<Insight> insights, int times) {
        long day = Math.floorDiv(understood.heard().occurredAt().toEpochMilli(), DAY);
        String unit = understood.heard().signal().unit();
        Feeling whole = Feeling.whole(insights);
        Map<Key, @Nullable Feeling> found = new HashMap<>();
        if (whole != null) {
            found.put(new Key(day, unit, "sentiment", whole.name().toLowerCase(Locale.ROOT)), whole);
        }
        for (Insight insight : insights) {
            String about = insight.about();
            Feeling felt = Feeling.told(insight);
            if (felt != null && about != null) {
                found.putIfAbsent(new Key(day, unit, "about", bounded(about)), felt);
            } else if (felt == null && !LEFT_OUT.contains(insight.type())) {
                found.putIfAbsent(new Key(day, unit, bounded(insight.type()), bounded(insight.value())), whole);
            }
        }
        long position = understood.heard().position().offset();
        found.forEach(
                (key, felt) -> sums.computeIfAbsent(key, fresh -> new Sum()).add(felt, times, position));
    }

    private static String bounded(String text) {
        return text.length() <= MOST_VALUE ? text : text.substring(0, MOST_VALUE);
    }

    Map<Key, Sum> sums() {
        return sums;
    }
}
