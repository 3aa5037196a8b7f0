package io.antiphon.insight.text;

/**
 * Words and rows of words to be found in texts, each with a number. A word may be given by its beginning. Finding is a look-up
 * or two a token, however many there are. Built by one thread, then read by any number.
 */
public final class Phrases {

    private static final int MOST_TOKENS = 8;
    private static final int STEM_LETTERS = 3;
    private static final long STEM = 0x5DEECE66DL;
    private static final char HANGUL = '\uAC00';
    private static final int SHIFT = 4;

    /** A bit for each key by its highest bits: what most look-ups find is nothing, and this is small enough to stay at hand. */
    private final long[] present = new long[1 << 10];

    private long[] keys = new long[256];
    private int[] values = new int[256];
    private int count;

    /**
     * Adds a phrase; one that is there already keeps its number.
     *
     * @param phrase words parted by blanks; a star at the end of a single word stands for any ending
     * @param value a number from 0 up to 2²⁷
     */
    public void add(String phrase, int value) {
        boolean stem = phrase.endsWith("*") && phrase.indexOf(' ') < 0;
        String plain = phrase.endsWith("*") ? phrase.substring(0, phrase.length() - 1) : phrase;
        Tokens tokens = Reading.of(plain).tokens();
        if (tokens.count() == 0 || tokens.count() > MOST_TOKENS) {
            throw new IllegalArgumentException(
                    "'" + phrase + "' has " + tokens.count() + " words; from 1 to " + MOST_TOKENS + " may be");
        }
        if (stem && tokens.count() == 1 && tokens.kind(0) == Tokens.WORD) {
            enter(stemmed(plain), value, true);
            return;
        }
        long key = tokens.hash(0);
        for (int i = 1; i < tokens.count(); i++) {
            enter(begun(key), 0, false);
            key = Hash.pair(key, tokens.hash(i));
        }
        enter(key, value, true);
    }

    private static long begun(long key) {
        return Hash.finish(key ^ ~STEM);
    }

    private static long stemmed(String word) {
        long hash = Hash.START;
        for (int i = 0; i < word.length(); i++) {
            char c = Characters.folded(Characters.normal(word.charAt(i)));
            hash = c == 0 ? hash : Hash.step(hash, c);
        }
        return Hash.finish(hash ^ STEM);
    }

    private void enter(long key, int value, boolean says) {
        if (find(key) >= 0) {
            return;
        }
        if (++count > keys.length / 2) {
            grow();
        }
        present[(int) (key >>> 54)] |= 1L << (key >>> 48);
        put(key, says ? value : 0);
    }

    private void put(long key, int value) {
        int slot = (int) key & keys.length - 1;
        while (keys[slot] != 0) {
            slot = slot + 1 & keys.length - 1;
        }
        keys[slot] = key;
        values[slot] = value;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldValues = values;
        keys = new long[oldKeys.length * 2];
        values = new int[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                put(oldKeys[i], oldValues[i]);
            }
        }
    }

    /** The value of a key; -1 if it is unknown. */
    private int find(long key) {
        if ((present[(int) (key >>> 54)] >>> (key >>> 48) & 1) == 0) {
            return -1;
        }
        for (int slot = (int) key & keys.length - 1; keys[slot] != 0; slot = slot + 1 & keys.length - 1) {
            if (keys[slot] == key) {
                return values[slot];
            }
        }
        return -1;
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return count == 0;
    }

    /**
     * The longest phrase that begins with a token.
     *
     * @return -1 if none does; else to be taken apart with {@link #value} and {@link #length}
     */
    public int match(Reading reading, int token) {
        Tokens tokens = reading.tokens();
        long key = tokens.hash(token);
        int found = find(key);
        int length = 1;
        int end = Math.min(tokens.count(), token + MOST_TOKENS);
        for (int i = token + 1; i < end && find(begun(key)) >= 0; i++) {
            key = Hash.pair(key, tokens.hash(i));
            int longer = find(key);
            if (longer >= 0) {
                found = longer;
                length = i + 1 - token;
            }
        }
        if (found < 0 && (tokens.kind(token) == Tokens.WORD || tokens.kind(token) == Tokens.HASHTAG)) {
            found = part(reading.chars(), tokens.from(token), tokens.to(token));
        }
        return found < 0 ? -1 : found << SHIFT | length;
    }

    /** The number of the phrase matched. */
    public static int value(int match) {
        return match >>> SHIFT;
    }

    /** How many tokens it takes. */
    public static int length(int match) {
        return match & (1 << SHIFT) - 1;
    }

    /** The longest beginning of a word that is known; for Arabic also without and, the, with, for. */
    private int part(char[] chars, int from, int to) {
        int found = stem(chars, from, to);
        int bare = found < 0 ? Arabic.bare(chars, from, to) : from;
        if (bare > from) {
            found = find(Hash.of(chars, bare, to));
            found = found >= 0 ? found : stem(chars, bare, to);
        }
        return found;
    }

    private int stem(char[] chars, int from, int to) {
        long hash = Hash.START;
        int found = -1;
        int letters = 0;
        int least = chars[from] >= HANGUL ? 1 : STEM_LETTERS;
        for (int i = from; i < to; i++) {
            char c = Characters.folded(chars[i]);
            if (c != 0) {
                hash = Hash.step(hash, c);
                if (++letters >= least) {
                    int longer = find(Hash.finish(hash ^ STEM));
                    found = longer >= 0 ? longer : found;
                }
            }
        }
        return found;
    }
}
