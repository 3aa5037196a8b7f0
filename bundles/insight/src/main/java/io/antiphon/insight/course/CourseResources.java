package io.antiphon.insight.course;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Endpoint;
import io.antiphon.spi.Request;
import io.antiphon.spi.Response;
import io.antiphon.spi.State;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /api/insights}: what was understood, over time. */
public final class CourseResources {

    private static final int USUAL_DAYS = 30;
    private static final int MOST_DAYS = 3_660;

    private final State state;
    private final Clock clock;

    /** Resources over the folds' rows. @param clock tells which day it is */
    public CourseResources(State state, Clock clock) {
        this.state = state;
        this.clock = clock;
    }

    /** All of them. */
    public List<Endpoint> all() {
        return List.of(
                Endpoint.of("GET", "/api/insights/types", "The types of insight there are.", request -> types()),
                Endpoint.of(
                        "GET",
                        "/api/insights/values",
                        "How often each value of a type came and how it was felt: ?type=topic&unit=…&from=…&to=….",
                        this::values),
                Endpoint.of(
                        "GET",
                        "/api/insights/days",
                        "The days of one value, or of a whole type: ?type=topic&value=…&unit=…&from=…&to=….",
                        this::days));
    }

    private Response types() {
        return Response.ok(Map.of("types", state.read(Course.NAME, tx -> new Figures(tx).types())));
    }

    private Response values(Request request) {
        Figures.Question question = question(request);
        return answer(question, "values", state.read(Course.NAME, tx -> new Figures(tx).values(question)));
    }

    private Response days(Request request) {
        Figures.Question question = question(request);
        return answer(question, "days", state.read(Course.NAME, tx -> new Figures(tx).days(question)));
    }

    private static Response answer(Figures.Question question, String name, List<Map<String, Object>> found) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", question.type());
        body.put("from", question.from().toString());
        body.put("to", question.to().toString());
        body.put(name, found);
        return Response.ok(body);
    }

    private Figures.Question question(Request request) {
        String type = request.query("type")
                .orElseThrow(() -> new IllegalArgumentException("type: the type of insight, such as ?type=topic"));
        LocalDate to = day(request, "to", LocalDate.now(clock));
        LocalDate from = day(request, "from", to.minusDays(USUAL_DAYS - 1));
        if (from.isAfter(to) || from.plusDays(MOST_DAYS).isBefore(to)) {
            throw new IllegalArgumentException(
                    "from, to: a span of at most " + MOST_DAYS + " days, not " + from + " to " + to);
        }
        @Nullable String value = request.query("value").orElse(null);
        return new Figures.Question(type, value, unit(request), from, to);
    }

    /** The unit that is asked for; who is limited to one need not say it. */
    private static String unit(Request request) {
        String asked = request.query("unit").orElse("");
        List<String> own = request.person().units();
        String unit = asked.isEmpty() && own.size() == 1 ? own.get(0) : asked;
        if (!request.person().covers(unit)) {
            throw new AntiphonException(
                    AntiphonException.Code.FORBIDDEN, "unit: one of yours, or below: " + String.join(", ", own));
        }
        return unit;
    }

    private static LocalDate day(Request request, String name, LocalDate usual) {
        String told = request.query(name).orElse("");
        try {
            return told.isEmpty() ? usual : LocalDate.parse(told);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(name + ": a day such as 2026-03-31, not '" + told + "'", e);
        }
    }
}
