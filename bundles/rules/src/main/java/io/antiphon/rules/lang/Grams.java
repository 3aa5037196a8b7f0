package io.antiphon.rules.lang;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/** Finds in one pass over a text which rules' phrases could be in it, by their first characters. */
final class Grams {

    /** How many characters are looked at. */
    static final int SIZE = 3;

    /** Begins the keys of phrases. */
    static final String PREFIX = "\"";

    private static final int BITS = 1 << 16;

    private final BitSet maybe = new BitSet(BITS);
    private final Map<Long, List<Integer>> rules = new HashMap<>();

    void add(String gram, int rule) {
        long code = code(gram.charAt(0), gram.charAt(1), gram.charAt(2));
        maybe.set(hash(code));
        rules.computeIfAbsent(code, any -> new ArrayList<>()).add(rule);
    }

    boolean isEmpty() {
        return rules.isEmpty();
    }

    /** Tells the rules with a phrase that begins somewhere in a text as it might. */
    void in(String text, IntConsumer found) {
        int end = text.length() - SIZE;
        for (int i = 0; i <= end; i++) {
            long code = code(text.charAt(i), text.charAt(i + 1), text.charAt(i + 2));
            if (maybe.get(hash(code))) {
                List<Integer> there = rules.get(code);
                if (there != null) {
                    there.forEach(found::accept);
                }
            }
        }
    }

    private static long code(char one, char two, char three) {
        return (long) one << 32 | (long) two << 16 | three;
    }

    private static int hash(long code) {
        return (int) (code * 0x9E3779B97F4A7C15L >>> 48);
    }
}
