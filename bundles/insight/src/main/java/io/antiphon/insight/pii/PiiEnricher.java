package io.antiphon.insight.pii;

import io.antiphon.spi.Enricher;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Named;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/** Says what is personal in a signal's text. */
@Component
@Named("pii")
public final class PiiEnricher implements Enricher {

    @Override
    public List<Insight> enrich(Signal signal, Profile profile) {
        String text = signal.text();
        if (text == null || text.isBlank()) {
            return List.of();
        }
        String giver = profile.traits().get("name") instanceof String name ? name : "";
        List<Insight> insights = new ArrayList<>();
        for (Found found : Pii.find(text, giver)) {
            Insight insight =
                    Insight.of("pii", found.kind(), found.confidence()).at(found.from(), found.to());
            insights.add(found.detail().isEmpty() ? insight : insight.details(Map.of("detail", found.detail())));
        }
        return insights;
    }
}
