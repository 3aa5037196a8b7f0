package io.antiphon.insight.sentiment;

import io.antiphon.spi.Enricher;
import io.antiphon.spi.Signal;
import io.antiphon.tck.EnricherKit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

class SentimentEnricherTest extends EnricherKit {

    @Override
    protected Enricher enricher() {
        try {
            return SentimentEnricher.shipped();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected List<Signal> understandable() {
        return List.of(
                Signal.of("message").text("The delivery was great, thank you!").build(),
                Signal.of("message").text("Ужасный сервис").build(),
                Signal.of("review").text("服务很好，".repeat(2_000)).build());
    }
}
