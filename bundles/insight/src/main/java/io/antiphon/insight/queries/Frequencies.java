package io.antiphon.insight.queries;

/**
 * How common words, beginnings of words and characters are in signals, counted in one signal of some. Counts are kept by hash, and
 * may be off by a few where threads meet: they only help to choose by what a query is found.
 */
final class Frequencies {

    private static final int SLOTS = 1 << 17;
    private static final int EVERY = 16;
    private static final int LONGEST_PREFIX = 8;
    private static final int MOST_SIGNALS = 1 << 20;
    /** A guess counts as much as so many signals. */
    private static final double TRUST = 30;

    private final int[] counts = new int[SLOTS];
    private int signals;
    private int turn;

    /** How many signals were counted. */
    int signals() {
        return signals;
    }

    /** Whether the next signal is one to count. */
    boolean wanted() {
        return ++turn % EVERY == 0;
    }

    /** Counts the words of a signal. */
    void count(Tokens tokens) {
        if (++signals > MOST_SIGNALS) {
            halve();
        }
        char[] letters = tokens.letters();
        for (int i = 0; i < tokens.count(); i++) {
            int from = tokens.start(i);
            int to = tokens.end(i);
            int hash = Keys.start();
            for (int j = from; j < to; j++) {
                hash = Keys.add(hash, letters[j]);
                if (j - from < LONGEST_PREFIX) {
                    counts[slot(Keys.PREFIX, hash)]++;
                }
            }
            counts[slot(Keys.WORD, hash)]++;
            if (tokens.cyrillic(i)) {
                int end = Stem.end(letters, from, to);
                counts[slot(Keys.STEM, Keys.hash(letters, from, end))]++;
            }
            if (i > 0 && tokens.single(i) && tokens.single(i - 1)) {
                counts[slot(Keys.PAIR, Keys.hash(letters, tokens.start(i - 1), to))]++;
            }
        }
    }

    /** Forgets slowly, so that what is common now counts most. */
    private void halve() {
        for (int i = 0; i < SLOTS; i++) {
            counts[i] /= 2;
        }
        signals /= 2;
    }

    private static int slot(int kind, int hash) {
        return Keys.finished(kind, hash) & SLOTS - 1;
    }

    /** The share of signals that have a key, as far as is known. @param guess what it is taken for while nothing is counted */
    double share(int kind, String text, double guess) {
        char[] letters = text.toCharArray();
        int counted = counts[slot(kind, Keys.hash(letters, 0, letters.length))];
        boolean uncounted = kind == Keys.PREFIX && letters.length > LONGEST_PREFIX;
        return uncounted ? guess : (counted + TRUST * guess) / (signals + TRUST);
    }
}
