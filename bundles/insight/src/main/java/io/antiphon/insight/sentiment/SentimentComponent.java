package io.antiphon.insight.sentiment;

import io.antiphon.insight.models.ByUnit;
import io.antiphon.insight.models.ModelFile;
import io.antiphon.insight.models.Offered;
import io.antiphon.insight.models.Replaceable;
import io.antiphon.insight.models.Watch;
import io.antiphon.insight.models.WatchedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Offers the enricher of feelings, anew whenever {@code models/sentiment.model}, which counts instead of the shipped one, or
 * {@code etc/insight/subjects.txt}, the brands and aspects of interest, is saved.
 */
@Component(immediate = true, service = Replaceable.class, configurationPid = SentimentSettings.PID)
@org.osgi.service.metatype.annotations.Designate(ocd = SentimentSettings.class)
public final class SentimentComponent implements Replaceable {

    private static final String NAME = "sentiment";

    private static final long MOST_BYTES = 4 << 20;

    private final Subjects shipped = Subjects.shipped();
    private final SentimentSettings settings;
    private final WatchedFile<SentimentModel> model;
    private final WatchedFile<ByUnit<Subjects>> subjects;
    private final Offered offered;
    private final Watch watch;

    /** The framework makes it. */
    @Activate
    public SentimentComponent(BundleContext context, SentimentSettings settings) throws IOException {
        String home = context.getProperty("antiphon.home");
        if (home == null || home.isBlank()) {
            throw new IllegalStateException("The property antiphon.home, the folder of all data, is not set");
        }
        this.settings = settings;
        this.offered = new Offered(context, NAME);
        this.model = new WatchedFile<>(
                Path.of(home, "models", NAME + ".model"),
                new SentimentModel(SentimentModel.shippedFile()),
                file -> complete(ModelFile.read(file)));
        this.subjects = new WatchedFile<>(
                Path.of(home, "etc", "insight", "subjects.txt"), new ByUnit<>(Map.of()), SentimentComponent::subjects);
        model.lookAtOnce();
        subjects.lookAtOnce();
        offer();
        watch = new Watch("antiphon-sentiment", this::look);
    }

    private static SentimentModel complete(ModelFile file) throws IOException {
        SentimentModel read = new SentimentModel(file);
        for (SentimentModel.Part part : SentimentModel.Part.values()) {
            if (!read.has(part)) {
                throw new IOException(
                        "it has no part " + part.model()
                                + "; train it with whole texts and with aspects: train sentiment TEXTS.csv ASPECTS.csv --out MODEL");
            }
        }
        return read;
    }

    private static ByUnit<Subjects> subjects(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException("it has more than " + (MOST_BYTES >> 20) + " MB");
        }
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        return new ByUnit<>(Subjects.parse(lines));
    }

    private void look() {
        boolean newModel = model.look();
        boolean newSubjects = subjects.look();
        if (newModel || newSubjects) {
            offer();
        }
    }

    private void offer() {
        Replaced now = asking(model.current());
        offered.offer(now.enricher(), now.version());
    }

    private Replaced asking(SentimentModel asked) {
        Feelings feelings = new Feelings(asked, settings.least(), settings.names());
        return new Replaced(new SentimentEnricher(feelings, shipped, subjects.current()), asked.version());
    }

    @Override
    public String enricher() {
        return NAME;
    }

    @Override
    public String kind() {
        return SentimentModel.KIND;
    }

    @Override
    public Replaced with(String name, ModelFile file) throws IOException {
        if (!name.equals(NAME)) {
            throw new IOException(
                    "it was trained for feelings, and its model is live as " + NAME + ".model only: give it that name");
        }
        return asking(complete(file));
    }

    @Deactivate
    void stop() {
        watch.close();
        offered.close();
    }
}
