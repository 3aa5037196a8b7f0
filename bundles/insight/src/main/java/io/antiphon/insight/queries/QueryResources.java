package io.antiphon.insight.queries;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import io.antiphon.spi.Endpoint;
import io.antiphon.spi.Journal;
import io.antiphon.spi.Request;
import io.antiphon.spi.Response;
import io.antiphon.spi.State;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code /api/queries}: sets of listening queries, their versions, what a query would find, and what all have found. */
final class QueryResources {

    private static final int USUAL_SIGNALS = 10_000;
    private static final int MOST_COUNTS = 20_000;
    private static final Duration USUAL_TIME = Duration.ofDays(14);
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final QueryStore store;
    private final Tryout tryout;
    private final State state;

    QueryResources(QueryStore store, Journal journal, State state) {
        this.store = store;
        this.tryout = new Tryout(journal);
        this.state = state;
    }

    List<Endpoint> all() {
        return List.of(
                Endpoint.of("GET", "/api/queries", "The sets of listening queries.", request -> list()),
                Endpoint.of("GET", "/api/queries/sets/{set}", "A set: its text and its queries.", this::set),
                Endpoint.of(
                        "PUT",
                        "/api/queries/sets/{set}",
                        "Saves a set, as text or JSON: live when this answers, or refused.",
                        this::save),
                Endpoint.of("DELETE", "/api/queries/sets/{set}", "Deletes a set.", this::delete),
                Endpoint.of(
                        "PUT", "/api/queries/sets/{set}/{query}", "Saves one query: {query, topic}.", this::saveOne),
                Endpoint.of("DELETE", "/api/queries/sets/{set}/{query}", "Deletes one query.", this::deleteOne),
                Endpoint.of(
                        "GET",
                        "/api/queries/versions/{set}",
                        "A set's versions, or the text of one: ?version=….",
                        this::versions),
                Endpoint.of(
                        "POST", "/api/queries/validate", "Tells what is wrong in a query: {query}.", this::validate),
                Endpoint.of(
                        "POST",
                        "/api/queries/try",
                        "Tries a query on the last signals: {query, last, unit}.",
                        this::tryOut),
                Endpoint.of(
                        "GET",
                        "/api/queries/hits",
                        "Hits over time: ?query=SET/NAME&by=hour&from=…&to=….",
                        this::hits));
    }

    private Response list() {
        Map<String, QuerySet> broken = store.broken();
        List<Map<String, Object>> sets = new ArrayList<>();
        store.live().sets().values().stream()
                .sorted(java.util.Comparator.comparing(QuerySet::name))
                .forEach(set -> {
                    Map<String, Object> view = head(set);
                    QuerySet wrong = broken.get(set.name());
                    view.put("faults", wrong == null ? List.of() : wrong.faults());
                    sets.add(view);
                });
        return Response.ok(Map.of(
                "sets",
                sets,
                "queries",
                store.live().size(),
                "askedOfAll",
                store.live().always()));
    }

    private static Map<String, Object> head(QuerySet set) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("name", set.name());
        view.put("unit", set.unit());
        view.put("version", set.version());
        view.put("queries", set.queries().size());
        return view;
    }

    private QuerySet live(String name) {
        QuerySet set = store.live().sets().get(name);
        if (set == null) {
            throw new AntiphonException(Code.NOT_FOUND, "There is no set '" + name + "'");
        }
        return set;
    }

    private Response set(Request request) {
        QuerySet set = live(request.parameter("set"));
        QuerySet wrong = store.broken().get(set.name());
        Map<String, Object> view = head(set);
        view.put("queries", set.queries());
        view.put("faults", wrong == null ? List.of() : wrong.faults());
        view.put("text", store.text(set.name()).orElse(""));
        return Response.ok(view);
    }

    private Response save(Request request) {
        boolean json = request.header("content-type").orElse("").contains("json");
        String name = request.parameter("set");
        return saved(store.save(name, json ? text(request) : request.text(), request.user()));
    }

    private static Response saved(QueryStore.Saved saved) {
        return saved.faults().isEmpty() ? Response.ok(head(saved.set())) : refused(saved.faults());
    }

    /** A set as JSON, written as text: {@code {unit, queries: [{name, topic, query}]}}. */
    private static String text(Request request) {
        JsonNode body = json(request);
        List<Listed> queries = new ArrayList<>();
        if (!body.path("queries").isArray() || body.path("queries").size() > QuerySet.MOST) {
            throw new IllegalArgumentException(
                    "queries: an array of at most " + QuerySet.MOST + " {name, topic, query}");
        }
        for (JsonNode each : body.path("queries")) {
            queries.add(listed(line(each, "name"), each));
        }
        return SetText.of(line(body, "unit"), queries);
    }

    private static Listed listed(String name, JsonNode node) {
        if (!name.matches(QuerySet.NAME)) {
            throw new IllegalArgumentException("'" + name + "' can be no query's name; one looks like late-delivery");
        }
        return new Listed(name, line(node, "topic"), query(node), 0);
    }

    private static String query(JsonNode node) {
        JsonNode query = node.path("query");
        if (!query.isTextual() && !query.isMissingNode()) {
            throw new IllegalArgumentException("query: a text, such as \"late AND parcel\"");
        }
        return query.asText();
    }

    private static String line(JsonNode node, String field) {
        String value = node.path(field).asText("");
        if (value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0) {
            throw new IllegalArgumentException(field + ": one line, not several");
        }
        return value.strip();
    }

    private static JsonNode json(Request request) {
        try {
            JsonNode body = JSON.readTree(request.body());
            if (body.isObject()) {
                return body;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The body is no JSON: " + e.getOriginalMessage());
        } catch (java.io.IOException e) {
            throw new IllegalArgumentException("The body cannot be read: " + e.getMessage());
        }
        throw new IllegalArgumentException("The body is a JSON object");
    }

    private Response delete(Request request) {
        store.delete(request.parameter("set"), request.user());
        return Response.empty();
    }

    private Response saveOne(Request request) {
        String set = request.parameter("set");
        String name = request.parameter("query");
        Listed query = listed(name, json(request));
        Query.Parsed parsed = Query.read(query.text());
        if (parsed.query() == null) {
            return refused(faults(name, query.text(), parsed.mistakes()));
        }
        return saved(store.update(set, text -> SetText.with(text, query), request.user()));
    }

    private Response deleteOne(Request request) {
        String set = request.parameter("set");
        String name = request.parameter("query");
        return saved(store.update(set, text -> without(set, text, name), request.user()));
    }

    private String without(String set, String text, String name) {
        if (live(set).queries().stream().noneMatch(query -> query.name().equals(name))) {
            throw new AntiphonException(Code.NOT_FOUND, "There is no query '" + name + "' in '" + set + "'");
        }
        return SetText.without(text, name);
    }

    private Response versions(Request request) throws Exception {
        String set = request.parameter("set");
        if (!set.matches(QuerySet.NAME)) {
            throw new AntiphonException(Code.NOT_FOUND, "There is no set '" + set + "'");
        }
        String version = request.query("version").orElse("");
        if (version.isEmpty()) {
            return Response.ok(Map.of("versions", store.history().of(set)));
        }
        String text = store.history()
                .text(set, version)
                .orElseThrow(
                        () -> new AntiphonException(Code.NOT_FOUND, "There is no version '" + version + "' of it"));
        return new Response(200, Map.of("content-type", "text/plain; charset=utf-8"), text);
    }

    private static List<SetFault> faults(String name, String text, List<Mistake> mistakes) {
        return mistakes.stream()
                .map(mistake -> {
                    String before = text.substring(0, Math.min(mistake.from(), text.length()));
                    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
                    int column = before.length() - before.lastIndexOf('\n');
                    return new SetFault(name, line, column, mistake.message(), mistake.shown(text));
                })
                .toList();
    }

    private Response validate(Request request) {
        String text = query(json(request));
        Query.Parsed parsed = Query.read(text);
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("ok", parsed.query() != null);
        view.put("mistakes", parsed.mistakes());
        view.put("faults", faults("", text, parsed.mistakes()));
        return Response.ok(view);
    }

    private Response tryOut(Request request) {
        JsonNode body = json(request);
        String text = query(body);
        Query.Parsed parsed = Query.read(text);
        if (parsed.query() == null) {
            return refused(faults("", text, parsed.mistakes()));
        }
        String unit = line(body, "unit");
        Expression own = parsed.query().expression();
        int last = Math.max(1, body.path("last").asInt(USUAL_SIGNALS));
        return Response.ok(tryout.run(
                unit.isEmpty()
                        ? own
                        : new Expression.And(List.of(new Expression.Is(Fields.UNIT, Folding.fold(unit)), own)),
                last));
    }

    private Response hits(Request request) {
        Instant to = instant(request, "to", Instant.now());
        Instant from = instant(request, "from", to.minus(USUAL_TIME));
        String by = request.query("by").orElse("day");
        if (!by.equals("hour") && !by.equals("day")) {
            throw new IllegalArgumentException("by: hour or day, not '" + by + "'");
        }
        String query = request.query("query").orElse("");
        int step = by.equals("hour") ? 1 : 24;
        return Response.ok(Map.of(
                "from", from,
                "to", to,
                "by", by,
                "hits", state.read(QueryHits.NAME, tx -> QueryHits.read(tx, query, from, to, step, MOST_COUNTS))));
    }

    private static Instant instant(Request request, String name, Instant otherwise) {
        String text = request.query(name).orElse("");
        try {
            return text.isEmpty() ? otherwise : Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(name + ": a time such as 2026-11-21T00:00:00Z, not '" + text + "'");
        }
    }

    /** What has mistakes is not saved: 422, with their places. */
    private static Response refused(List<SetFault> faults) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", "There are mistakes in the queries");
        problem.put("status", 422);
        problem.put("detail", faults.get(0).toString());
        problem.put("faults", faults);
        return new Response(422, Map.of("content-type", "application/problem+json"), problem);
    }
}
