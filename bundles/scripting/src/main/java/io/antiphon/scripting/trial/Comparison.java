package io.antiphon.scripting.trial;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Answers of the live version and of a candidate, counted side by side. The first answer of one stands beside the first of the other,
 * as their ids do. Used by one thread; read by others.
 */
public final class Comparison {

    private static final int MOST_EXAMPLES = 20;

    /** How two answers differ. */
    enum Difference {
        STAY,
        APPEAR,
        VANISH,
        CHANGE,
        ERROR
    }

    /**
     * One entry about which the two differ.
     *
     * @param difference the first one found on it
     * @param what the entry, for people
     * @param before what the live version answered
     * @param after what the candidate answered
     * @param message why the candidate failed; empty if it did not
     */
    public record Example(String difference, Map<String, Object> what, List<?> before, List<?> after, String message) {}

    private final Map<Difference, Long> counts = new EnumMap<>(Difference.class);
    private final Map<Difference, List<Example>> examples = new EnumMap<>(Difference.class);

    Comparison() {
        for (Difference difference : Difference.values()) {
            counts.put(difference, 0L);
            examples.put(difference, new ArrayList<>());
        }
    }

    /** What is shown of an entry, made only if it becomes an example. */
    @FunctionalInterface
    interface Shown {
        Map<String, Object> show();
    }

    /** Compares what was answered about one entry. */
    synchronized void compare(Shown entry, List<?> before, List<?> after) {
        Difference first = null;
        for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
            Difference found = i >= before.size()
                    ? Difference.APPEAR
                    : i >= after.size()
                            ? Difference.VANISH
                            : Objects.equals(before.get(i), after.get(i)) ? Difference.STAY : Difference.CHANGE;
            counts.merge(found, 1L, Long::sum);
            first = first == null && found != Difference.STAY ? found : first;
        }
        if (first != null) {
            keep(first, entry, before, after, "");
        }
    }

    /** The candidate failed. */
    synchronized void failed(Shown entry, List<?> before, String message) {
        counts.merge(Difference.ERROR, 1L, Long::sum);
        counts.merge(Difference.VANISH, (long) before.size(), Long::sum);
        keep(Difference.ERROR, entry, before, List.of(), message);
    }

    private void keep(Difference difference, Shown entry, List<?> before, List<?> after, String message) {
        List<Example> kept = examples.get(difference);
        if (kept != null && kept.size() < MOST_EXAMPLES) {
            kept.add(new Example(
                    difference.name().toLowerCase(java.util.Locale.ROOT), entry.show(), before, after, message));
        }
    }

    synchronized long count(Difference difference) {
        return counts.getOrDefault(difference, 0L);
    }

    synchronized List<Example> examples() {
        List<Example> all = new ArrayList<>();
        examples.values().forEach(all::addAll);
        return all;
    }
}
