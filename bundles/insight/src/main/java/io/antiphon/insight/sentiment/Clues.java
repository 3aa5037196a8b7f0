package io.antiphon.insight.sentiment;

import io.antiphon.insight.text.Reading;
import io.antiphon.insight.text.Segments;
import io.antiphon.insight.text.Tokens;

/** How each token of a text feels by the lexicon, when what strengthens, weakens and negates it is reckoned with. */
public final class Clues {

    private static final int REACH = 4;
    private static final float STRONGER = 1.5f;
    private static final float WEAKER = 0.6f;
    private static final float NOT_GOOD = -0.8f;
    private static final float NOT_BAD = -0.5f;

    private final Lexicon lexicon;
    private final Tokens tokens;
    /** By token; 0 for one without feeling. */
    final float[] feelings;
    /** Whether a token is in the reach of a negation. */
    final boolean[] negated;

    private final byte[] codes;
    private int last = -1;

    private Clues(Lexicon lexicon, Tokens tokens) {
        this.lexicon = lexicon;
        this.tokens = tokens;
        feelings = new float[tokens.count()];
        negated = new boolean[tokens.count()];
        codes = new byte[tokens.count()];
    }

    /** Those of a text by the lexicon that comes with the product. */
    static Clues of(Reading reading) {
        return reading.part(Clues.class, some -> of(Lexicon.shipped(), some));
    }

    private static Clues of(Lexicon lexicon, Reading reading) {
        Tokens tokens = reading.tokens();
        Clues clues = new Clues(lexicon, tokens);
        clues.match(reading, reading.spoken() == 0 ? -1 : reading.spoken());
        Segments segments = reading.segments();
        for (int clause = 0; clause < segments.count(); clause++) {
            clues.weigh(segments.first(clause), segments.end(clause));
        }
        return clues;
    }

    /** All good and all bad feelings of a text, the latter with a minus. */
    public static float[] sums(Reading reading) {
        float good = 0;
        float bad = 0;
        for (float feeling : of(reading).feelings) {
            good += Math.max(0, feeling);
            bad += Math.min(0, feeling);
        }
        return new float[] {good, bad};
    }

    /** Whether a token from one up to another feels anything. */
    boolean feels(int from, int to) {
        for (int i = from; i < to; i++) {
            if (feelings[i] != 0) {
                return true;
            }
        }
        return false;
    }

    private void match(Reading reading, int allowed) {
        for (int i = 0; i < tokens.count(); i++) {
            byte kind = tokens.kind(i);
            if (kind == Tokens.PUNCTUATION || kind == Tokens.NUMBER && !startsPhrase(i)) {
                continue;
            }
            int match = lexicon.match(reading, tokens, i, allowed);
            if (match != 0) {
                int end = i + (match >>> 8) - 1;
                codes[end] = (byte) match;
                i = end;
            }
        }
    }

    private boolean startsPhrase(int i) {
        return i + 1 < tokens.count() && tokens.isWord(i + 1);
    }

    private void weigh(int first, int end) {
        int reach = 0;
        float strength = 1;
        int strengthReach = 0;
        last = -1;
        for (int i = first; i < end; i++) {
            byte code = codes[i];
            switch (code) {
                case 0 -> {}
                case Lexicon.NOT -> reach = REACH + 1;
                case Lexicon.NOT_BEFORE -> turnLast(i);
                case Lexicon.STRONGER -> {
                    strength = STRONGER;
                    strengthReach = REACH;
                }
                case Lexicon.STRONGER_BEFORE -> strengthenLast(i);
                case Lexicon.WEAKER -> {
                    strength = WEAKER;
                    strengthReach = REACH;
                }
                default -> {
                    float value = code * (strengthReach > 0 ? strength : 1);
                    feelings[i] = reach > 0 ? turned(value) : value;
                    last = i;
                    strength = 1;
                }
            }
            negated[i] = reach > 0 && code != Lexicon.NOT;
            reach = Math.max(0, reach - 1);
            strengthReach = Math.max(0, strengthReach - 1);
        }
    }

    private static float turned(float value) {
        return value * (value > 0 ? NOT_GOOD : NOT_BAD);
    }

    private void turnLast(int at) {
        if (last >= 0 && at - last <= REACH) {
            feelings[last] = turned(feelings[last]);
            last = -1;
        }
    }

    private void strengthenLast(int at) {
        if (last >= 0 && at - last <= 2) {
            feelings[last] *= STRONGER;
        }
    }
}
