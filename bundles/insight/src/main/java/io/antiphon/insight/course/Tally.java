package io.antiphon.insight.course;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Insight;
import java.util.HashSet;
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
    }

    private final Map<Key, Sum> sums = new TreeMap<>();

    /** Counts a signal: each type and value once, however often it was found in it. */
    void add(Entry.Understood understood) {
        long day = Math.floorDiv(understood.heard().occurredAt().toEpochMilli(), DAY);
        String unit = understood.heard().signal().unit();
        long position = understood.heard().position().offset();
        Feeling whole = Feeling.whole(understood.insights());
        Set<Key> counted = new HashSet<>();
        if (whole != null) {
            count(
                    counted,
                    new Key(day, unit, "sentiment", whole.name().toLowerCase(java.util.Locale.ROOT)),
                    whole,
                    position);
        }
        for (Insight insight : understood.insights()) {
            String about = insight.about();
            Feeling felt = Feeling.told(insight);
            if (felt != null && about != null) {
                count(counted, new Key(day, unit, "about", bounded(about)), felt, position);
            } else if (felt == null && !LEFT_OUT.contains(insight.type())) {
                count(counted, new Key(day, unit, bounded(insight.type()), bounded(insight.value())), whole, position);
            }
        }
    }

    private void count(Set<Key> counted, Key key, @Nullable Feeling felt, long position) {
        if (counted.add(key)) {
            Sum sum = sums.computeIfAbsent(key, fresh -> new Sum());
            sum.signals++;
            sum.latest = Math.max(sum.latest, position);
            if (felt != null) {
                sum.felt[felt.ordinal()]++;
            }
        }
    }

    private static String bounded(String text) {
        return text.length() <= MOST_VALUE ? text : text.substring(0, MOST_VALUE);
    }

    Map<Key, Sum> sums() {
        return sums;
    }
}
