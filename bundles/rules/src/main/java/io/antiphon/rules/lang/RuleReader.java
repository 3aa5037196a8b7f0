package io.antiphon.rules.lang;

import io.antiphon.rules.text.Fault;
import io.antiphon.rules.text.Source;
import io.antiphon.rules.text.Tree;
import io.antiphon.rules.text.Written;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the rules of a file and tells all that is wrong in it. */
public final class RuleReader {

    /** What a file's or a rule's name is made of. */
    public static final String NAME = "[a-z0-9][a-z0-9_-]{0,63}";

    /** The most rules of a file. */
    public static final int MOST_RULES = 500;

    static final List<String> FILE_FIELDS = List.of("unit", "rules");
    static final List<String> RULE_FIELDS =
            List.of("name", "about", "enabled", "on", "when", "count", "silence", "then", "last");
    static final List<String> COUNT_FIELDS = List.of("times", "within", "per", "orMore");

    private static final Duration MOST_WINDOW = Duration.ofDays(400);
    private static final Duration MOST_SILENCE = Duration.ofDays(90);

    private final String file;
    private final List<Fault> faults;
    private final List<Rule> rules = new ArrayList<>();
    private Condition @Nullable [] above = null;

    private RuleReader(String file, List<Fault> faults) {
        this.file = file;
        this.faults = faults;
    }

    /** What a file says. @param faults all that is wrong; empty if it can go live */
    public record Read(String file, String text, List<Rule> rules, List<Fault> faults, @Nullable Tree tree) {
        /** A hash of the text. */
        public String version() {
            return hash(text);
        }
    }

    /** Reads a file. */
    public static Read read(String file, String text) {
        Source source = Source.read(text);
        List<Fault> faults = new ArrayList<>(source.faults());
        RuleReader reader = new RuleReader(file, faults);
        if (source.tree() != null) {
            reader.file(source.tree());
        } else if (faults.isEmpty() && !text.isBlank() && text.lines().anyMatch(line -> !line.isBlank() && !line.strip().startsWith("#"))) {
            faults.add(new Fault(1, 1, "", "A file of rules begins with: rules:"));
        }
        faults.sort(java.util.Comparator.comparingInt(Fault::line).thenComparingInt(Fault::column));
        return new Read(file, text, List.copyOf(reader.rules), List.copyOf(faults), source.tree());
    }

    /** The first 12 digits of a text's SHA-256. */
    public static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void file(Tree tree) {
        Reading reading = new Reading(faults, "");
        Tree.Fields fields = reading.fields(tree, "rules: [{name: …, then: …}]");
        if (fields == null) {
            return;
        }
        reading.only(fields, FILE_FIELDS);
        Tree.Field unit = fields.fields().get("unit");
        if (unit != null) {
            above = new Condition[] {new Conditions.Units(reading.in("unit").texts(unit.value(), 512))};
        }
        Tree.Field list = fields.fields().get("rules");
        if (list == null) {
            reading.fault(tree, "The field 'rules' is missing.");
            return;
        }
        boolean nothing = list.value() instanceof Tree.Scalar scalar && scalar.isBlank();
        List<Tree> each = nothing ? List.of() : list.value().each();
        if (each.size() > MOST_RULES) {
            reading.fault(list.value(), "A file has at most " + MOST_RULES + " rules; make several files of it.");
        }
        Set<String> names = new HashSet<>();
        each.stream().limit(MOST_RULES).forEach(one -> rule(one, names));
    }

    private static @Nullable Tree at(Tree.Fields fields, String name) {
        Tree.Field field = fields.fields().get(name);
        return field == null ? null : field.value();
    }

    private void rule(Tree tree, Set<String> names) {
        Reading outer = new Reading(faults, "");
        Tree.Fields fields = outer.fields(tree, "- name: late-parcel");
        if (fields == null) {
            return;
        }
        String name = outer.text(at(fields, "name"), 64).orElse("");
        Reading reading = outer.in((name.isEmpty() ? "line " + tree.line() : Words.cut(name, 64)) + ": ");
        int before = faults.size();
        named(fields, tree, name, names, reading);
        reading.only(fields, RULE_FIELDS);
        Rule rule = parts(fields, tree, name, reading);
        if (faults.size() == before && rule != null) {
            rules.add(rule);
        }
    }

    private static void named(Tree.Fields fields, Tree tree, String name, Set<String> names, Reading reading) {
        Tree at = at(fields, "name");
        if (at == null) {
            reading.fault(tree, "The field 'name' is missing.");
        } else if (!name.isEmpty() && !name.matches(NAME)) {
            reading.in("name").fault(at, "A name is made of small letters, digits, '-' and '_', at most 64.");
        } else if (!name.isEmpty() && !names.add(name)) {
            reading.in("name").fault(at, "Another rule of this file has the name '" + name + "'.");
        }
    }

    private @Nullable Rule parts(Tree.Fields fields, Tree tree, String name, Reading reading) {
        List<String> events = new ArrayList<>(List.of(Rule.SIGNAL));
        events.addAll(Rule.EVENTS);
        String on = reading.in("on").word(at(fields, "on"), events).orElse(Rule.SIGNAL);
        boolean signal = on.equals(Rule.SIGNAL);
        Condition when = when(fields, signal, reading);
        Optional<Rule.Counting> counting = counting(fields, reading);
        Optional<Duration> silence = silence(fields, reading);
        boolean last = reading.in("last").flag(at(fields, "last")).orElse(false);
        boolean waits = counting.isPresent() || silence.isPresent();
        if (waits && (last || !signal || counting.isPresent() && silence.isPresent())) {
            reading.fault(
                    tree,
                    "'count' and 'silence' are for rules about signals, one of them at a time, and without 'last'.");
        }
        Tree then = at(fields, "then");
        if (then == null) {
            reading.fault(tree, "The field 'then' is missing: what is to be done?");
            return null;
        }
        List<Step> steps = new StepReader(signal).read(then, reading.in("then"), 1);
        Map<String, Object> plain = new LinkedHashMap<>();
        fields.fields().forEach((field, value) -> plain.put(field, value.value().plain()));
        return new Rule(
                file,
                name,
                reading.in("about").text(at(fields, "about"), 1_000).orElse(""),
                reading.in("enabled").flag(at(fields, "enabled")).orElse(true),
                last,
                on,
                when,
                counting.orElse(null),
                silence.orElse(null),
                steps,
                file + "/" + name + " " + hash(counted(plain)),
                tree.line(),
                tree.lastLine(),
                java.util.Collections.unmodifiableMap(plain));
    }

    /** What makes a count another one when it changes. */
    private static String counted(Map<String, Object> plain) {
        Map<String, Object> counted = new LinkedHashMap<>();
        for (String field : List.of("on", "when", "count", "silence")) {
            if (plain.containsKey(field)) {
                counted.put(field, plain.get(field));
            }
        }
        return counted.isEmpty() ? "" : Written.of(counted, 0);
    }

    private Condition when(Tree.Fields fields, boolean signal, Reading reading) {
        ConditionReader reader = new ConditionReader(signal);
        List<Condition> all = new ArrayList<>();
        Tree when = at(fields, "when");
        List<Condition> own = when == null ? List.of() : reader.read(when, reading.in("when"), 1);
        if (signal && !reader.saysDirection()) {
            all.add(new Conditions.Inbound());
        }
        if (above != null) {
            all.addAll(List.of(above));
        }
        all.addAll(own);
        return Condition.All.of(all);
    }

    private static Optional<Rule.Counting> counting(Tree.Fields fields, Reading reading) {
        Tree tree = at(fields, "count");
        if (tree == null) {
            return Optional.empty();
        }
        Reading inner = reading.in("count");
        Tree.Fields parts = inner.fields(tree, "count: {times: 3, within: 7d, per: profile}");
        if (parts == null) {
            return Optional.empty();
        }
        inner.only(parts, COUNT_FIELDS);
        for (String needed : List.of("times", "within")) {
            if (!parts.fields().containsKey(needed)) {
                inner.fault(tree, "The field '" + needed + "' is missing.");
            }
        }
        Optional<Long> times = inner.in("times").whole(at(parts, "times"), 2, 1_000);
        Optional<Duration> within = inner.in("within").span(at(parts, "within"), MOST_WINDOW);
        List<String> known = java.util.Arrays.stream(Rule.Per.values()).map(Rule.Per::written).toList();
        Rule.Per per = inner.in("per")
                .word(at(parts, "per"), known)
                .map(word -> Rule.Per.valueOf(word.toUpperCase(java.util.Locale.ROOT)))
                .orElse(Rule.Per.PROFILE);
        boolean orMore = inner.in("orMore").flag(at(parts, "orMore")).orElse(false);
        return times.isPresent() && within.isPresent()
                ? Optional.of(new Rule.Counting(times.get().intValue(), within.get(), per, orMore))
                : Optional.empty();
    }

    private static Optional<Duration> silence(Tree.Fields fields, Reading reading) {
        Tree tree = at(fields, "silence");
        Reading inner = reading.in("silence");
        if (tree instanceof Tree.Fields parts) {
            inner.only(parts, List.of("for"));
            if (at(parts, "for") == null) {
                inner.fault(tree, "Say for how long, as in: silence: 4h");
            }
            return inner.in("for").span(at(parts, "for"), MOST_SILENCE);
        }
        return inner.span(tree, MOST_SILENCE);
    }
}
