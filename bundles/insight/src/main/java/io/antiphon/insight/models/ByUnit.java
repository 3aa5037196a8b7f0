package io.antiphon.insight.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Something that units of an organisation have each of their own, and share with all below them.
 *
 * @param units by path; everyone's is under the empty one
 */
public record ByUnit<T>(Map<String, T> units) {

    /** Copies. */
    public ByUnit {
        units = Map.copyOf(units);
    }

    /** What a unit has: its own first, everyone's last. */
    public List<T> of(String unit) {
        List<T> all = new ArrayList<>(2);
        String path = unit;
        while (true) {
            T own = units.get(path);
            if (own != null) {
                all.add(own);
            }
            if (path.isEmpty()) {
                return all;
            }
            path = path.substring(0, Math.max(0, path.lastIndexOf('/')));
        }
    }
}
