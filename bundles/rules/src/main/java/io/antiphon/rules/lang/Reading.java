package io.antiphon.rules.lang;

import io.antiphon.rules.text.Fault;
import io.antiphon.rules.text.Tree;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads values out of trees and keeps what is wrong, all of it. Used by one thread. */
final class Reading {

    private static final Pattern SPAN = Pattern.compile("(\\d{1,6})\\s*(s|m|h|d|w)");
    private static final int MOST_FAULTS = 200;

    private final List<Fault> faults;
    private final String where;

    Reading(List<Fault> faults, String where) {
        this.faults = faults;
        this.where = where;
    }

    Reading in(String what) {
        String inner = where.isEmpty() || what.startsWith("[") || where.endsWith(": ") ? where + what : where + "." + what;
        return new Reading(faults, inner);
    }

    void fault(int line, int column, String message) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(new Fault(line, column, where.endsWith(": ") ? where.substring(0, where.length() - 2) : where, message));
        }
    }

    void fault(Tree at, String message) {
        fault(at.line(), at.column(), message);
    }

    List<Fault> faults() {
        return faults;
    }

    /** The fields, or empty with a fault if it has none. */
    Tree.@Nullable Fields fields(Tree tree, String example) {
        if (tree instanceof Tree.Fields fields) {
            return fields;
        }
        fault(tree, "This has fields, as in: " + example);
        return null;
    }

    /** Refuses fields that are not known. */
    void only(Tree.Fields fields, Collection<String> known) {
        fields.fields().forEach((name, field) -> {
            if (!known.contains(name)) {
                fault(
                        field.line(),
                        field.column(),
                        "There is no field '" + Words.cut(name, 40) + "' here" + near(name, known) + "; there are "
                                + Words.both(List.copyOf(known)) + ".");
            }
        });
    }

    private static String near(String name, Collection<String> known) {
        for (String one : known) {
            if (one.equalsIgnoreCase(name) || one.startsWith(name) || name.startsWith(one)) {
                return " (is it '" + one + "'?)";
            }
        }
        return "";
    }

    /** A text that is not blank, of at most so many characters. */
    Optional<String> text(@Nullable Tree tree, int most) {
        if (tree == null) {
            return Optional.empty();
        }
        if (!(tree instanceof Tree.Scalar scalar)) {
            fault(tree, "This is a text, not a list or fields.");
        } else if (scalar.isBlank()) {
            fault(tree, "This says nothing; write something or take it out.");
        } else if (scalar.value().length() > most) {
            fault(tree, "This has more than " + most + " characters.");
        } else {
            return Optional.of(scalar.value());
        }
        return Optional.empty();
    }

    /** One text or a list of them. */
    List<String> texts(Tree tree, int most) {
        List<String> all = new ArrayList<>();
        List<Tree> each = tree.each();
        if (each.isEmpty() || each.size() > 100) {
            fault(tree, "This is one text or a list of 1 to 100.");
        }
        each.stream().limit(100).forEach(one -> text(one, most).ifPresent(all::add));
        return all;
    }

    Optional<Boolean> flag(@Nullable Tree tree) {
        if (tree == null) {
            return Optional.empty();
        }
        if (tree instanceof Tree.Scalar scalar && scalar.isFlag()) {
            return Optional.of(Boolean.valueOf(scalar.value()));
        }
        fault(tree, "This is true or false.");
        return Optional.empty();
    }

    Optional<Double> number(@Nullable Tree tree, double least, double most) {
        if (tree == null) {
            return Optional.empty();
        }
        if (tree instanceof Tree.Scalar scalar && scalar.isNumber()) {
            double value = Double.parseDouble(scalar.value());
            if (value >= least && value <= most) {
                return Optional.of(value);
            }
        }
        fault(tree, "This is a number from " + Compare.shown(least) + " to " + Compare.shown(most) + ".");
        return Optional.empty();
    }

    Optional<Long> whole(@Nullable Tree tree, long least, long most) {
        if (tree instanceof Tree.Scalar scalar
                && scalar.isNumber()
                && scalar.plain() instanceof Long value
                && value >= least
                && value <= most) {
            return Optional.of(value);
        }
        if (tree != null) {
            fault(tree, "This is a whole number from " + least + " to " + most + ".");
        }
        return Optional.empty();
    }

    /** A span of time, such as 30m. */
    Optional<Duration> span(@Nullable Tree tree, Duration most) {
        if (tree == null) {
            return Optional.empty();
        }
        if (tree instanceof Tree.Scalar scalar) {
            Matcher parts = SPAN.matcher(scalar.value().strip());
            if (parts.matches()) {
                long number = Long.parseLong(parts.group(1));
                Duration span = Duration.ofSeconds(number
                        * switch (parts.group(2)) {
                            case "s" -> 1L;
                            case "m" -> 60L;
                            case "h" -> 3_600L;
                            case "d" -> 86_400L;
                            default -> 604_800L;
                        });
                if (!span.isZero() && span.compareTo(most) <= 0) {
                    return Optional.of(span);
                }
            }
        }
        fault(tree, "This is a span of time such as 90s, 30m, 4h, 7d or 2w, of at most " + Words.time(most) + ".");
        return Optional.empty();
    }

    /** One of some words. */
    Optional<String> word(@Nullable Tree tree, Collection<String> known) {
        Optional<String> text = text(tree, 100);
        if (tree != null && text.isPresent() && !known.contains(text.get())) {
            fault(tree, "This is " + Words.either(List.copyOf(known)) + ", not '" + Words.cut(text.get(), 40) + "'.");
            return Optional.empty();
        }
        return text;
    }

    /** A template whose variables are all known. */
    Optional<Template> template(@Nullable Tree tree, Set<String> more, boolean signal) {
        Optional<String> text = text(tree, Template.MOST);
        if (tree == null || text.isEmpty()) {
            return Optional.empty();
        }
        try {
            Template template = Template.read(text.get());
            for (String name : template.variables()) {
                String problem = problem(name, template, more, signal);
                if (!problem.isEmpty()) {
                    fault(tree, problem);
                }
            }
            return Optional.of(template);
        } catch (Template.Malformed e) {
            fault(tree, "This text " + e.getMessage() + ".");
            return Optional.empty();
        }
    }

    private static String problem(String name, Template template, Set<String> more, boolean signal) {
        String lead = name.toLowerCase(Locale.ROOT);
        boolean ofProfile = lead.startsWith("profile.") && lead.length() > 8;
        boolean ofAttribute = lead.startsWith("attribute.") && lead.length() > 10;
        boolean known = ofProfile || ofAttribute || VARIABLES.contains(name) || more.contains(name);
        if (!known) {
            return "There is no variable {{" + name + "}}; there are " + Words.both(VARIABLES)
                    + ", profile.TRAIT and attribute.NAME.";
        }
        if (name.equals("case") && signal && !template.hasFallback("case")) {
            return "A signal's case may not be known yet: write {{case|…}} with what to say then.";
        }
        return "";
    }

    /** The variables of templates that are always there; what is not known is empty. */
    static final List<String> VARIABLES = List.of(
            "case",
            "count",
            "language",
            "profile.id",
            "profile.name",
            "signal.channel",
            "signal.id",
            "signal.kind",
            "signal.rating",
            "signal.subject",
            "signal.text",
            "signal.unit",
            "topic");
}
