package io.antiphon.insight.text;

import java.util.Arrays;
import java.util.stream.Stream;

/**
 * The clauses of a text, each a row of tokens, in order and without gaps. A clause ends with a sentence, at a comma, a dash or
 * their like, and before a word of contrast ({@code but, но, 但, لكن, …}).
 */
public final class Segments {

    /** The first clause of a sentence. */
    public static final byte OPENS = 1;

    /** Begins with a word of contrast. */
    public static final byte CONTRASTS = 2;

    private static final long[] TITLES = Stream.of(
                    "mr", "mrs", "ms", "dr", "prof", "st", "vs", "nr", "ca", "bzw", "inkl", "sr", "sra", "mme", "dott",
                    "ул", "руб", "тыс", "млн", "т")
            .mapToLong(Hash::of)
            .sorted()
            .toArray();

    private int[] starts = new int[16];
    private byte[] flags = new byte[16];
    private int count;
    private final int tokens;

    private Segments(int tokens) {
        this.tokens = tokens;
    }

    static Segments cut(char[] chars, Tokens tokens) {
        Segments segments = new Segments(tokens.count());
        byte next = OPENS;
        boolean boundary = true;
        for (int i = 0; i < tokens.count(); i++) {
            int contrast = Connectives.length(chars, tokens, i);
            if (contrast > 0 || boundary && tokens.kind(i) != Tokens.PUNCTUATION) {
                segments.add(i, (byte) (next | (contrast > 0 ? CONTRASTS : 0)));
                next = 0;
                boundary = false;
            }
            if (contrast > 1) {
                i += contrast - 1;
            }
            int end = end(chars, tokens, i);
            if (end > 0) {
                boundary = true;
                next |= (byte) (end == 2 ? OPENS : 0);
            }
        }
        if (segments.count == 0 && tokens.count() > 0) {
            segments.add(0, OPENS);
        } else if (segments.count > 0) {
            segments.starts[0] = 0;
        }
        return segments;
    }

    /** 2 if a sentence ends with the token, 1 if a clause does. */
    private static int end(char[] chars, Tokens tokens, int i) {
        int to = tokens.to(i);
        for (int c = to; c < chars.length && chars[c] <= ' '; c++) {
            if (chars[c] == '\n') {
                return 2;
            }
        }
        byte kind = tokens.kind(i);
        if (kind == Tokens.WORD) {
            return Connectives.endsConcession(chars, to) ? 1 : 0;
        }
        if (kind != Tokens.PUNCTUATION) {
            return 0;
        }
        return switch (chars[tokens.from(i)]) {
            case '!', '?', '…', '。', '؟', '।', '॥', '۔', '։', '።', '｡' -> 2;
            case '.' -> to - tokens.from(i) == 1 && abbreviates(chars, tokens, i) ? 0 : 2;
            case ',', ';', ':', '(', ')', '–', '—', '、', '،', '؛', '«', '»', '「', '」' -> 1;
            case '-' -> tokens.from(i) > 0 && chars[tokens.from(i) - 1] == ' ' ? 1 : 0;
            default -> 0;
        };
    }

    /** Whether a point belongs to what is before it: no blank follows, or a single letter or a title precedes. */
    private static boolean abbreviates(char[] chars, Tokens tokens, int i) {
        int to = tokens.to(i);
        if (to < chars.length && Characters.isWord(chars[to])) {
            return true;
        }
        boolean after = i > 0 && tokens.to(i - 1) == tokens.from(i);
        return after
                && to < chars.length
                && tokens.kind(i - 1) == Tokens.WORD
                && (tokens.to(i - 1) - tokens.from(i - 1) == 1 || Arrays.binarySearch(TITLES, tokens.hash(i - 1)) >= 0);
    }

    private void add(int start, byte flag) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, count * 2);
            flags = Arrays.copyOf(flags, count * 2);
        }
        starts[count] = start;
        flags[count++] = flag;
    }

    /** How many there are. */
    public int count() {
        return count;
    }

    /** The first token of a clause. */
    public int first(int clause) {
        return starts[clause];
    }

    /** The token after the last of a clause. */
    public int end(int clause) {
        return clause + 1 < count ? starts[clause + 1] : tokens;
    }

    /** Whether a clause is the first of a sentence. */
    public boolean opens(int clause) {
        return (flags[clause] & OPENS) != 0;
    }

    /** Whether a clause begins with a word of contrast. */
    public boolean contrasts(int clause) {
        return (flags[clause] & CONTRASTS) != 0;
    }

    /** The clause that holds a token. */
    public int holding(int token) {
        int low = 0;
        int high = count - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (starts[middle] <= token) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
