package io.antiphon.profiles;

import io.antiphon.spi.Signal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a node's signals told about its owner: the latest word on each trait. Bounded. */
final class Traits {

    /** The trait that is searched for. */
    static final String NAME = "name";

    private static final String LANGUAGE = "language";
    private static final String SOURCE = "profile";
    private static final int MOST = 64;
    private static final int MOST_TOGETHER = 256;
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_VALUE = 2_048;

    private final TreeMap<String, Trait> traits;
    private @Nullable Map<String, Trait> before;

    Traits(TreeMap<String, Trait> traits) {
        this.traits = traits;
    }

    /**
     * Takes what a signal tells. Who repeats himself says nothing new: so an old name that one system sends again and again does not
     * come before a new one that another sent once.
     *
     * @return whether something is new
     */
    boolean hear(Signal signal, long position) {
        before = null;
        String language = signal.language();
        boolean news = language != null && put(LANGUAGE, language, position);
        if (signal.attributes().get(SOURCE) instanceof Map<?, ?> told) {
            for (Map.Entry<?, ?> one : told.entrySet()) {
                news |= put((String) one.getKey(), one.getValue(), position);
            }
        }
        return news;
    }

    /** What was known before the last signal, if that told anything by which people are told apart; else null. */
    @Nullable
    Map<String, Trait> before() {
        return before;
    }

    private boolean put(String name, Object value, long position) {
        Trait known = traits.get(name);
        if (known == null
                ? traits.size() >= MOST || name.isEmpty() || TraitsText.size(name) > LONGEST_NAME
                : known.value().equals(value)) {
            return false;
        }
        if (TraitsText.size(value) > LONGEST_VALUE) {
            return false;
        }
        if (before == null && Descriptions.matters(name, value)) {
            before = new TreeMap<>(traits);
        }
        traits.put(name, new Trait(value, position));
        return true;
    }

    /** The name told, or empty. */
    String name() {
        Trait name = traits.get(NAME);
        return name != null && name.value() instanceof String text ? text : "";
    }

    Map<String, Trait> all() {
        return traits;
    }

    /** Puts what was told at a position, after which nothing was told, among what several nodes tell together. */
    void told(long position, Map<String, Object> together) {
        traits.forEach((name, trait) -> {
            if (trait.told() == position) {
                together.put(name, trait.value());
            }
        });
    }

    /** What several nodes tell together: the latest word on each trait. */
    static SortedMap<String, Object> together(Collection<Node> nodes) {
        TreeMap<String, Trait> latest = new TreeMap<>();
        for (Node node : nodes) {
            node.traits.traits.forEach(
                    (name, trait) -> latest.merge(name, trait, (a, b) -> a.told() > b.told() ? a : b));
        }
        TreeMap<String, Object> values = new TreeMap<>();
        latest.forEach((name, trait) -> values.put(name, trait.value()));
        return values;
    }

    /** As many traits as a profile shows: the first by name. */
    static Map<String, Object> bounded(SortedMap<String, Object> together) {
        if (together.size() <= MOST_TOGETHER) {
            return together;
        }
        Map<String, Object> some = new LinkedHashMap<>();
        for (Map.Entry<String, Object> one : together.entrySet()) {
            some.put(one.getKey(), one.getValue());
            if (some.size() == MOST_TOGETHER) {
                break;
            }
        }
        return some;
    }
}
