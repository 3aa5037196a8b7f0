package io.antiphon.rules.lang;

import io.antiphon.rules.text.Tree;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what stands under {@code then}. Used for one rule. */
final class StepReader {

    /** What a rule can do. */
    static final List<String> STEPS =
            List.of("open", "route", "tag", "priority", "close", "thank", "reply", "ask", "wake", "call", "notify");

    static final List<String> OPEN_FIELDS = List.of("queue", "priority", "tag", "reason");
    static final List<String> ROUTE_FIELDS = List.of("queue", "reason");
    static final List<String> PRIORITY_FIELDS = List.of("priority", "reason");
    static final List<String> WAKE_FIELDS = List.of("after", "then");
    static final List<String> CALL_FIELDS = List.of("connection", "type", "text", "attributes");
    static final List<String> NOTIFY_FIELDS = List.of("to", "title", "text");

    private static final int MOST_STEPS = 16;
    private static final int MOST_DEPTH = 3;
    static final int MOST_WORD = 200;
    private static final Duration YEAR = Duration.ofDays(366);

    private final boolean signal;
    private final ReplyReader replies;
    private int steps;
    private int wakes;

    StepReader(boolean signal) {
        this.signal = signal;
        this.replies = new ReplyReader(signal);
    }

    List<Step> read(Tree tree, Reading reading, int depth) {
        List<Step> all = new ArrayList<>();
        int index = 0;
        for (Tree each : tree.each()) {
            Reading inner = tree instanceof Tree.Items ? reading.in("[" + index++ + "]") : reading;
            Tree.Fields fields = inner.fields(each, "open: {queue: parcels}");
            if (fields == null) {
                continue;
            }
            inner.only(fields, STEPS);
            if (tree instanceof Tree.Items && fields.fields().size() > 1) {
                inner.fault(each, "This does several things at once; put a dash before each.");
            }
            fields.fields().forEach((name, field) -> {
                if (++steps == MOST_STEPS + 1) {
                    inner.fault(each, "A rule does at most " + MOST_STEPS + " things.");
                }
                if (steps <= MOST_STEPS && STEPS.contains(name)) {
                    one(name, field.value(), inner.in(name), depth).ifPresent(all::add);
                }
            });
        }
        if (tree.each().isEmpty()) {
            reading.fault(tree, "A rule does something; write what, as in: - open: {queue: parcels}");
        }
        return all;
    }

    private Optional<? extends Step> one(String name, Tree value, Reading reading, int depth) {
        return switch (name) {
            case "open" -> open(value, reading);
            case "route" -> shortOr(value, reading, "route", "queue", ROUTE_FIELDS);
            case "tag" -> reading.text(value, MOST_WORD).map(tag -> new Step.Case("tag", Map.of("tag", tag)));
            case "priority" -> priority(value, reading);
            case "close" ->
                reading.text(value, MOST_WORD).map(reason -> new Step.Case("close", Map.of("reason", reason)));
            case "thank" -> reading.flag(value).map(yes -> new Step.Case("thank", Map.of()));
            case "reply" -> replies.reply(value, reading);
            case "ask" -> replies.ask(value, reading);
            case "wake" -> wake(value, reading, depth);
            case "call" -> call(value, reading);
            default -> tell(value, reading);
        };
    }

    static @Nullable Tree at(Tree.Fields fields, String name) {
        Tree.Field field = fields.fields().get(name);
        return field == null ? null : field.value();
    }

    private static void note(Tree.Fields fields, Reading reading, String name, Map<String, Object> details) {
        reading.in(name).text(at(fields, name), MOST_WORD).ifPresent(text -> details.put(name, text));
    }

    static void needs(Tree.Fields fields, Tree at, Reading reading, String... names) {
        for (String name : names) {
            if (!fields.fields().containsKey(name)) {
                reading.fault(at, "The field '" + name + "' is missing.");
            }
        }
    }

    private static Optional<Step> open(Tree value, Reading reading) {
        if (value instanceof Tree.Scalar scalar && scalar.isFlag()) {
            return Optional.of(new Step.Case("open", Map.of()));
        }
        Tree.Fields fields = reading.fields(value, "open: {queue: parcels, priority: 2}");
        if (fields == null) {
            return Optional.empty();
        }
        reading.only(fields, OPEN_FIELDS);
        Map<String, Object> details = new LinkedHashMap<>();
        note(fields, reading, "queue", details);
        reading.in("priority").whole(at(fields, "priority"), 1, 4).ifPresent(level -> details.put("priority", level));
        note(fields, reading, "tag", details);
        note(fields, reading, "reason", details);
        return Optional.of(new Step.Case("open", details));
    }

    private static Optional<Step> shortOr(Tree value, Reading reading, String op, String main, List<String> known) {
        Map<String, Object> details = new LinkedHashMap<>();
        if (value instanceof Tree.Fields fields) {
            reading.only(fields, known);
            needs(fields, value, reading, main);
            note(fields, reading, main, details);
            note(fields, reading, "reason", details);
        } else {
            reading.text(value, MOST_WORD).ifPresent(text -> details.put(main, text));
        }
        return Optional.of(new Step.Case(op, details));
    }

    private static Optional<Step> priority(Tree value, Reading reading) {
        Map<String, Object> details = new LinkedHashMap<>();
        if (value instanceof Tree.Fields fields) {
            reading.only(fields, PRIORITY_FIELDS);
            needs(fields, value, reading, "priority");
            reading.in("priority")
                    .whole(at(fields, "priority"), 1, 4)
                    .ifPresent(level -> details.put("priority", level));
            note(fields, reading, "reason", details);
        } else {
            reading.whole(value, 1, 4).ifPresent(level -> details.put("priority", level));
        }
        return Optional.of(new Step.Case("priority", details));
    }

    private Optional<Step> wake(Tree value, Reading reading, int depth) {
        Tree.Fields fields = reading.fields(value, "wake: {after: 2d, then: [{tag: waited}]}");
        if (fields == null || depth > MOST_DEPTH) {
            reading.fault(value, "Later things nest at most " + MOST_DEPTH + " deep.");
            return Optional.empty();
        }
        reading.only(fields, WAKE_FIELDS);
        needs(fields, value, reading, "after", "then");
        int number = wakes++;
        Optional<Duration> after = reading.in("after").span(at(fields, "after"), YEAR);
        Tree then = at(fields, "then");
        List<Step> inner = then == null ? List.of() : read(then, reading.in("then"), depth + 1);
        return after.map(span -> new Step.Wake(span, inner, number));
    }

    private Optional<Step> call(Tree value, Reading reading) {
        Tree.Fields fields = reading.fields(value, "call: {connection: erp, type: create-ticket}");
        if (fields == null) {
            return Optional.empty();
        }
        reading.only(fields, CALL_FIELDS);
        needs(fields, value, reading, "connection", "type");
        Optional<String> connection = reading.in("connection").text(at(fields, "connection"), 64);
        Optional<String> type = reading.in("type").text(at(fields, "type"), 64);
        if (type.filter(word ->
                        List.of("wake", "case", "notify", RulesPolicy.TALLY).contains(word))
                .isPresent()) {
            reading.in("type").fault(value, "'" + type.get() + "' is nothing a connection does.");
        }
        Map<String, Template> details = new LinkedHashMap<>();
        Tree attributes = at(fields, "attributes");
        if (attributes instanceof Tree.Fields all) {
            Reading inner = reading.in("attributes");
            if (all.fields().size() > 50) {
                inner.fault(attributes, "There are at most 50 attributes.");
            }
            all.fields().forEach((name, field) -> inner.in(name)
                    .template(field.value(), Set.of(), signal)
                    .ifPresent(text -> details.put(name, text)));
        } else if (attributes != null) {
            reading.in("attributes").fault(attributes, "This has fields, as in: {order: \"{{attribute.order}}\"}");
        }
        Template text = reading.in("text")
                .template(at(fields, "text"), Set.of(), signal)
                .orElse(null);
        return connection.isPresent() && type.isPresent()
                ? Optional.of(new Step.Call(connection.get(), type.get(), text, details))
                : Optional.empty();
    }

    private Optional<Step> tell(Tree value, Reading reading) {
        Tree.Fields fields = reading.fields(value, "notify: {to: \"queue:parcels\", title: \"…\"}");
        if (fields == null) {
            return Optional.empty();
        }
        reading.only(fields, NOTIFY_FIELDS);
        needs(fields, value, reading, "to", "title");
        Optional<String> to = reading.in("to").text(at(fields, "to"), MOST_WORD);
        Optional<Template> title = reading.in("title").template(at(fields, "title"), Set.of(), signal);
        Template text = reading.in("text")
                .template(at(fields, "text"), Set.of(), signal)
                .orElse(null);
        return to.isPresent() && title.isPresent()
                ? Optional.of(new Step.Notify(to.get(), title.get(), text))
                : Optional.empty();
    }
}
