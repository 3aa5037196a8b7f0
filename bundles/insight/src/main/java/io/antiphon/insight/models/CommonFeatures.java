package io.antiphon.insight.models;

import io.antiphon.insight.text.Reading;
import io.antiphon.insight.text.Tokens;
import java.util.Arrays;

/**
 * The words and pieces of words of a text, as most models see them: made once for all that ask. A model is of use with the
 * features it was trained with only. To be read only; for any number of threads.
 */
public final class CommonFeatures {

    private static final Grams GRAMS = new Grams(2, 2, 4, 1, 0.7f);

    private final Reading reading;
    private final Bag rows;
    /** The tokens whose pieces count, and what tells each from words spelled otherwise. */
    private final int[] spelled;

    private final long[] spellings;

    private CommonFeatures(Reading reading) {
        this.reading = reading;
        Tokens tokens = reading.tokens();
        rows = new Bag(tokens.count() * 2);
        GRAMS.words(reading, rows);
        int[] found = new int[tokens.count()];
        int count = 0;
        for (int i = 0; i < found.length; i++) {
            if (Grams.isSpelled(tokens, i)) {
                found[count++] = i;
            }
        }
        spelled = Arrays.copyOf(found, count);
        spellings = new long[count];
        for (int i = 0; i < count; i++) {
            spellings[i] = Grams.spelling(reading, spelled[i]);
        }
    }

    /** Those of a text. */
    public static CommonFeatures of(Reading reading) {
        return reading.part(CommonFeatures.class, CommonFeatures::new);
    }

    /** All of them, to which others can be added. */
    public Bag bag() {
        Bag all = rows.copy(reading.chars().length * 4);
        for (int i = 0; i < spelled.length; i++) {
            GRAMS.pieces(reading, spelled[i], all);
        }
        return all;
    }

    /** The rows of words alone. */
    Bag rows() {
        return rows;
    }

    /** How many words there are whose pieces count. */
    int words() {
        return spelled.length;
    }

    /** The same for each word spelled alike. */
    long spelling(int word) {
        return spellings[word];
    }

    /** The pieces of a word. */
    Bag pieces(int word) {
        Bag pieces = new Bag(48);
        GRAMS.pieces(reading, spelled[word], pieces);
        return pieces;
    }
}
