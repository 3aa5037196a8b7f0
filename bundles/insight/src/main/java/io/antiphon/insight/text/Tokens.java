package io.antiphon.insight.text;

import java.util.Arrays;

/**
 * The tokens of a text: words, signs of scripts without blanks one by one, numbers, emoji, punctuation. Offsets are UTF-16 units
 * of the text as it was given.
 */
public final class Tokens {

    /** Letters, or letters and digits; apostrophes within. */
    public static final byte WORD = 1;

    /** Digits, points and commas between them. */
    public static final byte NUMBER = 2;

    /** One sign of a script without blanks between words: Chinese, kana, Thai, … */
    public static final byte IDEOGRAM = 3;

    /** A punctuation mark, or the same one several times. */
    public static final byte PUNCTUATION = 4;

    /** An emoji with all that modifies it, or an emoticon such as {@code :-)}. */
    public static final byte EMOJI = 5;

    /** {@code @name}; the hash is the name's. */
    public static final byte MENTION = 6;

    /** {@code #word}; the hash is the word's. */
    public static final byte HASHTAG = 7;

    /** A web address, hashed as one word for all. */
    public static final byte ADDRESS = 8;

    private int[] froms;
    private int[] tos;
    private long[] hashes;
    private byte[] kinds;
    private int count;

    Tokens(int expected) {
        froms = new int[expected];
        tos = new int[expected];
        hashes = new long[expected];
        kinds = new byte[expected];
    }

    void add(int from, int to, byte kind, long hash) {
        if (count == froms.length) {
            int more = count + (count >> 1) + 8;
            froms = Arrays.copyOf(froms, more);
            tos = Arrays.copyOf(tos, more);
            hashes = Arrays.copyOf(hashes, more);
            kinds = Arrays.copyOf(kinds, more);
        }
        froms[count] = from;
        tos[count] = to;
        kinds[count] = kind;
        hashes[count++] = hash;
    }

    /** How many there are. */
    public int count() {
        return count;
    }

    /** Its first unit. */
    public int from(int token) {
        return froms[token];
    }

    /** The unit after its last. */
    public int to(int token) {
        return tos[token];
    }

    /** What it is. */
    public byte kind(int token) {
        return kinds[token];
    }

    /** {@link Hash#of} of its characters. */
    public long hash(int token) {
        return hashes[token];
    }

    /** Whether it is a word, a sign of a script without blanks, a mention or a hashtag. */
    public boolean isWord(int token) {
        byte kind = kinds[token];
        return kind == WORD || kind == IDEOGRAM || kind == MENTION || kind == HASHTAG;
    }

    /** The first token that ends after a unit; {@link #count} if none does. */
    public int at(int unit) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (tos[middle] <= unit) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
