package io.antiphon.insight.again;

import io.antiphon.spi.Enricher;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Signal;
import java.util.List;

/** An enricher under its name and version, as the road calls it. */
record Plugged(String name, String version, Enricher enricher) {

    /** What it finds. */
    List<Insight> ask(Signal signal, Profile profile) throws Exception {
        return enricher.enrich(signal, profile).stream()
                .map(insight -> insight.by(name, version))
                .toList();
    }
}
