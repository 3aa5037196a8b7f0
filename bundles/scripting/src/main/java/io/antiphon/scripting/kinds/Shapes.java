package io.antiphon.scripting.kinds;

import io.antiphon.spi.Action;
import io.antiphon.spi.Direction;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Received;
import io.antiphon.spi.Signal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What scripts answer, made into what the contract wants. */
final class Shapes {

    private static final int MOST_ACTIONS = 64;
    private static final int MOST_INSIGHTS = 256;
    private static final int MOST_SIGNALS = 10_000;
    private static final List<String> ACTION =
            List.of("type", "connection", "to", "conversation", "inReplyTo", "text", "notBefore", "attributes");
    private static final List<String> INSIGHT = List.of("type", "value", "about", "span", "confidence", "attributes");
    private static final List<String> SPAN = List.of("from", "to");
    private static final List<String> SIGNAL = List.of(
            "externalId",
            "kind",
            "channel",
            "unit",
            "occurredAt",
            "direction",
            "identities",
            "profile",
            "conversation",
            "inReplyTo",
            "language",
            "text",
            "rating",
            "attributes");
    private static final Map<String, Direction> DIRECTIONS =
            Map.of("inbound", Direction.INBOUND, "outbound", Direction.OUTBOUND);

    private Shapes() {}

    static List<Action> actions(@Nullable Object answer) {
        return Shape.each(answer, "", MOST_ACTIONS, (path, value) -> Shape.of(path, value, ACTION)
                .make(shape -> new Action(
                        "",
                        shape.need("type"),
                        shape.text("connection", ""),
                        shape.identity("to"),
                        shape.text("conversation"),
                        shape.text("inReplyTo"),
                        shape.text("text"),
                        shape.time("notBefore"),
                        shape.map("attributes"))));
    }

    static List<Insight> insights(@Nullable Object answer) {
        return Shape.each(answer, "", MOST_INSIGHTS, (path, value) -> Shape.of(path, value, INSIGHT)
                .make(shape -> {
                    Double confidence = shape.number("confidence");
                    return new Insight(
                            shape.need("type"),
                            shape.need("value"),
                            shape.text("about"),
                            span(shape),
                            confidence == null ? 1 : confidence,
                            "",
                            "",
                            shape.map("attributes"));
                }));
    }

    private static Insight.@Nullable Span span(Shape insight) {
        Object value = insight.get("span");
        if (value == null) {
            return null;
        }
        return Shape.of(insight.path("span"), value, SPAN).make(shape -> {
            Double from = shape.number("from");
            Double to = shape.number("to");
            if (from == null || to == null) {
                throw shape.wrong(from == null ? "from" : "to", "is missing");
            }
            return new Insight.Span(from.intValue(), to.intValue());
        });
    }

    static List<Signal> signals(@Nullable Object answer) {
        return Shape.each(answer, "", MOST_SIGNALS, (path, value) -> Shape.of(path, value, SIGNAL)
                .make(Shapes::signal));
    }

    private static Signal signal(Shape shape) {
        Map<String, Object> attributes = new LinkedHashMap<>(shape.map("attributes"));
        if (shape.has("profile")) {
            attributes.put("profile", shape.map("profile"));
        }
        return new Signal(
                shape.text("externalId"),
                shape.need("kind"),
                shape.text("channel", ""),
                shape.text("unit", ""),
                shape.time("occurredAt"),
                shape.oneOf("direction", DIRECTIONS, Direction.INBOUND),
                identities(shape),
                shape.text("conversation"),
                shape.text("inReplyTo"),
                shape.text("language"),
                shape.text("text"),
                shape.number("rating"),
                attributes);
    }

    private static List<Identity> identities(Shape signal) {
        return Shape.each(signal.get("identities"), signal.path("identities"), Signal.MOST_IDENTITIES, Shape::identity);
    }

    /** What is to be sent: a text, or {@code {body, headers}}, whose body is a text or becomes JSON. */
    static Received message(@Nullable Object answer) {
        if (answer instanceof String text) {
            return Received.of(text, "");
        }
        if (answer == null) {
            throw new Shape.Wrong("message() returned nothing; return a string or {body, headers}");
        }
        Shape shape = Shape.of("", answer, List.of("body", "headers"));
        Object body = shape.get("body");
        if (body == null) {
            throw shape.wrong("body", "is missing");
        }
        Map<String, String> headers = new LinkedHashMap<>(shape.texts("headers"));
        String text = body instanceof String string ? string : Json.write(body);
        if (!(body instanceof String)) {
            headers.putIfAbsent("content-type", "application/json");
        }
        return new Received(text.getBytes(StandardCharsets.UTF_8), headers, "");
    }
}
