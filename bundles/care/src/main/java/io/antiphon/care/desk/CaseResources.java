package io.antiphon.care.desk;

import io.antiphon.care.cases.Case;
import io.antiphon.care.cases.CaseId;
import io.antiphon.care.settings.Macro;
import io.antiphon.care.settings.Template;
import io.antiphon.spi.Endpoint;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Person;
import io.antiphon.spi.Position;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Request;
import io.antiphon.spi.Response;
import io.antiphon.spi.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /api/cases}: cases, and what can be done to them. */
public final class CaseResources {

    private static final int MOST_LOOKED = 20_000;

    private final Kernel kernel;
    private final Presence presence;
    private final Locks locks = new Locks();
    private final Replies replies;
    private final Verbs verbs;
    private final Suggestions suggestions;

    CaseResources(Kernel kernel, Presence presence) {
        this.kernel = kernel;
        this.presence = presence;
        this.replies = new Replies(kernel, locks);
        this.verbs = new Verbs(kernel);
        this.suggestions = new Suggestions(kernel, presence);
    }

    List<Endpoint> all() {
        List<Endpoint> all = new ArrayList<>();
        all.add(Endpoint.of(
                "GET",
                "/api/cases",
                "Cases: ?state=&queue=&assignee=&unit=&waiting=&text=&order=priority|due|latest&limit=&after=.",
                this::list));
        all.add(Endpoint.of(
                "GET",
                "/api/cases/{id}",
                "A case with its whole conversation; ?personal=shown tells what is personal, which is recorded.",
                this::one));
        all.add(Endpoint.of(
                "GET",
                "/api/cases/{id}/suggestions",
                "Who should take a case, which others may be the same, and texts to begin with.",
                this::suggest));
        all.add(Endpoint.of(
                "POST", "/api/cases/{id}/presence", "Says that one looks at a case.", Role.VIEWER, this::look));
        all.add(Endpoint.of("POST", "/api/cases/{id}/reply", "Answers the customer, once.", Role.AGENT, this::reply));
        all.add(Endpoint.of("POST", "/api/cases/{id}/macro", "Does all that a macro says.", Role.AGENT, this::macro));
        for (String verb : Verbs.NAMES) {
            all.add(Endpoint.of(
                    "POST",
                    "/api/cases/{id}/" + verb,
                    "Does to a case: " + verb + ".",
                    Role.AGENT,
                    request -> order(verb, request)));
        }
        return all;
    }

    private Response list(Request request) {
        presence.seen(request.person());
        ListQuery query = new ListQuery(request);
        Position reached = kernel.reached();
        List<Case> page = query.page(kernel, MOST_LOOKED);
        CaseJson json = new CaseJson(kernel, presence, true);
        boolean more = page.size() > query.limit();
        List<Case> shown = more ? page.subList(0, query.limit()) : page;
        Map<String, Object> body = new HashMap<>();
        body.put(
                "items", shown.stream().map(one -> json.of(one, request.user())).toList());
        body.put("next", more ? query.key(shown.get(shown.size() - 1)) : null);
        body.put("position", reached.toString());
        return Response.ok(body);
    }

    private Response one(Request request) {
        presence.seen(request.person());
        Case one = kernel.find(request.parameter("id"), request.person());
        String personal = request.query("personal").orElse("masked");
        if (!personal.equals("masked") && !personal.equals("shown")) {
            throw new IllegalArgumentException("personal: masked or shown");
        }
        if (personal.equals("shown")) {
            Entry order = Entry.Commanded.of(request.user(), "show-personal", request.path(), Map.of());
            kernel.recorder().append(List.of(order));
        }
        CaseJson json = new CaseJson(kernel, presence, personal.equals("masked"));
        Map<String, Object> body = json.of(one, request.user());
        body.put("seen", Position.of(one.changed).toString());
        replies.latest(one, "").ifPresent(heard -> body.put("reply", Replies.target(heard)));
        List<Map<String, Object>> items = new Conversation(kernel, json).of(one);
        boolean more = items.size() > Conversation.most();
        body.put("items", more ? items.subList(items.size() - Conversation.most(), items.size()) : items);
        body.put("more", more);
        return Response.ok(body);
    }

    private Response suggest(Request request) {
        return Response.ok(suggestions.of(kernel.find(request.parameter("id"), request.person()), request.person()));
    }

    private Response look(Request request) {
        presence.seen(request.person());
        Case one = kernel.find(request.parameter("id"), request.person());
        presence.look(one.id, request.person(), Body.of(request).flag("writing"));
        return Response.ok(Map.of("present", presence.at(one.id, request.user())));
    }

    private Response reply(Request request) throws Exception {
        presence.seen(request.person());
        Case one = kernel.find(request.parameter("id"), request.person());
        return reply(one, Body.of(request), key(request), request.person());
    }

    private static String key(Request request) {
        return request.header("idempotency-key").orElse("");
    }

    private Response reply(Case one, Body body, String key, Person agent) throws Exception {
        Replies.Result result = replies.reply(one.id, body, key, agent);
        Response refusal = result.refusal();
        return refusal != null ? refusal : done(one.id, result.position(), result.repeated(), agent);
    }

    private Response done(long id, Position position, boolean repeated, Person who) {
        kernel.await(position);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("position", position.toString());
        if (repeated) {
            body.put("repeated", true);
        }
        Case one = kernel.find(CaseId.of(id), who);
        Map<String, Object> json = new CaseJson(kernel, presence, true).of(one, who.name());
        json.put("seen", Position.of(one.changed).toString());
        body.put("case", json);
        return Response.ok(body);
    }

    private Response order(String verb, Request request) throws Exception {
        presence.seen(request.person());
        Case one = kernel.find(request.parameter("id"), request.person());
        return order(verb, one.id, Body.of(request), request.person());
    }

    private Response order(String verb, long id, Body body, Person who) throws Exception {
        Position position = locks.with(id, () -> {
            kernel.await(kernel.journal().end());
            Case one = kernel.find(CaseId.of(id), who);
            Map<String, Object> told = verbs.read(verb, one, body, who);
            told.putAll(kernel.about(one));
            Entry order = Entry.Commanded.of(who.name(), verb, CaseId.subject(one.id), told);
            return kernel.recorder().append(List.of(order)).get(0).position();
        });
        return done(id, position, false, who);
    }

    private Response macro(Request request) throws Exception {
        presence.seen(request.person());
        Case one = kernel.find(request.parameter("id"), request.person());
        Body body = Body.of(request);
        String name = body.needed("name", 64);
        Macro macro = kernel.settings()
                .macro(name)
                .orElseThrow(() -> new IllegalArgumentException("name: there is no macro '" + name + "'"));
        @Nullable Response last = null;
        int number = 0;
        for (Macro.Step step : macro.steps()) {
            String key = key(request).isEmpty() ? "" : key(request) + " " + number++;
            last = step(step, one, body, key, request.person());
            if (last.status() != 200) {
                return last;
            }
        }
        return last == null ? Response.empty() : last;
    }

    private Response step(Macro.Step step, Case one, Body body, String key, Person who) throws Exception {
        Map<String, Object> values = new HashMap<>(step.body());
        if (!step.verb().equals("reply")) {
            return order(step.verb(), one.id, new Body(values), who);
        }
        String text = values.remove("template") instanceof String name
                ? kernel.settings().template(name).map(Template::text).orElse("")
                : String.valueOf(values.getOrDefault("text", ""));
        Profile customer = kernel.profiles().get(one.profile).orElse(Profile.ANONYMOUS);
        Variables.Filled filled = Variables.of(one, customer, who).fill(text);
        if (!filled.missing().isEmpty()) {
            throw new IllegalArgumentException("Nobody knows a value of " + String.join(", ", filled.missing())
                    + ", so that the macro's answer cannot be sent as it is; write it yourself");
        }
        values.put("text", filled.text());
        values.put("seen", body.text("seen", 40));
        return reply(one, new Body(values), key, who);
    }
}
