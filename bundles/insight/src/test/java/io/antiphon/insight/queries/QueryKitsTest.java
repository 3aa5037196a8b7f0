package io.antiphon.insight.queries;

import io.antiphon.spi.Enricher;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Fold;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Signal;
import io.antiphon.tck.EnricherKit;
import io.antiphon.tck.FoldKit;
import io.antiphon.tck.Samples;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;

class QueryKitsTest {

    @Nested
    class QueriesEnricherKit extends EnricherKit {
        private final Live live = new Live(
                Map.of("care", QuerySet.read("care", "late -> delivery\n    late*\né\n    é*\nany\n    kind:*\n")),
                new Frequencies());

        @Override
        protected Enricher enricher() {
            return new QueriesEnricher(() -> live);
        }

        @Override
        protected List<Signal> understandable() {
            return List.of(Signal.of("message").text("it came later").build());
        }
    }

    @Nested
    class QueryHitsKit extends FoldKit {
        @Override
        protected Fold fold() {
            return new QueryHits();
        }

        @Override
        protected List<Entry> entries() {
            return Samples.entries().stream()
                    .map(entry -> entry instanceof Entry.Understood understood
                            ? new Entry.Understood(
                                    understood.position(),
                                    understood.id(),
                                    understood.at(),
                                    understood.heard(),
                                    understood.profile(),
                                    List.of(Insight.of("query", "care/late"), Insight.of("topic", "late")))
                            : entry)
                    .toList();
        }
    }
}
