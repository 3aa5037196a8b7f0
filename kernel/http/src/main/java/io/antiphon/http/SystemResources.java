package io.antiphon.http;

import static io.antiphon.http.Route.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.antiphon.spi.Connections.Connection;
import io.antiphon.spi.DeadLetters;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Journal;
import io.antiphon.spi.Plugins;
import io.antiphon.spi.Problem;
import io.antiphon.spi.Profiles;
import io.antiphon.spi.Recorder;
import io.antiphon.spi.Road;
import io.antiphon.spi.Role;
import io.antiphon.spi.Vitals;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code /api/status} and {@code /api/plugins}: how the system does. */
final class SystemResources {

    private final Services services;
    private final String version;

    SystemResources(Services services, String version) {
        this.services = services;
        this.version = version;
    }

    List<Route> routes() {
        return List.of(
                api("GET", "/api/status", this::status)
                        .least(Role.VIEWER)
                        .tells("How the system does: road, journal, counts, and what is wrong.")
                        .gives(200, "Status"),
                api("GET", "/api/plugins", this::plugins)
                        .least(Role.SUPERVISOR)
                        .whole()
                        .tells("What is plugged in.")
                        .gives(200, "PluginPage"),
                api("POST", "/api/plugins/{kind}/{name}/release", this::release)
                        .tells("Lets a quarantined plugin run again.")
                        .gives(204, ""));
    }

    private List<Plugins.Plugin> plugins() {
        return services.all(Plugins.class).stream()
                .flatMap(room -> room.list().stream())
                .sorted(Comparator.comparing(Plugins.Plugin::kind).thenComparing(Plugins.Plugin::name))
                .toList();
    }

    private void plugins(Exchange exchange) throws IOException {
        List<Plugins.Plugin> plugins = plugins();
        exchange.json(200, json -> Json.page(json, plugins, ThingJson::plugin, null));
    }

    private void release(Exchange exchange) {
        String kind = exchange.parameter("kind");
        String name = exchange.parameter("name");
        Recorder recorder = services.need(Recorder.class);
        boolean released = false;
        for (Plugins room : services.all(Plugins.class)) {
            released |= room.release(kind, name);
        }
        if (!released) {
            throw Refusal.notFound("There is no quarantined or missing " + Problems.shown(kind + " '" + name) + "'.");
        }
        recorder.append(List.of(Entry.Commanded.of(exchange.user(), "release", kind + ":" + name, Map.of())));
        exchange.empty(204);
    }

    /** What is wrong anywhere now. */
    static List<Problem> problems(Services services) {
        List<Problem> problems = new ArrayList<>();
        for (String missing : HealthResources.missing(services)) {
            problems.add(Problem.error(missing, "It is not here now.", "Look into the log and at the bundles."));
        }
        for (Vitals vitals : services.all(Vitals.class)) {
            try {
                problems.addAll(vitals.problems());
            } catch (RuntimeException e) {
                problems.add(Problem.error("vitals", "A room cannot say how it is: " + e.getMessage(), ""));
            }
        }
        return problems;
    }

    private void status(Exchange exchange) throws IOException {
        Instant started =
                Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
        Journal journal = services.find(Journal.class).orElse(null);
        List<Journal.Segment> segments = journal == null ? List.of() : journal.segments();
        Sight sight = Sight.of(exchange, services);
        List<Connection> connections = Sight.connections(services);
        List<Problem> problems = sight.of(problems(services), connections);
        Map<String, Long> plugins = new TreeMap<>();
        plugins().forEach(plugin -> plugins.merge(plugin.state(), 1L, Long::sum));
        exchange.json(200, json -> {
            json.writeStartObject();
            Json.field(json, "version", version);
            Json.field(json, "startedAt", started);
            json.writeNumberField(
                    "uptimeSeconds", Duration.between(started, Instant.now()).toSeconds());
            road(json, services.find(Road.class).orElse(null));
            journal(json, journal, segments);
            count(
                    json,
                    "profiles",
                    sight.isWhole()
                            ? services.find(Profiles.class).map(Profiles::count).orElse(null)
                            : null);
            count(
                    json,
                    "deadLetters",
                    sight.isWhole()
                            ? services.find(DeadLetters.class)
                                    .map(d -> d.count(null))
                                    .orElse(null)
                            : null);
            connections(json, sight.of(connections));
            json.writeFieldName("plugins");
            Json.map(json, plugins);
            memory(json);
            Json.strings(json, "missing", HealthResources.missing(services));
            ThingJson.problems(json, problems);
            json.writeEndObject();
        });
    }

    static void road(JsonGenerator json, @Nullable Road road) throws IOException {
        json.writeFieldName("road");
        if (road == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        json.writeStringField("position", road.position().toString());
        json.writeNumberField("lag", road.lag());
        json.writeEndObject();
    }

    private static void journal(JsonGenerator json, @Nullable Journal journal, List<Journal.Segment> segments)
            throws IOException {
        json.writeFieldName("journal");
        if (journal == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        json.writeStringField("begin", journal.begin().toString());
        json.writeStringField("end", journal.end().toString());
        json.writeNumberField(
                "entries", segments.stream().mapToLong(Journal.Segment::entries).sum());
        json.writeNumberField(
                "bytes", segments.stream().mapToLong(Journal.Segment::bytes).sum());
        json.writeArrayFieldStart("segments");
        for (Journal.Segment segment : segments) {
            RecordJson.write(json, segment);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void count(JsonGenerator json, String name, @Nullable Long count) throws IOException {
        json.writeFieldName(name);
        Json.value(json, count);
    }

    private static void connections(JsonGenerator json, List<Connection> connections) throws IOException {
        Map<String, Long> counts = new TreeMap<>();
        connections.forEach(c -> counts.merge(ThingJson.lower(c.status()), 1L, Long::sum));
        json.writeFieldName("connections");
        Json.map(json, counts);
    }

    private static void memory(JsonGenerator json) throws IOException {
        Runtime runtime = Runtime.getRuntime();
        json.writeObjectFieldStart("memory");
        json.writeNumberField("used", runtime.totalMemory() - runtime.freeMemory());
        json.writeNumberField("max", runtime.maxMemory());
        json.writeEndObject();
    }
}
