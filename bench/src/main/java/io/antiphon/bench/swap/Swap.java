package io.antiphon.bench.swap;

import io.antiphon.bench.Editions;
import io.antiphon.bench.Figures;
import io.antiphon.bench.Measurement;
import io.antiphon.harness.Distribution;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Plugins are exchanged while signals flow: what is lost, doubled or refused, and how long callers wait. */
public final class Swap implements Measurement {

    private static final int CALLERS = 8;
    private static final int BATCH = 2;
    private static final double RATE = 1_200;
    /** At noon a server has run for hours. */
    private static final Duration WARM = Duration.ofSeconds(30);

    private static final int PAGE = 1_000;
    private static final String CONNECTION = "shop";
    private static final Pattern EXTERNAL_ID = Pattern.compile("\"externalId\":\"([^\"]*)\"");
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]*)\"");

    private Distribution antiphon;
    private Editions editions;
    private int swaps = 50;

    /** What a series of exchanges came to. */
    private record Series(int swaps, long signals, double rate, long lost, long doubled, long errors, double[] gaps) {
        double gap(double p) {
            return gaps.length == 0 ? Double.NaN : gaps[(int) Math.min(gaps.length - 1, gaps.length * p)];
        }
    }

    /** Makes the jar of the n-th edition. */
    private interface Edition {
        Path jar(int n) throws Exception;
    }

    @Override
    public String summary() {
        return "a connector, an enricher, a policy and a fold exchanged under 1,200 signals/s from 8 callers [SWAPS]";
    }

    @Override
    public Figures run(String[] arguments) throws Exception {
        if (arguments.length > 0) {
            swaps = Integer.parseInt(arguments[0]);
        }
        Path folder = Files.createTempDirectory("antiphon-editions");
        try (Distribution started = Distribution.fresh().start()) {
            antiphon = started;
            editions = new Editions(folder);
            connect();
            warm();
            Figures figures = new Figures();
            add(figures, "", series("the webhook connector", swaps, n -> editions.webhook("1.0." + n), ""));
            add(
                    figures,
                    "enricher",
                    series("an enricher", swaps / 2, this::enricher, "antiphon_road_understood_total"));
            add(figures, "policy", series("a policy", swaps / 2, this::policy, "antiphon_road_decided_total"));
            add(figures, "fold", series("a fold", Math.max(2, swaps / 10), this::fold, ""));
            return figures;
        } finally {
            delete(folder);
        }
    }

    private void connect() {
        String settings = """
                {"connector":"webhook","map.externalId":"/externalId","map.text":"/text",
                 "map.identity.email":"/identities/0/value"}
                """;
        expect(200, antiphon.put("/api/connections/" + CONNECTION, settings));
        antiphon.await(
                "the connection runs",
                Duration.ofSeconds(30),
                () -> antiphon.get("/api/connections/" + CONNECTION).body().contains("\"status\":\"running\""));
    }

    private void warm() throws Exception {
        System.out.println("warming up");
        try (Callers callers = callers()) {
            Thread.sleep(WARM.toMillis());
        }
        settled();
    }

    private Callers callers() {
        return new Callers(antiphon.httpPort(), "/hooks/" + CONNECTION, antiphon.token(), CALLERS, BATCH, RATE);
    }

    private Path enricher(int n) throws Exception {
        return editions.plugin("feeling", "1.0." + n, List.of("Enricher"), """
                public List<Insight> enrich(Signal signal, Profile profile) {
                    return List.of(Insight.of("feeling", "edition-%d"));
                }
                """.formatted(n));
    }

    private Path policy(int n) throws Exception {
        return editions.plugin("answer", "1.0." + n, List.of("Policy"), """
                public List<Action> decide(Entry entry, Profile profile) {
                    return entry instanceof Entry.Understood || entry instanceof Entry.Heard
                        ? List.of(Action.of("note-%d", "nowhere")) : List.of();
                }
                """.formatted(n));
    }

    /** Each edition is a new version of the fold and is built from the whole journal beside the one before. */
    private Path fold(int n) throws Exception {
        return editions.plugin("tally", "1.0." + n, List.of("Fold"), """
                public String name() { return "tally"; }
                public int version() { return %d; }
                public void create(Tx tx) throws java.sql.SQLException {
                    tx.prepare("CREATE TABLE " + tx.table("heard") + " (position INTEGER PRIMARY KEY)").execute();
                }
                public void apply(List<Entry> entries, Tx tx) throws java.sql.SQLException {
                    var insert = tx.prepare("INSERT INTO " + tx.table("heard") + " VALUES (?)");
                    for (Entry entry : entries) {
                        if (entry instanceof Entry.Heard heard) {
                            insert.setLong(1, heard.position().offset());
                            insert.executeUpdate();
                        }
                    }
                }
                """.formatted(n));
    }

    /**
     * Exchanges editions of one plugin, one after the other.
     *
     * @param derived the metric that grows by one for each signal if the plugin is asked about each once; empty for none
     */
    private Series series(String what, int count, Edition edition, String derived) throws Exception {
        System.out.println(what + ", " + count + " exchanges");
        exchange(edition.jar(1));
        Map<String, Double> before = settled();
        List<String> acknowledged;
        double[] gaps = new double[count];
        long errors;
        double seconds;
        long began = System.nanoTime();
        try (Callers callers = callers()) {
            Thread.sleep(1_000); // the load before the first exchange
            for (int i = 0; i < count; i++) {
                Path jar = edition.jar(i + 2);
                long from = System.nanoTime();
                exchange(jar);
                long to = System.nanoTime();
                Thread.sleep(200); // the callers who waited have been answered
                gaps[i] = callers.longestWait(from, to);
            }
            callers.close();
            seconds = (System.nanoTime() - began) / 1e9;
            acknowledged = callers.acknowledged();
            errors = callers.errors();
        }
        Map<String, Double> after = settled();
        Map<String, Integer> heard = heard();
        long lost = acknowledged.stream().filter(id -> !heard.containsKey(id)).count();
        long doubled = acknowledged.stream()
                .filter(id -> heard.getOrDefault(id, 0) > 1)
                .count();
        if (!derived.isEmpty()) {
            long signals = grown(before, after, "antiphon_road_heard_total");
            long answers = grown(before, after, derived);
            lost += Math.max(0, signals - answers);
            doubled += Math.max(0, answers - signals);
        }
        Arrays.sort(gaps);
        return new Series(count, acknowledged.size(), acknowledged.size() / seconds, lost, doubled, errors, gaps);
    }

    private void exchange(Path jar) throws Exception {
        HttpResponse<String> answer = antiphon.send(antiphon.request("/api/bundles?name=" + jar.getFileName())
                .timeout(Duration.ofMinutes(10))
                .header("Content-Type", "application/java-archive")
                .POST(BodyPublishers.ofFile(jar)));
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(jar.getFileName() + ": " + answer.statusCode() + " " + answer.body());
        }
    }

    private Map<String, Double> settled() {
        antiphon.await(
                "the road is empty",
                Duration.ofMinutes(5),
                () -> antiphon.metrics().get("antiphon_road_lag_entries") == 0);
        return antiphon.metrics();
    }

    private static long grown(Map<String, Double> before, Map<String, Double> after, String name) {
        return Math.round(after.getOrDefault(name, 0.0) - before.getOrDefault(name, 0.0));
    }

    /** How often each external id was heard. */
    private Map<String, Integer> heard() {
        Map<String, Integer> times = new HashMap<>();
        String after = "0-0";
        while (true) {
            String page = antiphon.get("/api/signals?connection=" + CONNECTION + "&limit=" + PAGE + "&after=" + after)
                    .body();
            EXTERNAL_ID.matcher(page).results().forEach(found -> times.merge(found.group(1), 1, Integer::sum));
            List<String> ids = new ArrayList<>();
            for (Matcher found = ID.matcher(page); found.find(); ) {
                ids.add(found.group(1));
            }
            if (ids.size() < PAGE) {
                return times;
            }
            after = Collections.max(ids, Comparator.comparingLong(Swap::offset));
        }
    }

    private static long offset(String id) {
        return Long.parseLong(id.substring(id.indexOf('-') + 1));
    }

    private static void expect(int status, HttpResponse<String> answer) {
        if (answer.statusCode() / 100 != status / 100) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
    }

    private static void add(Figures figures, String of, Series series) {
        figures.add(name(of, "swaps"), series.swaps(), "exchanges");
        figures.add(name(of, "signals"), series.signals(), "signals");
        figures.atLeast(1_000, name(of, "signalsPerSecond"), series.rate(), "signals/s");
        figures.atMost(0, name(of, "lost"), series.lost(), "signals");
        figures.atMost(0, name(of, "doubled"), series.doubled(), "signals");
        figures.atMost(0, name(of, "errors"), series.errors(), "not 2xx or reset");
        figures.add(name(of, "gapP50Ms"), series.gap(0.5), "ms");
        figures.add(name(of, "gapP99Ms"), series.gap(0.99), "ms");
        figures.atMost(500, name(of, "gapMaxMs"), series.gap(1), "ms");
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static String name(String of, String figure) {
        return of.isEmpty() ? figure : of + Character.toUpperCase(figure.charAt(0)) + figure.substring(1);
    }
}
