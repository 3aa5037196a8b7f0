package io.antiphon.profiles;

import io.antiphon.spi.Signal;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** What a node's signals told about its owner: the latest word on each trait. Bounded. */
final class Traits {

    /** The trait that is searched for. */
    static final String NAME = "name";

    private static final String LANGUAGE = "language";
    private static final String SOURCE = "profile";
    private static final int MOST = 64;
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_VALUE = 2_048;

    private final TreeMap<String, Trait> traits;

    Traits(TreeMap<String, Trait> traits) {
        this.traits = traits;
    }

    /** Takes what a signal tells. */
    void hear(Signal signal, long position) {
        String language = signal.language();
        if (language != null) {
            put(LANGUAGE, language, position);
        }
        if (signal.attributes().get(SOURCE) instanceof Map<?, ?> told) {
            told.forEach((name, value) -> put((String) name, value, position));
        }
    }

    private void put(String name, Object value, long position) {
        boolean room = traits.size() < MOST || traits.containsKey(name);
        if (room && !name.isEmpty() && name.length() <= LONGEST_NAME && TraitsText.size(value) <= LONGEST_VALUE) {
            traits.put(name, new Trait(value, position));
        }
    }

    /** The name told, or empty. */
    String name() {
        Trait name = traits.get(NAME);
        return name != null && name.value() instanceof String text ? text : "";
    }

    Map<String, Trait> all() {
        return traits;
    }

    /** What several nodes tell together: the latest word on each trait. */
    static Map<String, Object> together(Collection<Node> nodes) {
        TreeMap<String, Trait> latest = new TreeMap<>();
        for (Node node : nodes) {
            node.traits.traits.forEach(
                    (name, trait) -> latest.merge(name, trait, (a, b) -> a.told() > b.told() ? a : b));
        }
        TreeMap<String, Object> values = new TreeMap<>();
        latest.forEach((name, trait) -> values.put(name, trait.value()));
        return values;
    }
}
