package io.antiphon.outbound.door;

import io.antiphon.outbound.Book;
import io.antiphon.outbound.Leaving;
import io.antiphon.outbound.Standing;
import io.antiphon.outbound.approval.ApprovalGuard;
import io.antiphon.spi.Action;
import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Connections;
import io.antiphon.spi.Endpoint;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Outbox;
import io.antiphon.spi.Person;
import io.antiphon.spi.Position;
import io.antiphon.spi.Request;
import io.antiphon.spi.Response;
import io.antiphon.spi.Role;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /api/outbox}: what waits to leave, and what people do about it. */
final class OutboxResources {

    private static final int USUAL = 50;
    private static final int MOST = 500;
    private static final int CLIP = 400;

    private final Standing standing;
    private final Connections connections;
    private final Handling handling;

    OutboxResources(Standing standing, Connections connections, Handling handling) {
        this.standing = standing;
        this.connections = connections;
        this.handling = handling;
    }

    List<Endpoint> all() {
        String one = "/api/outbox/{id}";
        return List.of(
                Endpoint.of(
                        "GET",
                        "/api/outbox",
                        "What has not left yet: ?stage=held&connection=…&by=GUARD&unit=…&campaign=…&purpose=…&after=…&limit=….",
                        this::list),
                Endpoint.of("GET", one, "An action that has not left.", this::one),
                Endpoint.of("POST", one + "/approve", "It may leave as far as that depends on a person.", Role.SUPERVISOR, this::approve),
                Endpoint.of("POST", one + "/discard", "It never leaves.", Role.SUPERVISOR, this::discard),
                Endpoint.of(
                        "POST",
                        one + "/resolve",
                        "Says whether an unsure action happened: {happened: true|false, reason}.",
                        Role.AGENT,
                        this::resolve),
                Endpoint.of(
                        "POST",
                        "/api/outbox/approve",
                        "Approves many: {ids: […]} or {filter: {by: …}}, reason.",
                        Role.SUPERVISOR,
                        request -> many(request, true)),
                Endpoint.of(
                        "POST",
                        "/api/outbox/discard",
                        "Discards many: {ids: […]} or {filter: {by: …}}, reason. Says if there are more.",
                        Role.SUPERVISOR,
                        request -> many(request, false)));
    }

    private Response list(Request request) {
        Filter filter = Filter.of(name -> request.query(name).orElse(""));
        int limit = limit(request.query("limit").orElse(""));
        @Nullable Position after = request.query("after").map(Position::parse).orElse(null);
        Person person = request.person();
        Filter.Found found = filter.find(outbox(), standing, person, after, limit);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("items", found.items().stream().map(item -> shown(item, person, CLIP)).toList());
        if (found.next() != null) {
            body.put("next", found.next().toString());
        }
        body.put("counts", outbox().counts().stream().filter(count -> covers(person, count)).toList());
        return Response.ok(body);
    }

    private boolean covers(Person person, Outbox.Count count) {
        return person.units().isEmpty()
                || connections.get(count.connection()).filter(its -> person.covers(its.unit())).isPresent();
    }

    private static int limit(String told) {
        int limit = told.isEmpty() ? USUAL : told.matches("[0-9]{1,4}") ? Integer.parseInt(told) : 0;
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("limit: 1 to " + MOST + ", not '" + told + "'");
        }
        return limit;
    }

    private Response one(Request request) {
        Outbox.Item item = handling.item(request.parameter("id"), request.person());
        return Response.ok(shown(item, request.person(), Integer.MAX_VALUE));
    }

    private Response approve(Request request) {
        Body body = Body.of(request).knows("reason");
        handling.approve(request.parameter("id"), body.text("reason"), request.person());
        return Response.empty();
    }

    private Response discard(Request request) {
        Body body = Body.of(request).knows("reason");
        handling.discard(request.parameter("id"), body.text("reason"), request.person());
        return Response.empty();
    }

    private Response resolve(Request request) {
        Body body = Body.of(request).knows("happened", "reason");
        handling.resolve(request.parameter("id"), body.flag("happened"), body.text("reason"), request.person());
        return Response.empty();
    }

    private Response many(Request request, boolean approve) {
        Body body = Body.of(request).knows("ids", "filter", "reason");
        List<String> ids = body.texts("ids").orElse(List.of());
        if (body.root().has("ids") == body.root().path("filter").isObject()) {
            throw new IllegalArgumentException("ids, filter: one of the two");
        }
        boolean more = false;
        if (!body.root().has("ids")) {
            Body told = new Body(body.root().path("filter")).knows("stage", "connection", "by", "unit", "campaign", "purpose");
            Filter.Found found =
                    Filter.of(told::text).find(outbox(), standing, request.person(), null, Handling.MOST);
            ids = found.items().stream().map(item -> item.decided().action().id()).toList();
            more = found.next() != null;
        }
        Handling.Done done = approve
                ? handling.approve(ids, body.text("reason"), request.person())
                : handling.discard(ids, body.text("reason"), request.person());
        return Response.ok(Map.of("done", done.done(), "refused", done.refused(), "more", more || done.more()));
    }

    private Outbox outbox() {
        return standing.outbox()
                .orElseThrow(() -> new AntiphonException(
                        AntiphonException.Code.UNAVAILABLE,
                        "The outbox is away; nothing leaves meanwhile",
                        Duration.ofSeconds(2),
                        null));
    }

    private Map<String, Object> shown(Outbox.Item item, Person person, int clip) {
        Entry.Decided decided = item.decided();
        Action action = decided.action();
        Leaving leaving = standing.leaving(action);
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", action.id());
        shown.put("stage", item.stage().name().toLowerCase(Locale.ROOT));
        shown.put("since", item.since());
        put(shown, "until", item.until());
        shown.put("attempts", item.attempts());
        shown.put("by", item.by());
        shown.put("reason", item.reason());
        shown.put("type", action.type());
        shown.put("connection", action.connection());
        shown.put("unit", leaving.unit());
        shown.put("channel", leaving.channel());
        shown.put("purpose", leaving.purpose());
        shown.put("campaign", leaving.campaign());
        shown.put("author", leaving.author());
        shown.put("policy", decided.policy());
        shown.put("position", decided.position());
        shown.put("cause", decided.cause());
        shown.put("decidedAt", decided.at());
        put(shown, "profile", decided.profile());
        put(shown, "case", action.attributes().get("case"));
        put(shown, "notBefore", action.notBefore());
        Book book = standing.book();
        if (book != null) {
            shown.put("approvedBy", book.approvals(action.id()).stream().map(one -> one.who()).distinct().toList());
            shown.put("fourEyes", ApprovalGuard.isAsked(leaving, book));
        }
        if (person.role().includes(Role.AGENT)) {
            put(shown, "to", action.to());
            put(shown, "subject", action.attributes().get("subject"));
            String text = action.text();
            put(shown, "text", text == null || text.length() <= clip ? text : text.substring(0, clip) + "…");
        }
        return shown;
    }

    private static void put(Map<String, Object> shown, String name, @Nullable Object value) {
        if (value != null) {
            shown.put(name, value instanceof io.antiphon.spi.Identity ? value.toString() : value);
        }
    }
}
