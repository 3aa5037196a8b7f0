package io.antiphon.insight.topics;

import io.antiphon.insight.models.Bag;
import io.antiphon.insight.models.Grams;
import io.antiphon.insight.text.Reading;

/** What all models of topics see of a text. A model is of use with the features it was trained with only. */
public final class TopicFeatures {

    private static final Grams GRAMS = new Grams(2, 2, 4, 1, 0.7f);

    private TopicFeatures() {}

    /** The features of a text. */
    public static Bag of(Reading reading) {
        return GRAMS.of(reading);
    }
}
