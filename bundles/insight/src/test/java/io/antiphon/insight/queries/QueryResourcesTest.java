package io.antiphon.insight.queries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Endpoint;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Request;
import io.antiphon.spi.Response;
import io.antiphon.spi.Signal;
import io.antiphon.tck.MemoryJournal;
import io.antiphon.tck.MemoryKernel;
import io.antiphon.tck.MemoryState;
import io.antiphon.tck.SettableClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryResourcesTest {

    private static final Instant THEN = Instant.parse(MemoryKernel.DAWN);
    private static final String CARE = """
            # What care answers first.
            unit: acme/emea/care

            late-delivery -> delivery/late
                (late OR delayed) NEAR/5 (delivery OR parcel)
                -"late fee"

            # of any kind
            rude
                rude OR unfriendly
            """;

    @TempDir
    private Path home;

    private final MemoryJournal journal = new MemoryJournal(SettableClock.at(THEN));
    private final List<String> journaled = new ArrayList<>();
    private MemoryState state;
    private QueryStore store;
    private QueryResources resources;

    @BeforeEach
    void start() throws Exception {
        state = new MemoryState(new QueryHits());
        store = new QueryStore(home, (who, command, set, details) -> journaled.add(who + " " + command + " " + set));
        store.look();
        resources = new QueryResources(store, journal, state);
    }

    @AfterEach
    void stop() throws Exception {
        store.close();
        state.close();
    }

    private Response call(String method, String path, Map<String, String> query, String type, Object body)
            throws Exception {
        for (Endpoint endpoint : resources.all()) {
            Map<String, String> parameters = match(endpoint.path(), path);
            if (endpoint.method().equals(method) && parameters != null) {
                byte[] bytes = body instanceof String text
                        ? text.getBytes(StandardCharsets.UTF_8)
                        : JsonMapper.builder().build().writeValueAsBytes(body);
                return endpoint.handle(
                        new Request(method, path, parameters, query, Map.of("content-type", type), bytes, "eve"));
            }
        }
        throw new AssertionError("no resource " + method + " " + path);
    }

    private static Map<String, String> match(String template, String path) {
        String[] wanted = template.split("/");
        String[] given = path.split("/");
        Map<String, String> parameters = new java.util.HashMap<>();
        for (int i = 0; i < wanted.length; i++) {
            if (i >= given.length || !wanted[i].startsWith("{") && !wanted[i].equals(given[i])) {
                return null;
            }
            if (wanted[i].startsWith("{")) {
                parameters.put(wanted[i].substring(1, wanted[i].length() - 1), given[i]);
            }
        }
        return wanted.length == given.length ? parameters : null;
    }

    private Response put(String set, String text) throws Exception {
        return call("PUT", "/api/queries/sets/" + set, Map.of(), "text/plain", text);
    }

    private List<Insight> find(String unit, String text) {
        return new QueriesEnricher(store::live)
                .enrich(Signal.of("message").unit(unit).text(text).build(), Profile.ANONYMOUS);
    }

    @Test
    void aSavedSetIsLiveForItsUnitAndFeedsItsTopic() throws Exception {
        assertEquals(200, put("care", CARE).status());
        List<Insight> insights = find("acme/emea/care/berlin", "My parcel is LATE");
        assertEquals(List.of("query care/late-delivery", "topic delivery/late"), names(insights));
        assertEquals(new Insight.Span(3, 17), insights.get(0).span());
        assertEquals("delivery/late", insights.get(0).attributes().get("topic"));
        assertEquals(List.of(), find("acme/apac", "My parcel is LATE"));
        assertEquals(List.of("eve queries-live care"), journaled);
    }

    private static List<String> names(List<Insight> insights) {
        return insights.stream()
                .map(insight -> insight.type() + " " + insight.value())
                .toList();
    }

    @Test
    void aSetWithMistakesIsRefusedWithAllOfThemAndTheOldOneGoesOn() throws Exception {
        put("care", CARE);
        Response refused = put("care", CARE.replace("NEAR/5", "NEAR/0").replace("rude OR", "rude OR OR"));
        assertEquals(422, refused.status());
        List<?> faults = (List<?>) ((Map<?, ?>) refused.body()).get("faults");
        assertEquals(2, faults.size());
        SetFault first = (SetFault) faults.get(0);
        assertEquals("late-delivery 5 23", first.query() + " " + first.line() + " " + first.column());
        assertTrue(first.shown().contains("\n                  ^^^^^^\n"), first.shown());
        SetFault second = (SetFault) faults.get(1);
        assertEquals("rude 10 13", second.query() + " " + second.line() + " " + second.column());
        assertEquals(2, store.live().size());
        assertEquals(CARE, store.text("care").orElseThrow());
    }

    @Test
    void oneQueryIsSavedAndDeletedAmongTheOthersAndTheirComments() throws Exception {
        put("care", CARE);
        Map<String, String> query = Map.of("query", "(rude OR impolite)\n  AND agent", "topic", "staff");
        assertEquals(
                200,
                call("PUT", "/api/queries/sets/care/rude", Map.of(), "application/json", query)
                        .status());
        call("PUT", "/api/queries/sets/care/refund", Map.of(), "application/json", Map.of("query", "refund~"));
        call("DELETE", "/api/queries/sets/care/late-delivery", Map.of(), "", "");
        assertEquals("""
                # What care answers first.
                unit: acme/emea/care


                # of any kind
                rude -> staff
                    (rude OR impolite)
                    AND agent

                refund
                    refund~
                """, store.text("care").orElseThrow());
        assertEquals(
                422,
                call("PUT", "/api/queries/sets/care/x", Map.of(), "application/json", Map.of("query", "(a"))
                        .status());
        assertThrows(AntiphonException.class, () -> call("DELETE", "/api/queries/sets/care/none", Map.of(), "", ""));
    }

    @Test
    void aQueryWithoutAGoodNameOrTextIsRefused() throws Exception {
        for (String name : List.of("", "# rude", "Rude", "a b", "unit: x")) {
            assertRefused("{\"queries\": [{\"name\": \"late\", \"query\": \"late\"}, {\"name\": \"" + name
                    + "\", \"query\": \"rude\"}]}");
        }
        assertRefused("{\"queries\": [{\"name\": \"late\", \"query\": \"late\"}, {\"query\": \"rude\"}]}");
        assertRefused("{\"queries\": [{\"name\": null, \"query\": \"rude\"}]}");
        assertRefused("{\"queries\": [{\"name\": \"late\", \"query\": null}]}");
        assertThrows(
                IllegalArgumentException.class,
                () -> call("PUT", "/api/queries/sets/care/x", Map.of(), "application/json", "{\"query\": null}"));
        assertEquals(0, store.live().size());
    }

    private void assertRefused(String body) {
        assertThrows(
                IllegalArgumentException.class,
                () -> call("PUT", "/api/queries/sets/care", Map.of(), "application/json", body),
                body);
    }

    @Test
    void queriesOfOneSetThatAreSavedAtOnceAreAllKept() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Integer>> saves = IntStream.range(0, 40)
                    .mapToObj(i -> (Callable<Integer>)
                            () -> call("PUT", "/api/queries/sets/care/q" + i, Map.of(), "json", Map.of("query", "word"))
                                    .status())
                    .toList();
            for (Future<Integer> status : threads.invokeAll(saves)) {
                assertEquals(200, status.get());
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(40, store.live().size());
    }

    @Test
    void tenThousandQueriesAreSavedAtOnce() throws Exception {
        List<Map<String, String>> queries = IntStream.range(0, 10_000)
                .mapToObj(i -> Map.of("name", "q" + i, "query", "word" + i + " (red OR green)", "topic", "t" + i % 7))
                .toList();
        assertEquals(
                200,
                call("PUT", "/api/queries/sets/many", Map.of(), "application/json", Map.of("queries", queries))
                        .status());
        assertEquals(10_000, store.live().size());
        assertEquals(List.of("query many/q4711", "topic t0"), names(find("", "a green word4711")));
    }

    @Test
    void aFileThatIsEditedOnTheDiskIsLiveAndABrokenOneIsTold() throws Exception {
        Path file = home.resolve("etc/queries/care.queries");
        Files.createDirectories(file.getParent());
        edit(file, CARE, 1);
        assertEquals(2, store.live().size());
        edit(file, CARE + "\nthird\n    (broken\n", 2);
        assertEquals(2, store.live().size());
        assertEquals("[care]", store.broken().keySet().toString());
        edit(file, CARE + "\nthird\n    mended\n", 3);
        assertEquals(3, store.live().size());
        assertTrue(store.broken().isEmpty());
        Files.delete(file);
        store.look();
        assertEquals(0, store.live().size());
    }

    private void edit(Path file, String text, int second) throws Exception {
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(THEN.plusSeconds(second)));
        store.look();
    }

    @Test
    void earlierVersionsAreKept() throws Exception {
        put("care", CARE);
        String version = store.live().sets().get("care").version();
        put("care", CARE.replace("rude OR unfriendly", "rude"));
        Response all = call("GET", "/api/queries/versions/care", Map.of(), "", "");
        assertEquals(2, ((List<?>) ((Map<?, ?>) all.body()).get("versions")).size());
        Response one = call("GET", "/api/queries/versions/care", Map.of("version", version), "", "");
        assertEquals(CARE, one.body());
    }

    @Test
    void aQueryIsTriedOnTheLastSignalsWithWhatIsPersonalMasked() throws Exception {
        journal.append(IntStream.range(0, 2_500)
                .mapToObj(i -> (Entry) Entry.Heard.of(
                        "mail",
                        Signal.of("message")
                                .text(i % 100 == 0 ? "parcel " + i + " late, write to ada@example.org" : "fine")
                                .build()))
                .toList());
        Response response =
                call("POST", "/api/queries/try", Map.of(), "application/json", Map.of("query", "late", "last", 1_250));
        Tryout.Report report = (Tryout.Report) response.body();
        assertEquals("1250 12 true", report.signals() + " " + report.hits() + " " + report.whole());
        Tryout.Example example = report.examples().get(0);
        assertEquals("parcel 2400 late, write to a••@•••••••.org", example.text());
        assertEquals("late", example.text().substring(example.from(), example.to()));
        assertEquals(
                12, report.days().values().stream().mapToInt(Integer::intValue).sum());
    }

    @Test
    void hitsAreCountedByHourAndDay() throws Exception {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < 48; i++) {
            Signal signal = Signal.of("message")
                    .text("late")
                    .occurredAt(THEN.plus(Duration.ofHours(i)))
                    .build();
            Entry.Heard heard = Entry.Heard.of("mail", signal);
            entries.add(Entry.Understood.of(
                    heard,
                    null,
                    List.of(Insight.of("query", "care/late"), Insight.of("query", i == 0 ? "care0/x" : "z/y"))));
        }
        state.apply(entries);
        String to = THEN.plus(Duration.ofDays(3)).toString();
        Map<String, String> asked = Map.of("query", "care/late", "from", THEN.toString(), "to", to);
        assertEquals(
                48,
                hits(asked, "hour").stream().filter(count -> count.hits() == 1).count());
        assertEquals(
                48, hits(asked, "day").stream().mapToLong(QueryHits.Count::hits).sum());
        assertTrue(hits(asked, "day").size() <= 3);
        assertEquals(
                48,
                hits(Map.of("query", "care/", "from", THEN.toString(), "to", to), "hour")
                        .size());
        assertEquals(96, hits(Map.of("from", THEN.toString(), "to", to), "hour").size());
    }

    @Test
    void ofTooManyHitsTheLatestAreTold() throws Exception {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Signal signal = Signal.of("message")
                    .text("late")
                    .occurredAt(THEN.plus(Duration.ofHours(i)))
                    .build();
            entries.add(Entry.Understood.of(
                    Entry.Heard.of("mail", signal),
                    null,
                    List.of(Insight.of("query", "care/a"), Insight.of("query", "care/b"))));
        }
        state.apply(entries);
        Instant to = THEN.plus(Duration.ofDays(1));
        List<QueryHits.Count> counts = state.read(QueryHits.NAME, tx -> QueryHits.read(tx, "care/", THEN, to, 1, 4));
        assertEquals(
                List.of("care/a", "care/b", "care/a", "care/b"),
                counts.stream().map(QueryHits.Count::query).toList());
        assertTrue(counts.get(0).from().isAfter(THEN));
        assertTrue(counts.get(3).from().isAfter(counts.get(0).from()));
    }

    @SuppressWarnings("unchecked")
    private List<QueryHits.Count> hits(Map<String, String> asked, String by) throws Exception {
        Map<String, String> query = new java.util.HashMap<>(asked);
        query.put("by", by);
        return (List<QueryHits.Count>)
                ((Map<?, ?>) call("GET", "/api/queries/hits", query, "", "").body()).get("hits");
    }

    @Test
    void validatingTellsTheMistakesAndSavesNothing() throws Exception {
        Response response = call(
                "POST", "/api/queries/validate", Map.of(), "application/json", Map.of("query", "late AND\nNEAR/3 x"));
        Map<?, ?> body = (Map<?, ?>) response.body();
        assertEquals(false, body.get("ok"));
        SetFault fault = (SetFault) ((List<?>) body.get("faults")).get(0);
        assertEquals("2 1", fault.line() + " " + fault.column());
        assertEquals(0, store.live().size());
    }

    @Test
    void aNameThatWouldLeaveTheFolderIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> put("../x", CARE));
        assertThrows(IllegalArgumentException.class, () -> put("Care", CARE));
    }
}
