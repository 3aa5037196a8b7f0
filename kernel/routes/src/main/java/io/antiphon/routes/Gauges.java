package io.antiphon.routes;

import io.antiphon.spi.Connections.Connection;
import io.antiphon.spi.Connections.Status;
import io.antiphon.spi.Metric;
import io.antiphon.spi.Metric.Kind;
import io.antiphon.spi.Plugins;
import io.antiphon.spi.Problem;
import io.antiphon.spi.Vitals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How the connections are, for who watches, and what connectors are plugged in. */
final class Gauges implements Vitals, Plugins {

    private final Supervisors supervisors;
    private final Connectors connectors;
    private final List<Problem> standing;

    /**
     * Gauges of these.
     *
     * @param standing what is wrong with how the room was set up
     */
    Gauges(Supervisors supervisors, Connectors connectors, List<Problem> standing) {
        this.supervisors = supervisors;
        this.connectors = connectors;
        this.standing = List.copyOf(standing);
    }

    @Override
    public List<Metric> metrics() {
        List<Metric> metrics = new ArrayList<>();
        Map<Status, Integer> byStatus = new EnumMap<>(Status.class);
        for (Supervisor supervisor : supervisors.list()) {
            Connection now = supervisor.connection();
            byStatus.merge(now.status(), 1, Integer::sum);
            supervisor
                    .silence()
                    .ifPresent(silence -> metrics.add(new Metric(
                            "connection_silent_seconds",
                            "Since it last said something new while it was listened to.",
                            Kind.GAUGE,
                            labels(now),
                            silence.toMillis() / 1000.0)));
            metrics.add(counter("heard", "Signals heard.", now, now.heard()));
            metrics.add(counter("repeated", "Signals recognised as offered before.", now, now.repeated()));
            metrics.add(counter("rejected", "Dead letters made.", now, now.rejected()));
            metrics.add(counter("errors", "Failures.", now, now.errors()));
            if (now.speaks()) {
                speech(now, metrics);
            }
            metrics.add(new Metric(
                    "connection_running",
                    "1 if it hears or speaks, as it is there for, else 0.",
                    Kind.GAUGE,
                    labels(now),
                    now.status() == Status.RUNNING ? 1 : 0));
            metrics.add(new Metric("connection_status", "1 for the status it is in.", Kind.GAUGE, labels(now), 1)
                    .with("status", word(now.status())));
        }
        for (Status status : Status.values()) {
            metrics.add(Metric.gauge("connections", "How many there are.", byStatus.getOrDefault(status, 0))
                    .with("status", word(status)));
        }
        return metrics;
    }

    private static void speech(Connection now, List<Metric> metrics) {
        metrics.add(counter("performed", "Actions performed.", now, now.performed()));
        metrics.add(counter("refused", "Actions refused by the far end.", now, now.refused()));
        Instant last = now.lastPerformed();
        if (last != null) {
            metrics.add(new Metric(
                    "connection_last_performed_seconds",
                    "When it last performed an action, since 1970.",
                    Kind.GAUGE,
                    labels(now),
                    last.toEpochMilli() / 1000.0));
        }
    }

    @Override
    public List<Problem> problems() {
        List<Problem> problems = new ArrayList<>(standing);
        for (Supervisor supervisor : supervisors.list()) {
            Connection now = supervisor.connection();
            for (Problem problem : now.problems()) {
                boolean told = problem.where().startsWith("connection ");
                String where = told ? problem.where() : "connection " + now.id() + ", " + problem.where();
                problems.add(new Problem(problem.severity(), where, problem.what(), problem.remedy()));
            }
        }
        return problems;
    }

    @Override
    public List<Plugin> list() {
        return connectors.plugins();
    }

    @Override
    public boolean release(String kind, String name) {
        if (!kind.equals("connector")) {
            return false;
        }
        String released = connectors.release(name);
        if (released != null) {
            supervisors.replug(released);
        }
        return released != null;
    }

    private static String word(Status status) {
        return status.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static Metric counter(String name, String help, Connection connection, double value) {
        return new Metric("connection_" + name, help, Kind.COUNTER, labels(connection), value);
    }

    private static Map<String, String> labels(Connection connection) {
        return Map.of("connection", connection.id(), "connector", connection.connector());
    }
}
