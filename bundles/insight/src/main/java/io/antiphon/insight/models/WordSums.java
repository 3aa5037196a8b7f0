package io.antiphon.insight.models;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What the pieces of a word add to the sums of a model, kept for words that came lately: most words of any text are among the
 * few thousand common ones. Each spelling has one place, which the latest that falls there takes. Thread-safe.
 */
final class WordSums {

    private static final int MOST = 4_096;
    private static final int MOST_NUMBERS = 1 << 16;

    private final AtomicReferenceArray<@Nullable Kept> places;

    private record Kept(long spelling, long[] sums) {}

    /** For sums of so many numbers. */
    WordSums(int width) {
        places = new AtomicReferenceArray<>(Math.max(64, Math.min(MOST, Integer.highestOneBit(MOST_NUMBERS / width))));
    }

    /** What a word adds, to be read only; null if it is not kept. */
    long @Nullable [] get(long spelling) {
        Kept kept = places.get(place(spelling));
        return kept != null && kept.spelling() == spelling ? kept.sums() : null;
    }

    void put(long spelling, long[] sums) {
        places.set(place(spelling), new Kept(spelling, sums));
    }

    private int place(long spelling) {
        return (int) spelling & places.length() - 1;
    }
}
