package io.antiphon.bench.script;

import io.antiphon.bench.Editions;
import io.antiphon.bench.Load;
import io.antiphon.bench.Process;
import io.antiphon.harness.Distribution;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The distribution with a webhook that hears orders, and at most one policy that decides on them. */
final class Road implements AutoCloseable {

    private static final String CONNECTION = "shop";
    private static final String POLICY = "callback";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int CALLS = 4_000;
    private static final Pattern CPU_MICROS = Pattern.compile("\"cpuMicros\":([0-9.E-]+)");
    private static final Orders ORDERS = new Orders();

    private final Distribution antiphon;
    private final Process process;
    private final Path folder;

    /**
     * What happened while a load went over the road.
     *
     * @param load as its clients saw it
     * @param seconds until everything was decided
     * @param cpuMicros of the whole process, a signal
     * @param calls of the policy
     * @param callMicros the time a call took in the thread that made it
     * @param decided the part of the signals about which something was decided
     */
    record Stretch(
            Load.Result load, double seconds, double cpuMicros, double calls, double callMicros, double decided) {

        double rate() {
            return load.signals() / seconds;
        }
    }

    /** A load to be put on the road. */
    interface Offered {
        Load.Result run(Load load) throws Exception;
    }

    private Road(Distribution antiphon) throws IOException {
        this.antiphon = antiphon;
        process = new Process(antiphon.process());
        folder = Files.createTempDirectory("antiphon-editions");
    }

    /** Started, without a policy. */
    static Road start(boolean compiled) throws IOException {
        Distribution antiphon = Distribution.fresh();
        try {
            Road road = new Road(
                    antiphon.with("ANTIPHON_JIT", compiled ? "on" : "off").start());
            road.install(new Editions(road.folder)
                    .plugin(
                            "probe",
                            "1.0.0",
                            List.of("Endpoint"),
                            Texts.PROBE,
                            "org.osgi.framework",
                            "com.sun.management"));
            road.connect();
            return road;
        } catch (IOException | RuntimeException | Error e) {
            antiphon.close();
            throw e;
        }
    }

    private void connect() {
        antiphon.connect(
                CONNECTION,
                Map.of(
                        "connector", "webhook",
                        "map.externalId", "/id",
                        "map.text", "/comment",
                        "map.rating", "/rating",
                        "map.identity.email", "/email"));
        antiphon.await("the connection runs", PATIENCE, () -> antiphon.get("/api/connections/" + CONNECTION)
                .body()
                .contains("\"status\":\"running\""));
    }

    // ---- the policy ---------------------------------------------------------------------------------------------

    /** Saves the script, and returns after how many milliseconds it has first been called, orders coming in all the while. */
    double script() throws Exception {
        Path scripts = Files.createDirectories(antiphon.home().resolve("scripts"));
        Path draft = Files.writeString(folder.resolve("draft.js"), Texts.SCRIPT);
        long begin = System.nanoTime();
        Files.move(draft, scripts.resolve(POLICY + ".policy.js"), StandardCopyOption.REPLACE_EXISTING);
        firstCall();
        return (System.nanoTime() - begin) / 1e6;
    }

    /** Takes the script away. */
    void noScript() throws IOException {
        Files.delete(antiphon.home().resolve("scripts/" + POLICY + ".policy.js"));
        antiphon.await("the script is gone", PATIENCE, () -> sum(antiphon.metrics(), calls()) == 0);
    }

    /** Installs the same policy as a bundle. */
    void java() throws Exception {
        install(new Editions(folder).plugin(POLICY, "1.0.0", List.of("Policy"), Texts.JAVA));
        firstCall();
    }

    private void install(Path jar) throws IOException {
        HttpResponse<String> answer = antiphon.send(antiphon.request("/api/bundles?name=" + jar.getFileName())
                .timeout(PATIENCE)
                .header("Content-Type", "application/java-archive")
                .POST(BodyPublishers.ofFile(jar)));
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(jar.getFileName() + ": " + answer.statusCode() + " " + answer.body());
        }
    }

    private void firstCall() throws Exception {
        Load trickle = load(1, 1);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (sum(antiphon.metrics(), calls()) == 0) {
            if (System.nanoTime() > end) {
                throw new IOException("the policy is not called\n" + antiphon.log());
            }
            trickle.open(0.01, 500);
        }
    }

    private static String calls() {
        return "antiphon_plugin_calls_total{kind=\"policy\",plugin=\"" + POLICY;
    }

    // ---- asking the policy alone ---------------------------------------------------------------------------------

    /**
     * Asks the policy about the orders heard last, in a thread that does nothing else, and goes on so that it warms.
     *
     * @param calls how often, if that does not take longer than so many seconds
     * @return of the last fifth of the calls the median, in microseconds of processor a call
     */
    double asked(int calls, double seconds) {
        List<Double> micros = new ArrayList<>();
        long end = System.nanoTime() + (long) (seconds * 1e9);
        while (micros.size() < 5 || micros.size() * CALLS < calls && System.nanoTime() < end) {
            micros.add(ask());
        }
        double[] last = micros.subList(micros.size() * 4 / 5, micros.size()).stream()
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        return last[last.length / 2];
    }

    private double ask() {
        HttpResponse<String> answer = antiphon.get("/api/probe/" + POLICY + "/" + CALLS);
        Matcher found = CPU_MICROS.matcher(answer.body());
        if (!found.find()) {
            throw new IllegalStateException("the probe: " + answer.statusCode() + " " + answer.body());
        }
        return Double.parseDouble(found.group(1));
    }

    // ---- measuring ----------------------------------------------------------------------------------------------

    private Load load(int clients, int batch) {
        return new Load(antiphon.httpPort(), "/hooks/" + CONNECTION, antiphon.token(), clients, batch, ORDERS);
    }

    /** Puts a load on the road and waits until it is empty again. */
    Stretch measure(int clients, int batch, Offered offered) throws Exception {
        Map<String, Double> before = antiphon.metrics();
        double cpu = process.cpuSeconds();
        long begin = System.nanoTime();
        Load.Result load = offered.run(load(clients, batch));
        antiphon.await("the road is empty", PATIENCE, () -> sum(antiphon.metrics(), "antiphon_road_lag_entries") == 0);
        double seconds = (System.nanoTime() - begin) / 1e9;
        double used = process.cpuSeconds() - cpu;
        Map<String, Double> after = antiphon.metrics();
        double calls = grown(before, after, calls());
        double spent = grown(before, after, calls().replace("calls", "seconds"));
        return new Stretch(
                load,
                seconds,
                used * 1e6 / load.signals(),
                calls,
                spent * 1e6 / calls,
                grown(before, after, "antiphon_road_decided_total") / load.signals());
    }

    private static double grown(Map<String, Double> before, Map<String, Double> after, String start) {
        return sum(after, start) - sum(before, start);
    }

    private static double sum(Map<String, Double> metrics, String start) {
        return metrics.entrySet().stream()
                .filter(e -> e.getKey().startsWith(start))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    @Override
    public void close() throws IOException {
        antiphon.close();
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
