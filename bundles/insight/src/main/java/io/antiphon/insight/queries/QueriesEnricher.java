package io.antiphon.insight.queries;

import io.antiphon.spi.Enricher;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Signal;
import java.util.List;
import java.util.function.Supplier;

/** Says which listening queries a signal matches. */
final class QueriesEnricher implements Enricher {

    private final Supplier<Live> live;

    QueriesEnricher(Supplier<Live> live) {
        this.live = live;
    }

    @Override
    public List<Insight> enrich(Signal signal, Profile profile) {
        return live.get().find(signal);
    }
}
