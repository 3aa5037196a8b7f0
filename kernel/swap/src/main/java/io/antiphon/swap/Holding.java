package io.antiphon.swap;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is committed about the bundles of one symbolic name.
 *
 * @param active the one that is to serve; null if it was removed
 * @param former those that served before and can be gone back to, latest first
 */
record Holding(String name, @Nullable Edition active, List<Edition> former) {

    private static final int MOST_FORMER = 3;

    Holding {
        former = List.copyOf(former);
    }

    /** After another edition took over. */
    Holding upgraded(Edition next) {
        List<Edition> more = new ArrayList<>(former);
        if (active != null) {
            more.add(0, active);
        }
        more.removeIf(edition -> edition.digest().equals(next.digest()));
        return new Holding(name, next, more.subList(0, Math.min(MOST_FORMER, more.size())));
    }

    /** After going back to the latest former one; what served until now is not kept. */
    Holding rolledBack(Edition to) {
        return new Holding(name, to, former.subList(1, former.size()));
    }

    /** After it was removed; it can be gone back to. */
    Holding removed() {
        List<Edition> more = new ArrayList<>(former);
        if (active != null) {
            more.add(0, active);
        }
        return new Holding(name, null, more.subList(0, Math.min(MOST_FORMER, more.size())));
    }
}
