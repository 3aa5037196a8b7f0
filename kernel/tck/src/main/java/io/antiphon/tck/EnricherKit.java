package io.antiphon.tck;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Enricher;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Signal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every enricher must keep to. A test extends it and names the enricher and some signals it understands. */
public abstract class EnricherKit {

    private static final int MOST_INSIGHTS = 256;

    /** The enricher under test. */
    protected abstract Enricher enricher();

    /** Signals in which the enricher finds something. */
    protected abstract List<Signal> understandable();

    @Test
    void itFindsSomethingInWhatItUnderstands() throws Exception {
        Enricher enricher = enricher();
        for (Signal signal : understandable()) {
            assertTrue(!enricher.enrich(signal, Samples.profile()).isEmpty(), () -> "Nothing found in " + signal);
        }
    }

    @Test
    void itHasAnAnswerToEverySignal() {
        Enricher enricher = enricher();
        for (Signal signal : all()) {
            for (Profile profile : List.of(Profile.ANONYMOUS, Samples.profile())) {
                List<Insight> insights =
                        assertDoesNotThrow(() -> enricher.enrich(signal, profile), () -> "It throws upon " + signal);
                assertNotNull(insights, () -> "No answer to " + signal);
                assertTrue(insights.size() <= MOST_INSIGHTS, () -> insights.size() + " insights on " + signal);
                insights.forEach(insight -> assertWithin(signal, insight));
            }
        }
    }

    private static void assertWithin(Signal signal, Insight insight) {
        Insight.Span span = insight.span();
        String text = signal.text();
        assertTrue(
                span == null || text != null && span.to() <= text.length(),
                () -> insight + " points behind the end of the text");
    }

    @Test
    void theSameSignalGivesTheSameInsightsFromAnyThread() throws Exception {
        Enricher enricher = enricher();
        Concurrently.assertSameAnswers(all(), signal -> enricher.enrich(signal, Samples.profile()));
    }

    private List<Signal> all() {
        return java.util.stream.Stream.concat(understandable().stream(), Samples.signals().stream())
                .toList();
    }
}
