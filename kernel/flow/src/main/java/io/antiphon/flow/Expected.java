package io.antiphon.flow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The enrichers and policies that were there before. After a start, and when one goes, the road waits a while for those that are
 * missing, so that no signal is hurried past a plugin that is only being started or replaced. At a start the wait begins when the
 * container has started all it starts by itself. Thread-safe.
 */
final class Expected {

    private static final String OWNER = "";
    private static final String KEY = "expected";

    private final Site site;
    private final Set<String> expected;
    private final Map<String, Long> patience = new HashMap<>();
    private Set<String> seen = Set.of();
    private boolean started;

    Expected(Site site) {
        this.site = site;
        this.expected = new TreeSet<>();
        site.memory()
                .recall(OWNER, KEY)
                .ifPresent(text -> expected.addAll(text.lines().toList()));
    }

    /** Those still to be waited for beside those that are here; empty if the road may go on. */
    synchronized List<String> missing(Askable asked) {
        Set<String> here = asked.names();
        if (started && patience.isEmpty() && here.equals(seen)) {
            return List.of();
        }
        seen = here;
        Set<String> before = new TreeSet<>(expected);
        expected.addAll(here);
        patience.keySet().removeAll(here);
        long now = System.nanoTime();
        List<String> missing = new ArrayList<>();
        for (String name : List.copyOf(expected)) {
            if (!here.contains(name)) {
                Duration most = started ? site.limits().swap() : site.limits().expected();
                boolean mayCome = !site.registry().hasBegun();
                if (mayCome || now < patience.computeIfAbsent(name, n -> now + most.toNanos())) {
                    missing.add(name);
                } else {
                    expected.remove(name);
                    patience.remove(name);
                }
            }
        }
        started |= missing.isEmpty();
        if (!expected.equals(before)) {
            site.memory().remember(OWNER, KEY, String.join("\n", expected));
        }
        return missing;
    }
}
