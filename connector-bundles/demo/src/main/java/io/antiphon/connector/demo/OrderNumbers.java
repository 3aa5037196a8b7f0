package io.antiphon.connector.demo;

import io.antiphon.spi.Enricher;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Named;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Component;

/** Finds the order numbers in what simulated customers say, and counts the words. */
@Component(service = Enricher.class)
@Named("demo-orders")
public final class OrderNumbers implements Enricher {

    private static final Pattern ORDER = Pattern.compile("NL-\\d{6}");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}'-]*");
    private static final int MOST = 200;

    @Override
    public List<Insight> enrich(Signal signal, Profile profile) {
        String text = signal.text();
        if (text == null || !Simulated.is(signal.attributes())) {
            return List.of();
        }
        List<Insight> insights = new ArrayList<>();
        Matcher order = ORDER.matcher(text);
        while (order.find() && insights.size() < MOST) {
            insights.add(Insight.of("order", order.group()).at(order.start(), order.end()));
        }
        long words = WORD.matcher(text).results().count();
        insights.add(Insight.of("length", String.valueOf(words)).details(Map.of("unit", "words")));
        return insights;
    }
}
