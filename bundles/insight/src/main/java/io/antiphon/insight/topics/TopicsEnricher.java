package io.antiphon.insight.topics;

import io.antiphon.insight.models.ByUnit;
import io.antiphon.insight.models.CommonFeatures;
import io.antiphon.insight.models.Confidence;
import io.antiphon.insight.models.LinearModel;
import io.antiphon.insight.text.Reading;
import io.antiphon.insight.text.Readings;
import io.antiphon.insight.text.Tokens;
import io.antiphon.spi.Enricher;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Signal;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells what a signal is about and what is wanted. Thread-safe. */
public final class TopicsEnricher implements Enricher {

    /** The type of insights that tell a topic. */
    static final String TOPIC = "topic";

    private static final double LEAST = 0.5;
    private static final int MOST_TOPICS = 64;

    private final Map<String, TopicModel> models;
    private final Cues cues;
    private final ByUnit<Taxonomy> taxonomies;
    private final double least;

    /**
     * An enricher.
     *
     * @param models by name; the one named emotion tells emotions, the others topics
     * @param least the confidence from which a model's finding is told
     */
    TopicsEnricher(Map<String, TopicModel> models, Cues cues, ByUnit<Taxonomy> taxonomies, double least) {
        this.models = new LinkedHashMap<>(models);
        this.cues = cues;
        this.taxonomies = taxonomies;
        this.least = least;
    }

    /** One that knows what comes with the product, and nothing else. */
    public static TopicsEnricher shipped() throws IOException {
        return new TopicsEnricher(
                Map.of(TopicModels.EMOTION, TopicModels.emotion()), Cues.shipped(), new ByUnit<>(Map.of()), LEAST);
    }

    @Override
    public List<Insight> enrich(Signal signal, Profile profile) {
        Reading reading = Readings.of(signal);
        if (reading.tokens().count() == 0) {
            return List.of();
        }
        List<Insight> told = cues.in(reading);
        List<Taxonomy> trees = taxonomies.of(signal.unit());
        for (Map.Entry<String, TopicModel> model : models.entrySet()) {
            if (model.getValue().suits(reading)) {
                ask(model.getKey(), model.getValue(), reading, trees, told);
            }
        }
        for (Taxonomy tree : trees) {
            words(tree, reading, told);
        }
        return told;
    }

    private void ask(String name, TopicModel model, Reading reading, List<Taxonomy> trees, List<Insight> told) {
        float[] confidences = model.model().confidences(CommonFeatures.of(reading));
        int best = LinearModel.best(confidences);
        String label = model.model().labels().get(best);
        if (confidences[best] < least) {
            return;
        }
        Insight insight = Insight.of(TOPIC, label, Confidence.told(confidences[best]));
        if (name.equals(TopicModels.EMOTION)) {
            if (!label.equals("neutral")) {
                told.add(Insight.of("emotion", label, insight.confidence()));
            }
            return;
        }
        for (Taxonomy tree : trees) {
            var path = tree.path(name, label);
            if (path.isPresent()) {
                told.add(tag(path.get(), insight.confidence(), Map.of("model", name, "label", label)));
                return;
            }
        }
        told.add(insight.details(Map.of("model", name)));
    }

    private static Insight tag(String path, double confidence, Map<String, String> details) {
        Map<String, Object> all = new LinkedHashMap<>(details);
        all.put("path", path);
        return Insight.of(TOPIC, path.substring(path.lastIndexOf('/') + 1), confidence)
                .details(all);
    }

    private static void words(Taxonomy tree, Reading reading, List<Insight> told) {
        Tokens tokens = reading.tokens();
        tree.in(reading).forEach((path, found) -> {
            if (told.size() < MOST_TOPICS) {
                told.add(tag(path, 1, Map.of()).at(tokens.from(found.from()), tokens.to(found.to() - 1)));
            }
        });
    }
}
