package io.antiphon.care.desk;

import io.antiphon.care.cases.Balance;
import io.antiphon.care.cases.Care;
import io.antiphon.care.cases.Case;
import io.antiphon.care.cases.CaseId;
import io.antiphon.care.cases.Cases;
import io.antiphon.care.cases.Standing;
import io.antiphon.care.settings.SettingsReader;
import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Endpoint;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Position;
import io.antiphon.spi.Problem;
import io.antiphon.spi.Request;
import io.antiphon.spi.Response;
import io.antiphon.spi.Role;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /api/care}: queues, the answer ledger, what nobody looks after, settings, and what has changed. */
final class CareResources {

    private static final int MOST_CHANGES = 500;
    private static final int MOST_DAYS = 3_660;

    private final Kernel kernel;
    private final Presence presence;

    CareResources(Kernel kernel, Presence presence) {
        this.kernel = kernel;
        this.presence = presence;
    }

    List<Endpoint> all() {
        return List.of(
                Endpoint.of(
                        "GET", "/api/care/changes", "Which cases changed after a position: ?after=0-1027.", this::changes),
                Endpoint.of(
                        "GET",
                        "/api/care/queues",
                        "Queues with loads and breaches, and who has how much.",
                        request -> Response.ok(new Loads(kernel).of(request.person()))),
                Endpoint.of(
                        "GET",
                        "/api/care/ledger",
                        "What was heard and what became of it: ?from=2026-01-01&to=2026-01-31&unit=&check=true.",
                        this::ledger),
                Endpoint.of("GET", "/api/care/unwatched", "What nobody looks after.", this::unwatched),
                Endpoint.of("GET", "/api/care/settings", "The settings of cases.", request -> Response.ok(settings())),
                Endpoint.of(
                        "PUT", "/api/care/settings", "Changes the settings of cases.", Role.SUPERVISOR, this::change));
    }

    private Response changes(Request request) {
        presence.seen(request.person());
        Position reached = kernel.reached();
        Position after = request.query("after").map(Position::parse).orElse(reached);
        List<Case> changed = after.isAfter(reached) || after.equals(reached)
                ? List.of()
                : kernel.read(cases -> cases.changed(after.offset(), MOST_CHANGES + 1));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("position", reached.toString());
        body.put(
                "cases",
                changed.stream()
                        .limit(MOST_CHANGES)
                        .filter(one -> request.person().covers(one.unit))
                        .map(one -> CaseId.of(one.id))
                        .toList());
        body.put("more", changed.size() > MOST_CHANGES);
        return Response.ok(body);
    }

    private Response ledger(Request request) {
        LocalDate to = day(request, "to", LocalDate.ofInstant(kernel.clock().instant(), ZoneOffset.UTC));
        LocalDate from = day(request, "from", to.minusDays(29));
        if (from.isAfter(to) || from.plusDays(MOST_DAYS).isBefore(to)) {
            throw new IllegalArgumentException("from, to: a span of at most " + MOST_DAYS + " days");
        }
        boolean check = request.query("check").orElse("").equals("true");
        if (check && !request.person().role().includes(Role.SUPERVISOR)) {
            throw new AntiphonException(AntiphonException.Code.FORBIDDEN, "A supervisor may have the ledger recounted");
        }
        String unit = request.query("unit").orElse("");
        Balance.Question question = new Balance.Question(from, to, unit, request.person());
        return Response.ok(kernel.state().read(Care.NAME, tx -> {
            Balance balance = Balance.read(tx, question);
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("from", from.toString());
            body.put("to", to.toString());
            body.put("unit", unit);
            sum(body, balance.total());
            body.put("balanced", balance.total().isBalanced());
            body.put("reasons", balance.reasons());
            body.put("days", lines("day", balance.days()));
            body.put("units", lines("unit", balance.units()));
            body.put("channels", lines("channel", balance.channels()));
            body.put("position", Standing.reached(tx).toString());
            if (check) {
                body.put("check", Balance.check(tx));
            }
            return body;
        }));
    }

    private static LocalDate day(Request request, String name, LocalDate usual) {
        String told = request.query(name).orElse("");
        try {
            return told.isEmpty() ? usual : LocalDate.parse(told);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(name + ": a day such as 2026-03-31", e);
        }
    }

    private static void sum(Map<String, Object> line, Balance.Sum sum) {
        line.put("heard", sum.heard());
        line.put("answered", sum.answered());
        line.put("solved", sum.solved());
        line.put("thanked", sum.thanked());
        line.put("closed", sum.closed());
        line.put("open", sum.open());
    }

    private static List<Map<String, Object>> lines(String name, Map<String, Balance.Sum> sums) {
        List<Map<String, Object>> lines = new ArrayList<>();
        sums.forEach((value, sum) -> {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put(name, value);
            sum(line, sum);
            lines.add(line);
        });
        return lines;
    }

    private Response unwatched(Request request) {
        List<Cases.Unwatched> found = kernel.read(Cases::unwatched).stream()
                .filter(one -> request.person().covers(one.unit()))
                .toList();
        List<Map<String, Object>> items = new ArrayList<>();
        for (Cases.Unwatched one : found) {
            Map<String, Object> item = new LinkedHashMap<>();
            item.put("channel", one.channel());
            item.put("unit", one.unit());
            item.put("topic", one.topic());
            item.put("open", one.open());
            CaseJson.time(item, "oldestAt", one.oldest());
            item.put("case", CaseId.of(one.caseAt()));
            items.add(item);
        }
        return Response.ok(Map.of(
                "items", items, "problems", found.stream().map(CareResources::problem).toList()));
    }

    /** Tells of what nobody looks after. */
    static Problem problem(Cases.Unwatched one) {
        String where = "channel " + one.channel() + ", unit " + (one.unit().isEmpty() ? "–" : one.unit())
                + (one.topic().isEmpty() ? "" : ", topic " + one.topic());
        return Problem.warning(
                where,
                one.open() + (one.open() == 1 ? " signal waits" : " signals wait")
                        + " for an answer and no queue or rule covers them.",
                "Add a queue for them in the settings of cases.");
    }

    private Map<String, Object> settings() {
        Standing standing = kernel.standing();
        boolean usual = standing.document().isEmpty();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("settings", Body.read(usual ? SettingsReader.usual() : standing.document()));
        body.put("default", usual);
        Position at = Position.of(standing.settingsAt());
        if (kernel.journal().get(at).orElse(null) instanceof Entry.Commanded order) {
            body.put("who", order.who());
            body.put("at", order.at());
            body.put("position", at.toString());
        }
        return body;
    }

    private Response change(Request request) {
        Map<String, Object> values = Body.of(request).values();
        @Nullable Object wrapped = values.get("settings");
        String document = Body.write(wrapped instanceof Map<?, ?> ? wrapped : values);
        List<Problem> problems = SettingsReader.read(document).problems();
        if (!request.person().units().isEmpty()) {
            throw new AntiphonException(
                    AntiphonException.Code.FORBIDDEN, "These settings hold for all units, and you are limited to some");
        }
        if (!problems.isEmpty()) {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("type", "about:blank");
            body.put("title", "Unprocessable content");
            body.put("status", 422);
            body.put("detail", problems.size() + " things are wrong with the settings; nothing was changed.");
            body.put("problems", problems);
            return Response.of(422, body);
        }
        Entry order = Entry.Commanded.of(request.user(), "settings", "settings care", Map.of("document", document));
        kernel.await(kernel.recorder().append(List.of(order)).get(0).position());
        return Response.ok(settings());
    }
}
