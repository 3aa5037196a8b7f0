package io.antiphon.insight.tools;

import io.antiphon.insight.models.CommonFeatures;
import io.antiphon.insight.models.LinearModel;
import io.antiphon.insight.models.ModelFile;
import io.antiphon.insight.sentiment.SentimentModel;
import io.antiphon.insight.sentiment.SentimentModel.Part;
import io.antiphon.insight.text.Reading;
import io.antiphon.insight.topics.TopicModel;
import java.io.IOException;
import java.util.List;

/** A model as it is asked about rows. */
interface Asked {

    /** What it tells apart. */
    List<String> labels();

    /** Its confidence in each. */
    float[] confidences(Row row);

    /** The model of a file that answers rows like one. */
    static Asked of(ModelFile file, String name, Row like) throws Usage, IOException {
        if (file.kind().equals(SentimentModel.KIND)) {
            SentimentModel model = new SentimentModel(file);
            Part part = like.hasAspect() ? Part.ASPECT : Part.DOCUMENT;
            if (!model.has(part)) {
                throw new Usage(name + " was trained "
                        + (like.hasAspect()
                                ? "with whole texts only and cannot tell the feeling about an aspect"
                                : "with aspects only and cannot tell the feeling of a whole text"));
            }
            return feelings(model, part);
        }
        return topics(new TopicModel(file));
    }

    private static Asked feelings(SentimentModel model, Part part) {
        return new Asked() {
            @Override
            public List<String> labels() {
                return model.labels(part);
            }

            @Override
            public float[] confidences(Row row) {
                Reading reading = Reading.of(row.text());
                return part == Part.ASPECT ? model.aspect(reading, row.from(), row.to()) : model.document(reading);
            }
        };
    }

    private static Asked topics(TopicModel topics) {
        LinearModel model = topics.model();
        return new Asked() {
            @Override
            public List<String> labels() {
                return model.labels();
            }

            @Override
            public float[] confidences(Row row) {
                return model.confidences(CommonFeatures.of(Reading.of(row.text())));
            }
        };
    }
}
