package io.antiphon.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The plugins of one kind. Of several that claim the same place the latest holds it. Thread-safe. */
final class Shelf<S> {

    private final Function<Plug<S>, String> place;
    private final List<Plug<S>> all = new ArrayList<>();
    private volatile List<Plug<S>> holders = List.of();
    private volatile int changes;

    Shelf(Function<Plug<S>, String> place) {
        this.place = place;
    }

    synchronized void add(Plug<S> plug) {
        all.add(plug);
        changed();
    }

    /** Takes a plugin off; null if it is not here. */
    synchronized @Nullable Plug<S> remove(S service) {
        for (Plug<S> plug : all) {
            if (plug.service() == service) {
                all.remove(plug);
                plug.leave();
                changed();
                return plug;
            }
        }
        return null;
    }

    private void changed() {
        Map<String, Plug<S>> byPlace = new TreeMap<>();
        all.forEach(plug -> byPlace.put(place.apply(plug), plug));
        holders = List.copyOf(byPlace.values());
        changes++;
    }

    /** The plugins that hold their place, sorted by it, quarantined ones included. */
    List<Plug<S>> holders() {
        return holders;
    }

    synchronized List<Plug<S>> all() {
        return List.copyOf(all);
    }

    /** Grows with each change. */
    int changes() {
        return changes;
    }
}
