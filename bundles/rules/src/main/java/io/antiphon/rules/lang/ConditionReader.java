package io.antiphon.rules.lang;

import com.google.re2j.PatternSyntaxException;
import io.antiphon.rules.text.Tree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what stands under {@code when}. Used for one rule. */
final class ConditionReader {

    /** The fields of a condition on a signal. */
    static final List<String> SIGNAL_FIELDS = List.of(
            "all",
            "any",
            "not",
            "kind",
            "channel",
            "connection",
            "unit",
            "direction",
            "language",
            "topic",
            "sentiment",
            "query",
            "intent",
            "insight",
            "rating",
            "text",
            "attribute",
            "trait",
            "from",
            "known",
            "signals");

    /** The fields of a condition on what happens to a case. */
    static final List<String> CASE_FIELDS = List.of("all", "any", "not", "unit", "queue", "clock", "priority");

    static final List<String> INSIGHT_FIELDS = List.of("type", "value", "about", "confidence");
    static final List<String> TEXT_FIELDS = List.of("contains", "matches");
    static final List<String> COMPARISONS =
            Arrays.stream(Compare.Op.values()).map(Compare.Op::written).toList();

    private static final int MOST_CONDITIONS = 100;
    private static final int MOST_DEPTH = 8;
    private static final int MOST_WORD = 512;
    private static final int MOST_EXPRESSION = 500;
    private static final int MOST_PROGRAM = 5_000;

    private final boolean signal;
    private int conditions;
    private boolean direction;

    ConditionReader(boolean signal) {
        this.signal = signal;
    }

    /** Whether the rule says which way the signal went. */
    boolean saysDirection() {
        return direction;
    }

    /** All conditions of a tree: fields, or a list of such. */
    List<Condition> read(Tree tree, Reading reading, int depth) {
        List<Condition> all = new ArrayList<>();
        if (depth > MOST_DEPTH) {
            reading.fault(tree, "Conditions nest deeper than " + MOST_DEPTH + " levels; make it simpler.");
            return all;
        }
        for (Tree each : tree.each()) {
            Tree.Fields fields = reading.fields(each, "kind: message");
            if (fields == null) {
                continue;
            }
            reading.only(fields, signal ? SIGNAL_FIELDS : CASE_FIELDS);
            if (fields.fields().isEmpty()) {
                reading.fault(each, "This asks nothing; take it out.");
            }
            fields.fields().forEach((name, field) -> {
                if (++conditions == MOST_CONDITIONS + 1) {
                    reading.fault(
                            each, "A rule has at most " + MOST_CONDITIONS + " conditions; make several rules of it.");
                }
                if (conditions <= MOST_CONDITIONS && (signal ? SIGNAL_FIELDS : CASE_FIELDS).contains(name)) {
                    one(name, field.value(), reading.in(name), depth).ifPresent(all::add);
                }
            });
        }
        return all;
    }

    private Optional<Condition> one(String name, Tree value, Reading reading, int depth) {
        direction |= name.equals("direction");
        return switch (name) {
            case "all" -> Optional.of(Condition.All.of(read(value, reading, depth + 1)));
            case "any" -> any(value, reading, depth);
            case "not" -> Optional.of(new Condition.Not(Condition.All.of(read(value, reading, depth + 1))));
            case "kind" -> words(Conditions.Part.KIND, value, reading);
            case "channel" -> words(Conditions.Part.CHANNEL, value, reading);
            case "connection" -> words(Conditions.Part.CONNECTION, value, reading);
            case "direction" ->
                reading.word(value, List.of("inbound", "outbound"))
                        .map(word -> new Conditions.OneOf(Conditions.Part.DIRECTION, List.of(word)));
            case "queue" -> words(Conditions.Part.QUEUE, value, reading);
            case "clock" -> words(Conditions.Part.CLOCK, value, reading);
            case "unit" -> Optional.of(new Conditions.Units(reading.texts(value, MOST_WORD)));
            case "language", "topic", "sentiment", "query", "intent" ->
                Optional.of(new Conditions.Found(name, reading.texts(value, MOST_WORD), null, 0));
            case "insight" -> insight(value, reading);
            case "rating", "signals", "priority" ->
                compare(value, reading, Set.of()).map(compare -> new Conditions.Number(name, compare));
            case "text" -> text(value, reading);
            case "attribute" -> named(value, reading).map(one -> new Conditions.Attribute(one.name(), one.compare()));
            case "trait" -> named(value, reading).map(one -> new CustomerConditions.Trait(one.name(), one.compare()));
            case "from" -> Optional.of(new CustomerConditions.From(reading.texts(value, 64)));
            default -> reading.flag(value).map(CustomerConditions.Known::new);
        };
    }

    private Optional<Condition> any(Tree value, Reading reading, int depth) {
        List<Condition> parts = new ArrayList<>();
        for (Tree each : value.each()) {
            parts.add(Condition.All.of(read(each, reading, depth + 1)));
        }
        if (parts.size() < 2) {
            reading.fault(value, "'any' has a list of two conditions or more, each with a dash before it.");
        }
        return Optional.of(new Condition.Any(parts));
    }

    private static Optional<Condition> words(Conditions.Part part, Tree value, Reading reading) {
        return Optional.of(new Conditions.OneOf(part, reading.texts(value, MOST_WORD)));
    }

    private static Optional<Condition> insight(Tree value, Reading reading) {
        Tree.Fields fields = reading.fields(value, "{type: topic, value: late-delivery, confidence: 0.8}");
        if (fields == null) {
            return Optional.empty();
        }
        reading.only(fields, INSIGHT_FIELDS);
        Optional<String> type = reading.in("type").text(value(fields, "type"), 64);
        if (!fields.fields().containsKey("type")) {
            reading.fault(value, "An insight has a type, such as: type: topic");
        }
        Tree values = value(fields, "value");
        List<String> wanted = values == null ? List.of() : reading.in("value").texts(values, MOST_WORD);
        String about =
                reading.in("about").text(value(fields, "about"), MOST_WORD).orElse(null);
        double confidence = reading.in("confidence")
                .number(value(fields, "confidence"), 0, 1)
                .orElse(0.0);
        return type.map(known -> new Conditions.Found(known, wanted, about, confidence));
    }

    private static @Nullable Tree value(Tree.Fields fields, String name) {
        Tree.Field field = fields.fields().get(name);
        return field == null ? null : field.value();
    }

    private static Optional<Condition> text(Tree value, Reading reading) {
        if (!(value instanceof Tree.Fields fields)) {
            return says(value, reading);
        }
        reading.only(fields, TEXT_FIELDS);
        List<Condition> all = new ArrayList<>();
        Tree contains = value(fields, "contains");
        if (contains != null) {
            says(contains, reading.in("contains")).ifPresent(all::add);
        }
        Tree matches = value(fields, "matches");
        if (matches != null) {
            matches(matches, reading.in("matches")).ifPresent(all::add);
        }
        if (fields.fields().isEmpty()) {
            reading.fault(value, "Say what the text contains or matches.");
        }
        return Optional.of(Condition.All.of(all));
    }

    private static Optional<Condition> says(Tree value, Reading reading) {
        return Optional.of(TextConditions.Says.of(reading.texts(value, 200)));
    }

    private static Optional<Condition> matches(Tree value, Reading reading) {
        Optional<String> expression = reading.text(value, MOST_EXPRESSION);
        try {
            Optional<com.google.re2j.Pattern> pattern = expression.map(com.google.re2j.Pattern::compile);
            if (pattern.isPresent() && pattern.get().programSize() > MOST_PROGRAM) {
                reading.fault(value, "This expression is too large to be matched quickly; make its counts smaller.");
            }
            return pattern.map(TextConditions.Matches::new);
        } catch (PatternSyntaxException e) {
            reading.fault(
                    value,
                    "This is no expression: " + e.getDescription()
                            + ". Look-around and back references are not possible, so that matching is always quick.");
            return Optional.empty();
        }
    }

    private record NamedCompare(String name, Compare compare) {}

    private static Optional<NamedCompare> named(Tree value, Reading reading) {
        Tree.Fields fields = reading.fields(value, "{name: tier, is: gold}");
        if (fields == null) {
            return Optional.empty();
        }
        Optional<String> name = reading.in("name").text(value(fields, "name"), 200);
        if (!fields.fields().containsKey("name")) {
            reading.fault(value, "Say which, as in: {name: tier, is: gold}");
        }
        Optional<Compare> compare = compare(value, reading, Set.of("name"));
        return name.isPresent() && compare.isPresent()
                ? Optional.of(new NamedCompare(name.get(), compare.get()))
                : Optional.empty();
    }

    private static Optional<Compare> compare(Tree value, Reading reading, Set<String> besides) {
        if (value instanceof Tree.Scalar scalar) {
            return Optional.of(new Compare(List.of(new Compare.Test(Compare.Op.IS, List.of(scalar.plain())))));
        }
        Tree.Fields fields = reading.fields(value, "{below: 3}");
        if (fields == null) {
            return Optional.empty();
        }
        Set<String> known = new LinkedHashSet<>(besides);
        known.addAll(COMPARISONS);
        reading.only(fields, known);
        List<Compare.Test> tests = new ArrayList<>();
        for (Compare.Op op : Compare.Op.values()) {
            Tree with = value(fields, op.written());
            if (with != null) {
                test(op, with, reading.in(op.written())).ifPresent(tests::add);
            }
        }
        if (COMPARISONS.stream().noneMatch(fields.fields()::containsKey)) {
            reading.fault(value, "Say how it compares: " + Words.either(COMPARISONS) + ".");
        }
        return Optional.of(new Compare(tests));
    }

    private static Optional<Compare.Test> test(Compare.Op op, Tree with, Reading reading) {
        return switch (op) {
            case EXISTS -> reading.flag(with).map(flag -> new Compare.Test(op, List.of(flag)));
            case IN ->
                Optional.of(reading.texts(with, MOST_WORD))
                        .filter(all -> !all.isEmpty())
                        .map(all -> new Compare.Test(op, List.copyOf(all)));
            case IS, NOT, CONTAINS -> reading.text(with, MOST_WORD).map(text -> new Compare.Test(op, List.of(text)));
            case ABOVE, BELOW, AT_LEAST, AT_MOST ->
                reading.number(with, -1e15, 1e15).map(number -> new Compare.Test(op, List.of(number)));
        };
    }
}
