package io.antiphon.rules.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.antiphon.rules.lang.Rule;
import io.antiphon.rules.lang.RuleReader;
import io.antiphon.rules.lang.RuleReader.Read;
import io.antiphon.rules.text.Tree;
import io.antiphon.rules.text.Written;
import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import io.antiphon.spi.Endpoint;
import io.antiphon.spi.Person;
import io.antiphon.spi.Request;
import io.antiphon.spi.Response;
import io.antiphon.spi.Role;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** {@code /api/rules}: files of rules and single rules, read, written, switched, moved, tried. */
final class RuleResources {

    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final String FILE = "/api/rules/files/{file}";
    private static final String RULE = FILE + "/rules/{rule}";
    private static final int USUAL_SIGNALS = 10_000;

    private final RuleStore store;
    private final DryRuns runs;
    private final RuleViews views;

    RuleResources(RuleStore store, DryRuns runs, RuleViews views) {
        this.store = store;
        this.runs = runs;
        this.views = views;
    }

    List<Endpoint> all() {
        return List.of(
                Endpoint.of(
                        "GET",
                        "/api/rules",
                        "All rules, how often they acted, and what is wrong.",
                        any -> Response.ok(views.list())),
                Endpoint.of("GET", "/api/rules/schema", "The JSON schema of a file of rules.", any -> schema()),
                Endpoint.of(
                        "GET",
                        "/api/rules/choices",
                        "Words that signals have had so far, to choose from.",
                        any -> Response.ok(views.choices())),
                writing(
                        "POST",
                        "/api/rules/validate",
                        "Tells what is wrong in {text} or {rule, unit}, and what it says in words.",
                        this::validate),
                writing(
                        "POST",
                        "/api/rules/dry-run",
                        "Tries {file, text} beside what is live over the {last} signals.",
                        this::begin),
                writing(
                        "GET",
                        "/api/rules/dry-run/{id}",
                        "How a dry run stands.",
                        request ->
                                Response.ok(runs.find(request.parameter("id")).report())),
                writing("DELETE", "/api/rules/dry-run/{id}", "Ends a dry run.", this::cancel),
                Endpoint.of("GET", FILE, "A file: its text, its rules and its version as ETag.", this::file),
                writing(
                        "PUT",
                        FILE,
                        "Saves a file, as YAML or JSON: live when this answers, or refused. With If-Match.",
                        this::save),
                writing("DELETE", FILE, "Deletes a file. With If-Match.", this::delete),
                Endpoint.of(
                        "GET",
                        FILE + "/versions",
                        "A file's versions, or the text of one: ?version=….",
                        this::versions),
                writing(
                        "PUT",
                        RULE,
                        "Saves one rule as JSON; the rest of the file stays as it is written.",
                        this::saveRule),
                writing("DELETE", RULE, "Deletes one rule.", this::deleteRule),
                writing("POST", RULE + "/switch", "Switches a rule on or off: {enabled}.", this::switchRule),
                writing(
                        "POST",
                        RULE + "/move",
                        "Moves a rule to another place in its file: {to}, from 0.",
                        this::moveRule));
    }

    private static Endpoint writing(String method, String path, String summary, Endpoint.Handler handler) {
        return Endpoint.of(method, path, summary, Role.SUPERVISOR, handler);
    }

    private static Response schema() throws IOException {
        try (InputStream in = RuleResources.class.getResourceAsStream("/io/antiphon/rules/rules.schema.json")) {
            if (in == null) {
                throw new AntiphonException(Code.BROKEN, "The schema is missing from the bundle");
            }
            return new Response(200, Map.of("content-type", "application/schema+json"), in.readAllBytes());
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> body(Request request) {
        try {
            Object body = JSON.readValue(request.body(), Object.class);
            if (body instanceof Map<?, ?> map) {
                return (Map<String, Object>) map;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The body is no JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new IllegalArgumentException("The body cannot be read: " + e.getMessage());
        }
        throw new IllegalArgumentException("The body is a JSON object");
    }

    private Read known(Request request) {
        String name = request.parameter("file");
        return store.file(name)
                .orElseThrow(() -> new AntiphonException(Code.NOT_FOUND, "There is no file of rules '" + name + "'"));
    }

    private Response file(Request request) {
        Read read = known(request);
        return new Response(200, Map.of("etag", '"' + read.version() + '"'), views.file(read));
    }

    private static String match(Request request) {
        return request.header("if-match")
                .or(() -> request.query("match"))
                .orElse("")
                .replace("\"", "")
                .replace("W/", "")
                .strip();
    }

    /** Refuses who may not write rules for all that a file is about. */
    private static void may(Person person, Read read) {
        if (person.units().isEmpty()) {
            return;
        }
        List<String> units = new ArrayList<>();
        if (read.tree() instanceof Tree.Fields fields && fields.fields().get("unit") != null) {
            fields.fields().get("unit").value().each().forEach(unit -> units.add(String.valueOf(unit.plain())));
        }
        if (units.isEmpty() || !units.stream().allMatch(person::covers)) {
            throw new AntiphonException(
                    Code.FORBIDDEN,
                    "You may write rules only in files whose 'unit' is yours: " + String.join(", ", person.units()));
        }
    }

    /** Changes a file if its units and those it would have are the person's. */
    private Response change(Request request, UnaryOperator<String> change) {
        String name = request.parameter("file");
        Read read = store.update(
                name,
                old -> {
                    if (!old.isBlank()) {
                        may(request.person(), RuleReader.read(name, old));
                    }
                    String text = change.apply(old);
                    may(request.person(), RuleReader.read(name, text));
                    return text;
                },
                match(request),
                request.user());
        return answer(read);
    }

    private Response answer(Read read) {
        return read.faults().isEmpty()
                ? new Response(200, Map.of("etag", '"' + read.version() + '"'), views.file(read))
                : refused(read);
    }

    private static Response refused(Read read) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", "There are mistakes in the rules");
        problem.put("status", 422);
        problem.put("detail", read.faults().get(0).toString());
        problem.put("faults", read.faults());
        return new Response(422, Map.of("content-type", "application/problem+json"), problem);
    }

    private Response save(Request request) {
        return change(request, old -> request.text());
    }

    private Response delete(Request request) {
        may(request.person(), known(request));
        store.delete(request.parameter("file"), match(request), request.user());
        return Response.empty();
    }

    private Response saveRule(Request request) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("name", request.parameter("rule"));
        rule.putAll(body(request));
        return change(request, old -> Splice.of(old).put(request.parameter("rule"), rule));
    }

    private Response deleteRule(Request request) {
        known(request);
        return change(request, old -> Splice.of(old).without(request.parameter("rule")));
    }

    private Response switchRule(Request request) {
        known(request);
        if (!(body(request).get("enabled") instanceof Boolean enabled)) {
            throw new IllegalArgumentException("enabled: true or false");
        }
        return change(request, old -> Splice.of(old).switched(request.parameter("rule"), enabled));
    }

    private Response moveRule(Request request) {
        known(request);
        if (!(body(request).get("to") instanceof Integer to)) {
            throw new IllegalArgumentException("to: a place in the file, from 0");
        }
        return change(request, old -> Splice.of(old).moved(request.parameter("rule"), to));
    }

    private Response versions(Request request) throws IOException {
        String file = request.parameter("file");
        if (!file.matches(RuleReader.NAME)) {
            throw new AntiphonException(Code.NOT_FOUND, "There is no file of rules '" + file + "'");
        }
        String version = request.query("version").orElse("");
        if (version.isEmpty()) {
            return Response.ok(Map.of("versions", store.history().of(file)));
        }
        String text = store.history()
                .text(file, version)
                .orElseThrow(() -> new AntiphonException(Code.NOT_FOUND, "There is no version '" + version + "'"));
        return new Response(200, Map.of("content-type", "text/plain; charset=utf-8"), text);
    }

    private Response validate(Request request) {
        Map<String, Object> body = body(request);
        String text = body.get("text") instanceof String given ? given : "";
        Map<String, Object> view = new LinkedHashMap<>();
        if (body.get("rule") instanceof Map<?, ?> rule) {
            Map<String, Object> file = new LinkedHashMap<>();
            if (body.get("unit") != null) {
                file.put("unit", body.get("unit"));
            }
            file.put("rules", List.of(rule));
            text = Written.of(file, 0);
            view.put("yaml", "- " + Written.of(rule, 2));
        }
        Read read = RuleReader.read("draft", text);
        view.put("ok", read.faults().isEmpty());
        view.put("faults", read.faults());
        view.put("rules", read.rules().stream().map(views::rule).toList());
        return Response.ok(view);
    }

    private Response begin(Request request) {
        Map<String, Object> body = body(request);
        String file = body.get("file") instanceof String given ? given : "draft";
        String text = body.get("text") instanceof String given
                ? given
                : store.file(file).map(Read::text).orElse("");
        if (body.get("rule") instanceof Map<?, ?> rule) {
            text = Splice.of(text).put(String.valueOf(rule.get("name")), plain(rule));
        }
        if (body.get("switchOn") instanceof Boolean on && on) {
            for (Rule rule : RuleReader.read(file, text).rules()) {
                text = rule.enabled() ? text : Splice.of(text).switched(rule.name(), true);
            }
        }
        Read read = RuleReader.read(file, text);
        if (!read.faults().isEmpty()) {
            return refused(read);
        }
        int last = body.get("last") instanceof Integer number ? number : USUAL_SIGNALS;
        RuleStore.Live live = store.live();
        String id = runs.begin(live.with(file, read).rules(), live.rules(), last, request.person());
        return Response.of(202, Map.of("id", id));
    }

    private static Map<String, Object> plain(Map<?, ?> rule) {
        Map<String, Object> plain = new LinkedHashMap<>();
        rule.forEach((name, value) -> plain.put(String.valueOf(name), value));
        return plain;
    }

    private Response cancel(Request request) {
        runs.find(request.parameter("id")).cancel();
        return Response.empty();
    }
}
