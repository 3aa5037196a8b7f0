package io.antiphon.insight.topics;

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
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** Offers the enricher of topics, anew whenever a model in {@code models/} or the tree of tags, {@code etc/insight/taxonomy.txt}, is saved. */
@Component(immediate = true, service = Replaceable.class, configurationPid = TopicsSettings.PID)
@org.osgi.service.metatype.annotations.Designate(ocd = TopicsSettings.class)
public final class TopicsComponent implements Replaceable {

    private static final String NAME = "topics";

    private static final long MOST_BYTES = 4 << 20;

    private final Cues cues = Cues.shipped();
    private final TopicsSettings settings;
    private final TopicModels models;
    private final WatchedFile<ByUnit<Taxonomy>> taxonomies;
    private final Offered offered;
    private final Watch watch;
    private volatile Map<String, TopicModel> live = Map.of();

    /** The framework makes it. */
    @Activate
    public TopicsComponent(BundleContext context, TopicsSettings settings) throws IOException {
        String home = context.getProperty("antiphon.home");
        if (home == null || home.isBlank()) {
            throw new IllegalStateException("The property antiphon.home, the folder of all data, is not set");
        }
        this.settings = settings;
        this.offered = new Offered(context, NAME);
        this.models = new TopicModels(Path.of(home, "models"));
        this.taxonomies = new WatchedFile<>(
                Path.of(home, "etc", "insight", "taxonomy.txt"), new ByUnit<>(Map.of()), TopicsComponent::taxonomies);
        models.look(true);
        taxonomies.lookAtOnce();
        offer();
        watch = new Watch("antiphon-topics", this::look);
    }

    private static ByUnit<Taxonomy> taxonomies(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException("it has more than " + (MOST_BYTES >> 20) + " MB");
        }
        return Taxonomy.parse(Files.readAllLines(file, StandardCharsets.UTF_8));
    }

    private void look() {
        boolean newModels = models.look(false);
        boolean newTaxonomies = taxonomies.look();
        if (newModels || newTaxonomies) {
            offer();
        }
    }

    private void offer() {
        live = models.current();
        Replaced now = asking(live);
        offered.offer(now.enricher(), now.version());
    }

    private Replaced asking(Map<String, TopicModel> asked) {
        return new Replaced(
                new TopicsEnricher(asked, cues, taxonomies.current(), settings.least()), TopicModels.version(asked));
    }

    @Override
    public String enricher() {
        return NAME;
    }

    @Override
    public String kind() {
        return TopicModel.KIND;
    }

    @Override
    public Replaced with(String name, ModelFile file) throws IOException {
        return asking(TopicModels.with(live, name, file));
    }

    @Deactivate
    void stop() {
        watch.close();
        offered.close();
    }
}
