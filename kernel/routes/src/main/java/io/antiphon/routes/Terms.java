package io.antiphon.routes;

import io.antiphon.spi.ConnectorSpec;
import io.antiphon.spi.Problem;
import io.antiphon.spi.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a connection was configured with, whole.
 *
 * @param values by name, those every connection has among them
 */
record Terms(Map<String, String> values) {

    private static final String ID = "[a-z0-9_-]{1,64}";
    private static final String RATE = "[1-9][0-9]{0,8}";

    Terms {
        Map<String, String> stripped = new TreeMap<>();
        values.forEach((name, value) -> stripped.put(name, value.strip()));
        values = Map.copyOf(stripped);
    }

    static List<Problem> lintId(String id) {
        return id.matches(ID)
                ? List.of()
                : List.of(Problem.error(
                        "id",
                        "A connection's name is 1 to 64 lower-case letters, digits, '_' or '-'.",
                        "Rename it, its file included."));
    }

    String connector() {
        return values.getOrDefault("connector", "");
    }

    /** Whether it is not configured but a file of Camel routes. */
    boolean isRouteFile() {
        return connector().equals(RouteFiles.CONNECTOR);
    }

    /** Whether a connector could not tell them from others. */
    boolean sameForConnector(Terms others) {
        return connector().equals(others.connector()) && own().equals(others.own());
    }

    String unit() {
        return values.getOrDefault("unit", "");
    }

    boolean paused() {
        return Boolean.parseBoolean(values.get("paused"));
    }

    /** The rate allowed; null for any. */
    @Nullable
    Rate rate() {
        String rate = values.getOrDefault("rate", "");
        return rate.matches(RATE) ? new Rate(Long.parseLong(rate), System::nanoTime) : null;
    }

    /** The connector's own settings as given. */
    Map<String, String> own() {
        Map<String, String> own = new TreeMap<>(values);
        ConnectorSpec.RESERVED.forEach(own::remove);
        return own;
    }

    /** The connector's own settings with its defaults. */
    Settings settings(ConnectorSpec spec) {
        return spec.settings(own());
    }

    /** The same but paused or not. */
    Terms paused(boolean paused) {
        Map<String, String> changed = new TreeMap<>(values);
        if (paused) {
            changed.put("paused", "true");
        } else {
            changed.remove("paused");
        }
        return new Terms(changed);
    }

    /** All that is wrong with them, as far as can be told without their connector. */
    List<Problem> lint() {
        List<Problem> problems = new ArrayList<>();
        if (connector().isEmpty()) {
            problems.add(Problem.error("connector", "'connector' is missing.", "Name the connector to use."));
        }
        String paused = values.getOrDefault("paused", "");
        if (!paused.matches("|true|false")) {
            problems.add(Problem.error("paused", "'paused' is true or false.", ""));
        }
        String rate = values.getOrDefault("rate", "");
        if (!rate.isEmpty() && !rate.matches(RATE)) {
            problems.add(Problem.error("rate", "'rate' is a whole number of signals a second, 1 or more.", ""));
        }
        if (unit().length() > io.antiphon.spi.Signal.MOST_NAME) {
            problems.add(Problem.error("unit", "'unit' is a path of at most 512 characters.", "acme/emea/care"));
        }
        return problems;
    }

    /** All that is wrong with them. */
    List<Problem> lint(ConnectorSpec spec) {
        List<Problem> problems = new ArrayList<>(lint());
        problems.addAll(spec.lint(own()));
        return problems;
    }
}
