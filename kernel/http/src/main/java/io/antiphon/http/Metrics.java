package io.antiphon.http;

import static io.antiphon.http.Route.api;

import io.antiphon.spi.Metric;
import io.antiphon.spi.Role;
import io.antiphon.spi.Vitals;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code /metrics}: what all rooms count, as OpenMetrics text. */
final class Metrics {

    private static final String TYPE = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    private static final double[] QUANTILES = {0.5, 0.9, 0.99};
    private static final double EXACT = 1L << 53;

    private final Services services;
    private final FrontDoor door;

    Metrics(Services services, FrontDoor door) {
        this.services = services;
        this.door = door;
    }

    List<Route> routes() {
        return List.of(api("GET", "/metrics", this::answer)
                .least(Role.VIEWER)
                .whole()
                .anyQuery()
                .tells("What all rooms count, as OpenMetrics text.")
                .gives(200, "application/openmetrics-text"));
    }

    private void answer(Exchange exchange) throws IOException {
        Map<String, List<Metric>> families = new TreeMap<>();
        for (Vitals vitals : services.all(Vitals.class)) {
            for (Metric metric : read(vitals)) {
                families.computeIfAbsent(metric.name(), n -> new ArrayList<>()).add(metric);
            }
        }
        StringBuilder text = new StringBuilder(1 << 14);
        families.forEach((name, metrics) -> family(text, "antiphon_" + name, metrics));
        latencies(text, "antiphon_http_request_seconds");
        text.append("# EOF\n");
        exchange.bytes(200, TYPE, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static List<Metric> read(Vitals vitals) {
        try {
            return vitals.metrics();
        } catch (RuntimeException e) {
            return List.of(Metric.gauge("vitals_broken", "Rooms that cannot say how they are.", 1)
                    .with("room", vitals.getClass().getPackageName()));
        }
    }

    private static void family(StringBuilder text, String name, List<Metric> metrics) {
        Metric first = metrics.get(0);
        boolean counter = first.kind() == Metric.Kind.COUNTER;
        head(text, name, counter ? "counter" : "gauge", first.help());
        for (Metric metric : metrics) {
            sample(text, counter ? name + "_total" : name, metric.labels(), metric.value());
        }
    }

    private void latencies(StringBuilder text, String name) {
        head(text, name, "summary", "How long requests took, by route; quantiles of the last two minutes.");
        for (Route route : door.router().routes()) {
            Meter meter = route.meter();
            long count = meter.count();
            if (count == 0) {
                continue;
            }
            Map<String, String> labels = new TreeMap<>(Map.of("method", route.method(), "route", route.template()));
            sample(text, name + "_count", labels, count);
            sample(text, name + "_sum", labels, meter.seconds());
            for (double quantile : QUANTILES) {
                labels.put("quantile", Double.toString(quantile));
                sample(text, name, labels, meter.quantile(quantile));
            }
        }
    }

    private static void head(StringBuilder text, String name, String type, String help) {
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        text.append("# HELP ").append(name).append(' ').append(escaped(help)).append('\n');
    }

    private static void sample(StringBuilder text, String name, Map<String, String> labels, double value) {
        text.append(name);
        char separator = '{';
        for (Map.Entry<String, String> label : labels.entrySet()) {
            text.append(separator)
                    .append(label.getKey())
                    .append("=\"")
                    .append(escaped(label.getValue()))
                    .append('"');
            separator = ',';
        }
        text.append(labels.isEmpty() ? " " : "} ").append(number(value)).append('\n');
    }

    private static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < EXACT) {
            return Long.toString((long) value);
        }
        return Double.isNaN(value)
                ? "NaN"
                : Double.isInfinite(value) ? (value > 0 ? "+Inf" : "-Inf") : Double.toString(value);
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\"", "\\\"");
    }
}
