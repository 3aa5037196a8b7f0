package io.antiphon.insight.language;

import io.antiphon.insight.models.Confidence;
import io.antiphon.spi.Enricher;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Named;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Signal;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** Says which language a signal is in, if it can be told. */
@Component
@Named("language")
public final class LanguageEnricher implements Enricher {

    @Override
    public List<Insight> enrich(Signal signal, Profile profile) {
        if (signal.text() == null && signal.language() == null) {
            return List.of();
        }
        Detected detected = Languages.of(signal);
        return detected.known()
                ? List.of(Insight.of("language", detected.tag(), Confidence.told(detected.confidence())))
                : List.of();
    }
}
