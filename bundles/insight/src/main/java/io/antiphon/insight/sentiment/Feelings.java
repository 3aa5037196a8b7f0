package io.antiphon.insight.sentiment;

import io.antiphon.insight.models.Confidence;
import io.antiphon.insight.models.LinearModel;
import io.antiphon.insight.sentiment.Mentions.Mention;
import io.antiphon.insight.text.Reading;
import io.antiphon.insight.text.Tokens;
import io.antiphon.spi.Insight;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The feelings in a text: of the whole, and about each subject it speaks of. Immutable. */
final class Feelings {

    /** The type of its insights. */
    static final String TYPE = "sentiment";

    private static final String POSITIVE = "positive";
    private static final String NEGATIVE = "negative";
    private static final String NEUTRAL = "neutral";
    private static final String MIXED = "mixed";

    private final SentimentModel model;
    private final double least;
    private final boolean names;

    /**
     * Feelings told by a model.
     *
     * @param least the confidence from which it says so
     * @param names whether names in no list count, where they are surely names
     */
    Feelings(SentimentModel model, double least, boolean names) {
        this.model = model;
        this.least = least;
        this.names = names;
    }

    private record Felt(String value, double confidence) {}

    /** One insight a subject and feeling, then one of the whole. */
    List<Insight> in(Reading reading, List<Subjects> lists) {
        Tokens tokens = reading.tokens();
        if (tokens.count() == 0) {
            return List.of();
        }
        Clues clues = Clues.of(reading);
        boolean knows = model.knows(reading);
        Map<String, Insight> about = new LinkedHashMap<>();
        for (Mention mention : Mentions.of(reading, lists, names)) {
            Felt felt = felt(reading, clues, mention, knows);
            if (felt.confidence() >= least && !felt.value().equals(NEUTRAL)) {
                Insight insight = Insight.of(TYPE, felt.value(), felt.confidence())
                        .about(mention.subject().name())
                        .at(tokens.from(mention.from()), tokens.to(mention.to() - 1))
                        .details(Map.of(
                                "subject", mention.subject().sort().name().toLowerCase(Locale.ROOT)));
                about.merge(
                        mention.subject().name() + '\0' + felt.value(),
                        insight,
                        (one, other) -> other.confidence() > one.confidence() ? other : one);
            }
        }
        List<Insight> all = new ArrayList<>(about.values());
        Felt whole = whole(reading, clues, all);
        if (whole.confidence() >= least) {
            all.add(Insight.of(TYPE, whole.value(), whole.confidence()));
        }
        return all;
    }

    private Felt felt(Reading reading, Clues clues, Mention mention, boolean knows) {
        Place place = Place.of(reading, clues, mention.from(), mention.to());
        return best(model.labels(SentimentModel.Part.ASPECT), model.aspect(reading, clues, place, knows));
    }

    /** Mixed if subjects are felt about in opposite ways, else what the model says of the whole. */
    private Felt whole(Reading reading, Clues clues, List<Insight> about) {
        double good = strongest(about, POSITIVE);
        double bad = strongest(about, NEGATIVE);
        if (good > 0 && bad > 0) {
            return new Felt(MIXED, Math.min(good, bad));
        }
        return best(model.labels(SentimentModel.Part.DOCUMENT), model.document(reading, clues));
    }

    private static double strongest(List<Insight> about, String value) {
        double most = 0;
        for (Insight insight : about) {
            most = insight.value().equals(value) ? Math.max(most, insight.confidence()) : most;
        }
        return most;
    }

    private static Felt best(List<String> labels, float[] confidences) {
        int best = LinearModel.best(confidences);
        return new Felt(labels.get(best), Confidence.told(confidences[best]));
    }

    /** All values it may give. */
    static Set<String> values() {
        return Set.of(POSITIVE, NEGATIVE, NEUTRAL, MIXED);
    }
}
