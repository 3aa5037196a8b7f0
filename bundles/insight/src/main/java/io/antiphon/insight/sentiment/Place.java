package io.antiphon.insight.sentiment;

import io.antiphon.insight.text.Hash;
import io.antiphon.insight.text.Reading;
import io.antiphon.insight.text.Segments;
import io.antiphon.insight.text.Tokens;
import java.util.Arrays;
import java.util.stream.Stream;

/** Where in a text something is spoken of: its tokens, those of its clause and of its sentence, each up to the one after the last. */
record Place(int from, int to, int clauseFrom, int clauseTo, int sentenceFrom, int sentenceTo) {

    private static final long[] AND = Stream.of(
                    "and", "и", "y", "e", "et", "und", "en", "i", "ve", "dan", "och", "si", "și", "और", "και", "та",
                    "و")
            .mapToLong(Hash::of)
            .sorted()
            .toArray();

    /**
     * The place of some tokens of a text that has some. Where a clause says something on both sides of an <i>and</i>, it is taken
     * for two.
     */
    static Place of(Reading reading, Clues clues, int from, int to) {
        Segments segments = reading.segments();
        int clause = segments.holding(from);
        int first = clause;
        while (first > 0 && !segments.opens(first)) {
            first--;
        }
        int next = clause + 1;
        while (next < segments.count() && !segments.opens(next)) {
            next++;
        }
        int clauseFrom = segments.first(clause);
        int clauseTo = Math.max(to, segments.end(clause));
        for (int i = from - 1; i > clauseFrom; i--) {
            if (isAnd(reading, i) && clues.feels(clauseFrom, i) && clues.feels(i, clauseTo)) {
                clauseFrom = i;
            }
        }
        for (int i = to; i < clauseTo; i++) {
            if (isAnd(reading, i) && clues.feels(clauseFrom, i) && clues.feels(i, clauseTo)) {
                clauseTo = i;
            }
        }
        return new Place(from, to, clauseFrom, clauseTo, segments.first(first), Math.max(to, segments.end(next - 1)));
    }

    private static boolean isAnd(Reading reading, int token) {
        return Arrays.binarySearch(AND, reading.tokens().hash(token)) >= 0;
    }

    /** The place of the units of a text that has tokens. */
    static Place ofUnits(Reading reading, Clues clues, int from, int to) {
        Tokens tokens = reading.tokens();
        int last = tokens.count() - 1;
        int first = Math.min(tokens.at(from), last);
        int end = Math.min(tokens.at(Math.max(from, to - 1)), last) + 1;
        return of(reading, clues, first, Math.max(first + 1, end));
    }
}
