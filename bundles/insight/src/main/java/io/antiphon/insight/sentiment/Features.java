package io.antiphon.insight.sentiment;

import io.antiphon.insight.models.Bag;
import io.antiphon.insight.models.CommonFeatures;
import io.antiphon.insight.models.Grams;
import io.antiphon.insight.text.Hash;
import io.antiphon.insight.text.Reading;
import io.antiphon.insight.text.Tokens;

/** What a model of feelings sees: of a whole text, or of a place in it. A model is of use with the features it was trained with only. */
final class Features {

    private static final Grams WORDS = new Grams(2, 0, 0, 1, 0);
    private static final int EXTRA = 32;
    private static final float FEELING = 2;

    private static final float FAR = 0.35f;
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
    static Bag of(Reading reading, Clues clues) {
        Bag bag = CommonFeatures.of(reading).bag();
        add(reading, clues, bag);
        return bag;
    }

    /** Of a whole text what is not in common with other models. */
    static Bag own(Reading reading, Clues clues) {
        Bag bag = new Bag(EXTRA);
        add(reading, clues, bag);
        return bag;
    }

    private static void add(Reading reading, Clues clues, Bag bag) {
        Tokens tokens = reading.tokens();
        for (int i = 0; i < tokens.count(); i++) {
            if (clues.negated[i] && tokens.isWord(i)) {
                bag.add(Hash.pair(NEGATED, tokens.hash(i)), 1);
            }
        }
        feelings(clues, 0, tokens.count(), ALL, FEELING, bag);
    }

    /** Of a whole text in whatever language. */
    static Bag ofAny(Reading reading, Clues clues) {
        Bag bag = new Bag(16);
        feelings(clues, 0, reading.tokens().count(), ALL, FEELING, bag);
        return bag;
    }

    /** Of a place in a text. */
    static Bag at(Reading reading, Clues clues, Place place) {
        Tokens tokens = reading.tokens();
        Bag bag = new Bag(256);
        WORDS.words(tokens, place.clauseFrom(), place.from(), CLAUSE, 1, bag);
        WORDS.words(tokens, place.to(), place.clauseTo(), CLAUSE, 1, bag);
        beside(tokens, clues, place, bag);
        WORDS.words(tokens, place.sentenceFrom(), place.clauseFrom(), ELSEWHERE, FAR, bag);
        WORDS.words(tokens, place.clauseTo(), place.sentenceTo(), ELSEWHERE, FAR, bag);
        around(clues, place, bag);
        for (int i = place.from(); i < place.to(); i++) {
            bag.add(Hash.pair(SUBJECT, tokens.hash(i)), 1);
        }
        return bag;
    }

    /** Of a place in a text in whatever language. */
    static Bag atAny(Clues clues, Place place) {
        Bag bag = new Bag(32);
        around(clues, place, bag);
        return bag;
    }

    private static void around(Clues clues, Place place, Bag bag) {
        feelings(clues, place.clauseFrom(), place.clauseTo(), CLAUSE, FEELING, bag);
        feelings(clues, place.sentenceFrom(), place.clauseFrom(), LEFT, FEELING * FAR, bag);
        feelings(clues, place.clauseTo(), place.sentenceTo(), RIGHT, FEELING * FAR, bag);
        nearest(clues, place, bag);
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
            bag.add(Hash.pair(salt, GOOD), value * (float) Math.log(1 + good));
        }
        if (bad > 0) {
            bag.add(Hash.pair(salt, BAD), value * (float) Math.log(1 + bad));
        }
        int sign = good > bad ? 2 : bad > good ? 1 : good > 0 ? 3 : 0;
        bag.add(Hash.pair(salt, SIGN + sign), value);
        bag.add(Hash.pair(salt, LAST + (last > 0 ? 2 : last < 0 ? 1 : 0)), value * 0.5f);
    }

    /** The words beside it, each by its side and how near it is. */
    private static void beside(Tokens tokens, Clues clues, Place place, Bag bag) {
        int from = place.from();
        int to = place.to();
        long before = SUBJECT;
        for (int i = to; i < Math.min(place.clauseTo(), to + BESIDE); i++) {
            float near = 1.5f / (1 + (i - to) * 0.3f);
            long hash = clues.negated[i] ? Hash.pair(NEGATED, tokens.hash(i)) : tokens.hash(i);
            bag.add(Hash.pair(RIGHT, hash), near);
            bag.add(Hash.pair(RIGHT, Hash.pair(before, hash)), near);
            before = hash;
        }
        before = SUBJECT;
        for (int i = from - 1; i >= Math.max(place.clauseFrom(), from - BESIDE); i--) {
            float near = 1.5f / (1 + (from - 1 - i) * 0.3f);
            long hash = clues.negated[i] ? Hash.pair(NEGATED, tokens.hash(i)) : tokens.hash(i);
            bag.add(Hash.pair(LEFT, hash), near);
            bag.add(Hash.pair(LEFT, Hash.pair(before, hash)), near);
            before = hash;
        }
    }

    /** What is felt nearest to it, on either side, and all that is felt in the sentence, the nearer the more. */
    private static void nearest(Clues clues, Place place, Bag bag) {
        int from = place.from();
        int to = place.to();
        float good = 0;
        float bad = 0;
        int left = -1;
        for (int i = from - 1; i >= place.sentenceFrom(); i--) {
            float feeling = clues.feelings[i];
            if (feeling != 0) {
                left = left < 0 ? i : left;
                float near = feeling / (from - i);
                good += Math.max(0, near);
                bad -= Math.min(0, near);
            }
        }
        int right = -1;
        for (int i = from; i < place.sentenceTo(); i++) {
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
