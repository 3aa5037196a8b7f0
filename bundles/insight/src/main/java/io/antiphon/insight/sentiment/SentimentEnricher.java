package io.antiphon.insight.sentiment;

import io.antiphon.insight.models.ByUnit;
import io.antiphon.insight.text.Readings;
import io.antiphon.spi.Enricher;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Signal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tells how a signal feels, as a whole and about each brand and aspect in it. Thread-safe. */
public final class SentimentEnricher implements Enricher {

    private static final double LEAST = 0.4;

    private final Feelings feelings;
    private final Subjects shipped;
    private final ByUnit<Subjects> units;

    SentimentEnricher(Feelings feelings, Subjects shipped, ByUnit<Subjects> units) {
        this.feelings = feelings;
        this.shipped = shipped;
        this.units = units;
    }

    /** One that knows what comes with the product, and nothing else. */
    public static SentimentEnricher shipped() throws IOException {
        SentimentModel model = new SentimentModel(SentimentModel.shippedFile());
        return new SentimentEnricher(new Feelings(model, LEAST, true), Subjects.shipped(), new ByUnit<>(Map.of()));
    }

    @Override
    public List<Insight> enrich(Signal signal, Profile profile) {
        List<Subjects> lists = new ArrayList<>(units.of(signal.unit()));
        lists.add(shipped);
        return feelings.in(Readings.of(signal), lists);
    }
}
