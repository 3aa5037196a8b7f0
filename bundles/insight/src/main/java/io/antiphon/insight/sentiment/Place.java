package io.antiphon.insight.sentiment;

import io.antiphon.insight.text.Reading;
import io.antiphon.insight.text.Segments;
import io.antiphon.insight.text.Tokens;

/** Where in a text something is spoken of: its tokens, those of its clause and of its sentence, each up to the one after the last. */
record Place(int from, int to, int clauseFrom, int clauseTo, int sentenceFrom, int sentenceTo) {

    /** The place of some tokens of a text that has some. */
    static Place of(Reading reading, int from, int to) {
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
        return new Place(
                from,
                to,
                segments.first(clause),
                Math.max(to, segments.end(clause)),
                segments.first(first),
                Math.max(to, segments.end(next - 1)));
    }

    /** The place of the units of a text that has tokens. */
    static Place ofUnits(Reading reading, int from, int to) {
        Tokens tokens = reading.tokens();
        int last = tokens.count() - 1;
        int first = Math.min(tokens.at(from), last);
        int end = Math.min(tokens.at(Math.max(from, to - 1)), last) + 1;
        return of(reading, first, Math.max(first + 1, end));
    }
}
