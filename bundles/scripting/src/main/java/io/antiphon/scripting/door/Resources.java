package io.antiphon.scripting.door;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.antiphon.scripting.kinds.Kind;
import io.antiphon.scripting.life.Desk;
import io.antiphon.scripting.life.Typings;
import io.antiphon.scripting.life.Workshop;
import io.antiphon.scripting.sandbox.Sandbox;
import io.antiphon.scripting.sandbox.ScriptFault;
import io.antiphon.scripting.trial.Trials;
import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Endpoint;
import io.antiphon.spi.Plugins.Plugin;
import io.antiphon.spi.Request;
import io.antiphon.spi.Response;
import io.antiphon.spi.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code /api/scripts}: the scripts, their versions, settings, tests, logs and trials. */
public final class Resources {

    private static final int MOST_TEXT = 2 << 20;
    private static final int USUAL_SIGNALS = 10_000;
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final Workshop workshop;
    private final Desk desk;
    private final Trials trials;
    private final Supplier<Sandbox> sandbox;
    private final Views views;

    /** Resources over a workshop. @param plugins how plugins do, as the road and the routes tell */
    public Resources(Workshop workshop, Trials trials, Supplier<Sandbox> sandbox, Supplier<List<Plugin>> plugins) {
        this.workshop = workshop;
        this.desk = new Desk(workshop);
        this.trials = trials;
        this.sandbox = sandbox;
        this.views = new Views(workshop, desk, plugins);
    }

    /** All of them. */
    public List<Endpoint> all() {
        return List.of(
                seen("/api/scripts", "The scripts and the files beside them.", request -> list()),
                seen("/api/scripts/file", "One file: ?name=vip.policy.js.", request -> file(name(request))),
                Endpoint.of(
                        "PUT", "/api/scripts/file", "Saves a file: live when this answers, or refused.", this::save),
                Endpoint.of("DELETE", "/api/scripts/file", "Deletes a file.", this::delete),
                Endpoint.of("POST", "/api/scripts/check", "Tells whether a text could go live.", this::check),
                Endpoint.of("POST", "/api/scripts/rollback", "Goes back to an earlier version.", this::rollback),
                Endpoint.of("PUT", "/api/scripts/settings", "Gives a script other settings.", this::configure),
                Endpoint.of("POST", "/api/scripts/test", "Runs a script's tests.", this::test),
                seen("/api/scripts/log", "What a script logged: ?name=…&after=LINE.", this::log),
                Endpoint.of("POST", "/api/scripts/try", "Begins a dry run: ?name=…&last=10000.", this::begin),
                seen("/api/scripts/try", "How a dry run stands: ?id=….", this::report),
                Endpoint.of("DELETE", "/api/scripts/try", "Cancels a dry run: ?id=….", this::cancel),
                Endpoint.of("GET", "/api/scripts/types", "The types for editors, antiphon.d.ts.", request -> types()));
    }

    /** What holds sources, secrets or what customers said is for administrators also to see. */
    private static Endpoint seen(String path, String summary, Endpoint.Handler handler) {
        return Endpoint.of("GET", path, summary, Role.ADMINISTRATOR, handler);
    }

    private static String name(Request request) {
        return request.query("name")
                .orElseThrow(() -> new IllegalArgumentException("name: the file, such as ?name=vip.policy.js"));
    }

    private static @Nullable String text(Request request) {
        if (request.body().length > MOST_TEXT) {
            throw new AntiphonException(AntiphonException.Code.TOO_LARGE, "A file has at most 2 MiB");
        }
        return request.body().length == 0 ? null : request.text();
    }

    private static String need(Request request) {
        String text = text(request);
        if (text == null) {
            throw new IllegalArgumentException("The body is the file's text; it is empty");
        }
        return text;
    }

    private Response list() {
        workshop.expect();
        return Response.ok(views.list(sandbox.get()));
    }

    private Response file(String name) {
        if (!workshop.files().containsKey(name)) {
            throw new AntiphonException(AntiphonException.Code.NOT_FOUND, "There is no file '" + name + "'");
        }
        return Response.ok(Kind.of(name).isPresent() ? views.script(name) : views.file(name));
    }

    private Response save(Request request) throws Exception {
        String name = name(request);
        try {
            desk.save(name, need(request), request.user());
        } catch (ScriptFault fault) {
            return refused(fault);
        }
        return file(name);
    }

    private Response delete(Request request) throws Exception {
        desk.delete(name(request), request.user());
        return Response.empty();
    }

    private Response check(Request request) throws Exception {
        String name = name(request);
        try {
            return Response.ok(Map.of("ok", true, "version", desk.check(name, need(request))));
        } catch (ScriptFault fault) {
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("ok", false);
            told.putAll(Views.fault(fault));
            return Response.ok(told);
        }
    }

    private Response rollback(Request request) throws Exception {
        try {
            desk.rollback(name(request), request.query("version").orElse(""), request.user());
        } catch (ScriptFault fault) {
            return refused(fault);
        }
        return file(name(request));
    }

    private Response configure(Request request) throws Exception {
        Map<String, String> values;
        try {
            values = JSON.readValue(need(request), new TypeReference<Map<String, String>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The body is an object of names and values, both strings");
        }
        try {
            desk.configure(name(request), values, request.user());
        } catch (ScriptFault fault) {
            return refused(fault);
        }
        return file(name(request));
    }

    private Response test(Request request) {
        return Response.ok(Map.of("results", Views.results(desk.test(name(request), text(request)))));
    }

    private Response log(Request request) {
        long after = number(request, "after", 0);
        return Response.ok(Map.of("lines", desk.log(name(request)).after(after)));
    }

    private Response begin(Request request) throws Exception {
        try {
            int last = (int) Math.min(Integer.MAX_VALUE, number(request, "last", USUAL_SIGNALS));
            return Response.of(202, Map.of("id", trials.begin(name(request), text(request), last)));
        } catch (ScriptFault fault) {
            return refused(fault);
        }
    }

    private static String id(Request request) {
        return request.query("id").orElseThrow(() -> new IllegalArgumentException("id: the dry run's, such as ?id=t1"));
    }

    private Response report(Request request) {
        return Response.ok(Views.report(trials.report(id(request))));
    }

    private Response cancel(Request request) {
        trials.cancel(id(request));
        return Response.empty();
    }

    private Response types() {
        return new Response(200, Map.of("content-type", "text/plain; charset=utf-8"), Typings.text(workshop.tables()));
    }

    private static long number(Request request, String name, long otherwise) {
        String text = request.query(name).orElse("");
        if (!text.matches("\\d{0,9}")) {
            throw new IllegalArgumentException(name + ": a number, not '" + text + "'");
        }
        return text.isEmpty() ? otherwise : Long.parseLong(text);
    }

    /** What is broken is not saved: 422, with its place. */
    private static Response refused(ScriptFault fault) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", "The script is broken");
        problem.put("status", 422);
        problem.put("detail", String.valueOf(fault.getMessage()));
        problem.putAll(Views.fault(fault));
        return new Response(422, Map.of("content-type", "application/problem+json"), problem);
    }
}
