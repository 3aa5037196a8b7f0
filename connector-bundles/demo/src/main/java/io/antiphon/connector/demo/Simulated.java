package io.antiphon.connector.demo;

import java.util.Map;

/** The mark of everything that is only played. */
final class Simulated {

    static final String MARK = "simulated";

    private Simulated() {}

    static boolean is(Map<String, Object> attributes) {
        return Boolean.TRUE.equals(attributes.get(MARK));
    }
}
