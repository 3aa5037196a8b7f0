package io.antiphon.insight.sentiment;

import io.antiphon.insight.models.Bag;
import io.antiphon.insight.models.Grams;
import io.antiphon.insight.text.Hash;
import io.antiphon.insight.text.Reading;
import io.antiphon.insight.text.Segments;
import io.antiphon.insight.text.Tokens;

/** What a model of feelings sees: of a whole text, or of a place in it. A model is of use with the features it was trained with only. */
public final class Features {

    private static final Grams GRAMS = new Grams(2, 3, 5, 1, 0.5f);
    private static final Grams NEAR = new Grams(2, 3, 4, 1, 0.3f);
    private static final float FEELING = 2;

    private static final int BESIDE = 5;

    private static final long ALL = Hash.of("all");
    private static final long NEGATED = Hash.of("negated");
    private static final long GOOD = Hash.of("good");
    private static final long BAD = Hash.of("bad");
    private static final long SIGN = Hash.of("sign");
    private static final long LAST = Hash.of("last");
    private static final long CLAUSE = Hash.of("clause");
    private static final long ELSEWHERE = Hash.of("elsewhere");
    private static final long LEFT = Hash.of("left");
    private static final long RIGHT = Hash.of("right");
    private static final long SUBJECT = Hash.of("subject");

    private Features() {}

    /** Of a whole text. */
    public static Bag of(Reading reading) {
        return of(reading, Clues.of(Lexicon.shipped(), reading));
    }

    /** Of a place in a text: units from one up to another. */
    public static Bag of(Reading reading, int from, int to) {
        return at(reading, Clues.of(Lexicon.shipped(), reading), from, to);
    }

    static Bag at(Reading reading, Clues clues, int from, int to) {
        Tokens tokens = reading.tokens();
        int last = Math.max(0, tokens.count() - 1);
        int first = Math.min(tokens.at(from), last);
        int end = Math.min(tokens.at(Math.max(from, to - 1)), last) + 1;
        return tokens.count() == 0 ? new Bag(0) : of(reading, clues, first, Math.max(first + 1, end));
    }

    /** Of a whole text. */
    static Bag of(Reading reading, Clues clues) {
        Tokens tokens = reading.tokens();
        Bag bag = GRAMS.of(reading);
        for (int i = 0; i < tokens.count(); i++) {
            if (clues.negated[i] && tokens.isWord(i)) {
                bag.add(Hash.pair(NEGATED, tokens.hash(i)), 1);
            }
        }
        feelings(clues, 0, tokens.count(), ALL, FEELING, bag);
        return bag;
    }

    /** What the lexicon says of a range of tokens. */
    private static void feelings(Clues clues, int from, int to, long salt, float value, Bag bag) {
        float good = 0;
        float bad = 0;
        float last = 0;
        for (int i = from; i < to; i++) {
            float feeling = clues.feelings[i];
            if (feeling > 0) {
                good += feeling;
                last = feeling;
            } else if (feeling < 0) {
                bad -= feeling;
                last = feeling;
            }
        }
        if (good > 0) {
            bag.add(Hash.pair(salt, GOOD), value * (float) Math.log1p(good));
        }
        if (bad > 0) {
            bag.add(Hash.pair(salt, BAD), value * (float) Math.log1p(bad));
        }
        int sign = good > bad ? 2 : bad > good ? 1 : good > 0 ? 3 : 0;
        bag.add(Hash.pair(salt, SIGN + sign), value);
        bag.add(Hash.pair(salt, LAST + (last > 0 ? 2 : last < 0 ? 1 : 0)), value * 0.5f);
    }

    /** Of a place in it: tokens from one up to another. */
    private static Bag of(Reading reading, Clues clues, int from, int to) {
        Tokens tokens = reading.tokens();
        Segments segments = reading.segments();
        int clause = segments.holding(from);
        int first = segments.first(clause);
        int end = Math.max(to, segments.end(clause));
        Bag bag = new Bag(512);
        NEAR.words(tokens, first, from, CLAUSE, 1, bag);
        NEAR.words(tokens, to, end, CLAUSE, 1, bag);
        NEAR.characters(reading, first, from, CLAUSE, 1, bag);
        NEAR.characters(reading, to, end, CLAUSE, 1, bag);
        beside(tokens, clues, from, to, first, end, bag);
        feelings(clues, first, end, CLAUSE, FEELING, bag);
        int sentence = clause;
        while (!segments.opens(sentence) && sentence > 0) {
            sentence--;
        }
        int next = clause + 1;
        while (next < segments.count() && !segments.opens(next)) {
            next++;
        }
        int sentenceFrom = segments.first(sentence);
        int sentenceTo = segments.end(next - 1);
        NEAR.words(tokens, sentenceFrom, first, ELSEWHERE, 0.3f, bag);
        NEAR.words(tokens, end, sentenceTo, ELSEWHERE, 0.3f, bag);
        feelings(clues, sentenceFrom, first, LEFT, FEELING * 0.4f, bag);
        feelings(clues, end, sentenceTo, RIGHT, FEELING * 0.4f, bag);
        nearest(clues, from, to, sentenceFrom, sentenceTo, bag);
        for (int i = from; i < to; i++) {
            bag.add(Hash.pair(SUBJECT, tokens.hash(i)), 1);
        }
        return bag;
    }

    /** The words beside it, each by its side and how near it is. */
    private static void beside(Tokens tokens, Clues clues, int from, int to, int first, int end, Bag bag) {
        long before = SUBJECT;
        for (int i = to; i < Math.min(end, to + BESIDE); i++) {
            float near = 1.5f / (1 + (i - to) * 0.3f);
            long hash = clues.negated[i] ? Hash.pair(NEGATED, tokens.hash(i)) : tokens.hash(i);
            bag.add(Hash.pair(RIGHT, hash), near);
            bag.add(Hash.pair(RIGHT, Hash.pair(before, hash)), near);
            before = hash;
        }
        before = SUBJECT;
        for (int i = from - 1; i >= Math.max(first, from - BESIDE); i--) {
            float near = 1.5f / (1 + (from - 1 - i) * 0.3f);
            long hash = clues.negated[i] ? Hash.pair(NEGATED, tokens.hash(i)) : tokens.hash(i);
            bag.add(Hash.pair(LEFT, hash), near);
            bag.add(Hash.pair(LEFT, Hash.pair(before, hash)), near);
            before = hash;
        }
    }

    /** What is felt nearest to it, on either side, and all that is felt in the sentence, the nearer the more. */
    private static void nearest(Clues clues, int from, int to, int first, int end, Bag bag) {
        float good = 0;
        float bad = 0;
        int left = -1;
        for (int i = from - 1; i >= first; i--) {
            float feeling = clues.feelings[i];
            if (feeling != 0) {
                left = left < 0 ? i : left;
                float near = feeling / (from - i);
                good += Math.max(0, near);
                bad -= Math.min(0, near);
            }
        }
        int right = -1;
        for (int i = from; i < end; i++) {
            float feeling = clues.feelings[i];
            if (feeling != 0) {
                right = right < 0 ? i : right;
                float near = feeling / Math.max(1, i - to + 1);
                good += Math.max(0, near);
                bad -= Math.min(0, near);
            }
        }
        bag.add(Hash.pair(SUBJECT, GOOD), FEELING * good);
        bag.add(Hash.pair(SUBJECT, BAD), FEELING * bad);
        if (left >= 0) {
            bag.add(Hash.pair(LEFT, SIGN + sign(clues, left) + distance(from - left)), FEELING * 0.5f);
        }
        if (right >= 0) {
            bag.add(Hash.pair(RIGHT, SIGN + sign(clues, right) + distance(right - to + 1)), FEELING * 0.5f);
        }
    }

    private static int sign(Clues clues, int token) {
        return clues.feelings[token] > 0 ? 100 : 200;
    }

    private static int distance(int tokens) {
        return tokens <= 1 ? 1 : tokens <= 3 ? 3 : tokens <= 6 ? 6 : 9;
    }
}
