package io.antiphon.routes;

import io.antiphon.spi.Connections;
import io.antiphon.spi.Connections.Difference;
import io.antiphon.spi.ConnectorSpec;
import io.antiphon.spi.Field;
import io.antiphon.spi.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a person wants a connection to be, held against what it was at that moment.
 *
 * @param supervisor the connection; null if it is to be made
 * @param stated what its file says
 * @param before what is in force
 * @param plug the connector that is wanted; null if there is none
 * @param problems all that is wrong with it, as far as can be told without asking its connector
 */
record Draft(
        @Nullable Supervisor supervisor,
        Terms stated,
        Terms before,
        Terms terms,
        @Nullable Plug plug,
        List<Problem> problems) {

    private static final Terms NONE = new Terms(Map.of());

    static Draft of(String id, Map<String, String> settings, Supervisors supervisors, Connectors connectors) {
        Supervisor supervisor = supervisors.find(id);
        Terms stated = supervisor == null ? NONE : supervisor.stated();
        Terms before = supervisor == null ? NONE : supervisor.terms();
        List<Problem> problems = new ArrayList<>(Terms.lintId(id));
        Terms terms = unmasked(settings, before, problems);
        Plug plug = connectors.find(terms.connector());
        if (plug == null) {
            problems.addAll(terms.lint());
            if (!terms.connector().isEmpty()) {
                problems.add(connectors.missing(terms.connector()));
            }
        } else {
            problems.addAll(terms.lint(plug.spec));
        }
        if (before.isRouteFile()) {
            problems.add(Problem.error(
                    "id", "'" + id + "' is a route file in deploy/.", "Edit the file, or take another name."));
        }
        return new Draft(supervisor, stated, before, terms, plug, List.copyOf(problems));
    }

    /** Whether it is still held against what is. */
    boolean stands(Draft now) {
        return now.supervisor == supervisor && now.plug == plug && now.stated.equals(stated);
    }

    /** Whether the connection runs and would be given settings that its connector has not seen. */
    boolean wantsTrial() {
        return supervisor != null && supervisor.runs() && !terms.paused() && !terms.sameForConnector(before);
    }

    /** Each setting that would be another. */
    List<Difference> differences() {
        TreeSet<String> names = new TreeSet<>(before.values().keySet());
        names.addAll(terms.values().keySet());
        List<Difference> differences = new ArrayList<>();
        for (String name : names) {
            String was = before.values().getOrDefault(name, "");
            String is = terms.values().getOrDefault(name, "");
            if (!was.equals(is)) {
                boolean secret = secret(name);
                differences.add(new Difference(name, shown(was, secret), shown(is, secret)));
            }
        }
        return differences;
    }

    private static String shown(String value, boolean secret) {
        return secret && !value.isEmpty() ? Connections.MASK : value;
    }

    /** Whether one of the connectors that know a setting keeps it secret, or none knows it. */
    private boolean secret(String name) {
        if (ConnectorSpec.RESERVED.contains(name)) {
            return false;
        }
        Plug former = supervisor == null ? null : supervisor.plugNow();
        List<Field> fields = Stream.of(Optional.ofNullable(former), Optional.ofNullable(plug))
                .flatMap(Optional::stream)
                .flatMap(each -> each.spec.field(name).stream())
                .toList();
        return fields.isEmpty() || fields.stream().anyMatch(Field::secret);
    }

    private static Terms unmasked(Map<String, String> settings, Terms before, List<Problem> problems) {
        Map<String, String> values = new TreeMap<>();
        settings.forEach((name, value) -> {
            if (value.equals(Connections.MASK)) {
                String old = before.values().get(name);
                if (old == null) {
                    problems.add(Problem.error(
                            name, "'" + name + "' is masked, but there is no value to keep.", "Give it."));
                } else {
                    values.put(name, old);
                }
            } else if (!value.isBlank()) {
                values.put(name, value);
            }
        });
        return new Terms(values);
    }
}
