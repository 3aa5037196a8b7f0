package io.antiphon.rules.lang;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/** Finds in one pass over a text which rules' phrases could be in it, by some characters of each. */
final class Grams {

    /** How many characters are looked at. */
    static final int SIZE = 3;

    /** Begins the keys of phrases. */
    static final String PREFIX = "\"";

    private static final int BITS = 1 << 16;

    private final List<Phrase> phrases = new ArrayList<>();
    private final BitSet maybe = new BitSet(BITS);
    private final Map<Long, List<Integer>> rules = new HashMap<>();

    private record Phrase(String text, int rule) {}

    /** Files phrases, each under the characters of it that the fewest others have. */
    void file() {
        Map<Long, Integer> common = new HashMap<>();
        for (Phrase phrase : phrases) {
            for (int i = 0; i + SIZE <= phrase.text().length(); i++) {
                common.merge(code(phrase.text(), i), 1, Integer::sum);
            }
        }
        for (Phrase phrase : phrases) {
            long best = code(phrase.text(), 0);
            for (int i = 1; i + SIZE <= phrase.text().length(); i++) {
                long code = code(phrase.text(), i);
                best = common.getOrDefault(code, 0) < common.getOrDefault(best, 0) ? code : best;
            }
            maybe.set(hash(best));
            rules.computeIfAbsent(best, any -> new ArrayList<>()).add(phrase.rule());
        }
    }

    void add(String phrase, int rule) {
        phrases.add(new Phrase(phrase, rule));
    }

    boolean isEmpty() {
        return phrases.isEmpty();
    }

    /** Tells the rules with a phrase that might be in a text. */
    void in(String text, IntConsumer found) {
        int end = text.length() - SIZE;
        for (int i = 0; i <= end; i++) {
            long code = code(text, i);
            if (maybe.get(hash(code))) {
                List<Integer> there = rules.get(code);
                if (there != null) {
                    there.forEach(found::accept);
                }
            }
        }
    }

    private static long code(String text, int at) {
        return (long) text.charAt(at) << 32 | (long) text.charAt(at + 1) << 16 | text.charAt(at + 2);
    }

    private static int hash(long code) {
        return (int) (code * 0x9E3779B97F4A7C15L >>> 48);
    }
}
