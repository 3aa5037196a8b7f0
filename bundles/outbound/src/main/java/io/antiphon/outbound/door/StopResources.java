package io.antiphon.outbound.door;

import io.antiphon.outbound.Book;
import io.antiphon.outbound.Standing;
import io.antiphon.outbound.calendar.Event;
import io.antiphon.outbound.calendar.Pause;
import io.antiphon.outbound.stop.Scope;
import io.antiphon.outbound.stop.Stop;
import io.antiphon.outbound.stop.StopSwitch;
import io.antiphon.spi.Endpoint;
import io.antiphon.spi.Outbox;
import io.antiphon.spi.Request;
import io.antiphon.spi.Response;
import io.antiphon.spi.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * {@code /api/stops}. Whoever answers customers may press stop, for everything too: one stop too many costs some minutes, one too few
 * cannot be taken back. Only who answers for all that was stopped resumes it.
 */
final class StopResources {

    private static final int LATEST = 50;
    private static final int NEXT = 20;

    private final Standing standing;
    private final StopSwitch stops;

    StopResources(Standing standing, StopSwitch stops) {
        this.standing = standing;
        this.stops = stops;
    }

    List<Endpoint> all() {
        return List.of(
                Endpoint.of(
                        "GET",
                        "/api/stops",
                        "Whether anything may leave, what is stopped by whom, and what is planned.",
                        r -> list()),
                Endpoint.of(
                        "POST",
                        "/api/stops",
                        "Stops everything that leaves, or by unit, channel, connection, campaign. Durable when it answers.",
                        Role.AGENT,
                        this::press),
                Endpoint.of(
                        "POST",
                        "/api/stops/{id}/resume",
                        "Ends a stop: {approve: \"all\"|\"none\"|[action ids]} says what of that which waited may leave.",
                        Role.SUPERVISOR,
                        this::resume));
    }

    private Response list() {
        Map<String, Object> body = new LinkedHashMap<>();
        Book book = standing.book();
        Instant now = standing.now();
        long held = 0;
        long waiting = 0;
        long unsure = 0;
        Optional<Outbox> outbox = standing.outbox();
        for (Outbox.Count count : outbox.map(Outbox::counts).orElse(List.of())) {
            held += count.held();
            waiting += count.waiting() + count.performing() + count.retrying();
            unsure += count.unsure();
        }
        List<Stop> open = book == null ? List.of() : stops.open();
        boolean everything =
                open.stream().anyMatch(stop -> stop.isOn(now) && stop.scope().isEverything());
        boolean some = open.stream().anyMatch(stop -> stop.isOn(now));
        String hindrance = outbox.map(Outbox::hindrance).orElse("the outbox is away");
        List<Map<String, Object>> running = running(book, now);
        body.put(
                "state",
                book == null || outbox.isEmpty()
                        ? "starting"
                        : everything
                                ? "stopped"
                                : !hindrance.isEmpty() ? "held" : some || !running.isEmpty() ? "partly" : "running");
        body.put("reason", book == null ? standing.waiting() : hindrance);
        body.put("held", held);
        body.put("waiting", waiting);
        body.put("unsure", unsure);
        body.put("stops", open.stream().map(stop -> shown(stop, now)).toList());
        body.put("calendar", running);
        body.put("planned", planned(book, now));
        body.put(
                "latest",
                book == null
                        ? List.of()
                        : stops.latest(LATEST).stream()
                                .map(stop -> shown(stop, now))
                                .toList());
        return Response.ok(body);
    }

    private static List<Map<String, Object>> running(@org.jspecify.annotations.Nullable Book book, Instant now) {
        List<Map<String, Object>> running = new ArrayList<>();
        if (book != null) {
            for (Pause pause : book.settings().pauses()) {
                pause.event().at(now).ifPresent(one -> running.add(shown(pause, one)));
            }
        }
        return running;
    }

    private static List<Map<String, Object>> planned(@org.jspecify.annotations.Nullable Book book, Instant now) {
        if (book == null) {
            return List.of();
        }
        return book.settings().pauses().stream()
                .flatMap(pause -> pause.event().next(now).map(one -> shown(pause, one)).stream())
                .sorted(Comparator.comparing(one -> Objects.toString(one.get("from"))))
                .limit(NEXT)
                .toList();
    }

    private static Map<String, Object> shown(Pause pause, Event.Occurrence one) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("calendar", pause.calendar());
        shown.put("reason", pause.reason());
        shown.put("scope", pause.scope().named());
        shown.put("words", pause.scope().toString());
        shown.put("from", one.start());
        shown.put("until", one.end());
        shown.put("resume", pause.byHand() ? "person" : "itself");
        return shown;
    }

    static Map<String, Object> shown(Stop stop, Instant now) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", stop.id());
        shown.put("on", stop.isOn(now));
        shown.put("scope", stop.scope().named());
        shown.put("words", stop.scope().toString());
        shown.put("who", stop.who());
        shown.put("at", stop.at());
        shown.put("reason", stop.reason());
        if (stop.until() != null) {
            shown.put("until", stop.until());
        }
        Stop.Resumed resumed = stop.resumed();
        if (resumed != null) {
            shown.put("resumedBy", resumed.who());
            shown.put("resumedAt", resumed.at());
            shown.put("released", resumed.all() ? "all" : resumed.approved().isEmpty() ? "none" : "some");
        }
        return shown;
    }

    private Response press(Request request) throws InterruptedException {
        Body body = Body.of(request).knows("unit", "channel", "connection", "campaign", "reason", "until");
        Scope scope =
                new Scope(body.text("unit"), body.text("channel"), body.text("connection"), body.text("campaign"));
        StopSwitch.Pressed pressed = stops.press(scope, body.text("reason"), body.instant("until"), request.person());
        Map<String, Object> shown = shown(pressed.stop(), standing.now());
        shown.put("settled", pressed.settled());
        shown.put(
                "told",
                pressed.settled()
                        ? (scope.isEverything()
                                ? "Nothing leaves any more."
                                : "Nothing of " + scope + " leaves any more.")
                        : "Nothing more is let through. Calls that were under way may still bring something out; they end within a minute.");
        return Response.of(201, shown);
    }

    private Response resume(Request request) {
        Body body = Body.of(request).knows("approve", "reason");
        boolean word = body.root().path("approve").isTextual();
        String told = word ? body.text("approve") : "";
        if (word && !told.equals("all") && !told.equals("none") || !body.root().has("approve")) {
            throw new IllegalArgumentException("approve: \"all\", \"none\", or a list of action ids");
        }
        List<String> actions = word ? List.of() : body.texts("approve").orElse(List.of());
        Stop stop = stops.resume(
                request.parameter("id"),
                new StopSwitch.Release(told.equals("all"), actions),
                body.text("reason"),
                request.person());
        Map<String, Object> shown = shown(stop, standing.now());
        shown.put(
                "unknown",
                standing.outbox()
                        .map(outbox -> actions.stream()
                                .filter(id -> outbox.find(id).isEmpty())
                                .toList())
                        .orElse(List.of()));
        return Response.ok(shown);
    }
}
