package io.antiphon.insight.text;

/**
 * The hash of words, the same for ever: models and lexicons are stored with it. FNV-1a over folded characters, so that the hash
 * of each beginning of a word comes up on the way, and a finish that spreads the bits.
 */
public final class Hash {

    /** Where a word begins. */
    public static final long START = 0xCBF29CE484222325L;

    private static final long PRIME = 0x100000001B3L;

    private Hash() {}

    /** A word with one more character. */
    public static long step(long hash, char c) {
        return (hash ^ c) * PRIME;
    }

    /** The hash of what was stepped through; never 0. */
    public static long finish(long hash) {
        long h = hash;
        h ^= h >>> 32;
        h *= 0xD6E8FEB86659FD93L;
        h ^= h >>> 32;
        return h == 0 ? 1 : h;
    }

    /** The hash of two things in this order. */
    public static long pair(long first, long second) {
        return finish(first * 31 + Long.rotateLeft(second, 17));
    }

    /**
     * The hash of a word as {@link Tokens#hash} has it: folded, and letters that come more than twice in a row taken as two.
     *
     * @param word in any case
     */
    public static long of(CharSequence word) {
        char[] chars = new char[word.length()];
        for (int i = 0; i < chars.length; i++) {
            chars[i] = Characters.normal(word.charAt(i));
        }
        return of(chars, 0, chars.length);
    }

    /** The hash of a word within normalised characters. */
    public static long of(char[] chars, int from, int to) {
        long hash = START;
        char last = 0;
        char beforeLast = 0;
        for (int i = from; i < to; i++) {
            char c = Characters.folded(chars[i]);
            if (c == 0 || c == last && c == beforeLast && c > '9') {
                continue;
            }
            hash = step(hash, c);
            beforeLast = last;
            last = c;
        }
        return finish(hash);
    }
}
