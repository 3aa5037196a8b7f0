package io.antiphon.insight.tools;

import io.antiphon.insight.models.Bag;
import io.antiphon.insight.models.LinearModel;
import io.antiphon.insight.models.ModelFile;
import io.antiphon.insight.sentiment.Features;
import io.antiphon.insight.text.Reading;
import io.antiphon.insight.topics.TopicFeatures;

/** The kinds of models, what each sees of a row, and which model of a file answers it. */
final class Asked {

    static final String SENTIMENT = "sentiment";
    static final String TOPICS = "topics";
    /** The model for whole texts. */
    static final String DOCUMENT = "document";
    /** The model for places in texts. */
    static final String ASPECT = "aspect";

    private Asked() {}

    static Bag bag(String kind, Row row) {
        Reading reading = Reading.of(row.text());
        if (kind.equals(TOPICS)) {
            return TopicFeatures.of(reading);
        }
        return row.hasAspect() ? Features.of(reading, row.from(), row.to()) : Features.of(reading);
    }

    static String part(String kind, Row row) {
        return kind.equals(SENTIMENT) && row.hasAspect() ? ASPECT : DOCUMENT;
    }

    static LinearModel model(ModelFile file, String name, String part) throws Usage {
        return file.model(part)
                .orElseThrow(() -> new Usage(name + " was trained "
                        + (part.equals(ASPECT)
                                ? "with whole texts only and cannot tell the feeling about an aspect"
                                : "with aspects only and cannot tell the feeling of a whole text")));
    }
}
