package io.antiphon.insight.again;

import io.antiphon.spi.Insight;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How often each label was found before, now, or both times. Guarded by whoever holds it. */
final class Labels {

    private static final int MOST = 1_000;
    private static final Label OTHERS = new Label("…", "…");

    private record Label(String type, String value) {}

    private record Found(Label label, @Nullable String about) {}

    private static final class Tally {
        long both;
        long before;
        long now;
    }

    private final Map<Label, Tally> tallies = new LinkedHashMap<>();

    /** Counts the findings about one signal; one about something else is another. */
    void count(List<Insight> before, List<Insight> now) {
        List<Found> left = new ArrayList<>();
        now.forEach(insight -> left.add(found(insight)));
        for (Insight insight : before) {
            Found found = found(insight);
            Tally tally = tally(found.label());
            if (left.remove(found)) {
                tally.both++;
            } else {
                tally.before++;
            }
        }
        left.forEach(found -> tally(found.label()).now++);
    }

    private static Found found(Insight insight) {
        return new Found(new Label(insight.type(), insight.value()), insight.about());
    }

    private Tally tally(Label label) {
        Label counted = tallies.size() < MOST || tallies.containsKey(label) ? label : OTHERS;
        return tallies.computeIfAbsent(counted, any -> new Tally());
    }

    /** Those that differ most first. */
    List<Report.Label> all() {
        return tallies.entrySet().stream()
                .map(each -> new Report.Label(
                        each.getKey().type(),
                        each.getKey().value(),
                        each.getValue().both,
                        each.getValue().before,
                        each.getValue().now))
                .sorted(Comparator.comparingLong((Report.Label label) -> -label.onlyBefore() - label.onlyNow())
                        .thenComparingLong(label -> -label.both())
                        .thenComparing(Report.Label::type)
                        .thenComparing(Report.Label::value))
                .toList();
    }
}
