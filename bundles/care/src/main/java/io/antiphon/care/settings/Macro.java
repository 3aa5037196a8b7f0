package io.antiphon.care.settings;

import java.util.List;
import java.util.Map;

/** Verbs under one name, done one after the other. */
public record Macro(String name, String title, List<Step> steps) {

    /** Copies. */
    public Macro {
        steps = List.copyOf(steps);
    }

    /** A verb and its body, as in a request; the body of a reply may name a {@code template} in place of a text. */
    public record Step(String verb, Map<String, Object> body) {}
}
