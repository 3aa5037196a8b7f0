package io.antiphon.scripting.kinds;

import io.antiphon.spi.Enricher;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Signal;
import java.util.List;
import java.util.Objects;

/** An enricher written in JavaScript. */
public final class ScriptEnricher implements Enricher {

    private final Edition edition;

    /** The enricher of an edition of that kind. */
    public ScriptEnricher(Edition edition) {
        this.edition = edition;
    }

    @Override
    public List<Insight> enrich(Signal signal, Profile profile) {
        return edition.use(
                "enrich",
                ready ->
                        Shapes.insights(Objects.requireNonNull(ready.first).call(Arguments.enriched(signal, profile))));
    }
}
