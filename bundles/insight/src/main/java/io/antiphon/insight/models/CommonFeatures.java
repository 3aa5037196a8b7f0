package io.antiphon.insight.models;

import io.antiphon.insight.text.Reading;

/**
 * The words and pieces of words of a text, as most models see them: made once for all that ask. A model is of use with the
 * features it was trained with only.
 */
public final class CommonFeatures {

    private static final Grams GRAMS = new Grams(2, 2, 4, 1, 0.7f);

    private CommonFeatures() {}

    /** The features of a text, to be read only. */
    public static Bag of(Reading reading) {
        return reading.part(Bag.class, GRAMS::of);
    }
}
