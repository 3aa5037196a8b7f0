package io.antiphon.rules.lang;

import io.antiphon.spi.Direction;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Person;
import io.antiphon.spi.Signal;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The conditions that look at a signal, or at what happened to a case. */
final class Conditions {

    private Conditions() {}

    /** What has one word. */
    enum Part {
        KIND(8),
        CHANNEL(7),
        CONNECTION(5),
        DIRECTION(0),
        QUEUE(0),
        CLOCK(0);

        private final int rank;

        Part(int rank) {
            this.rank = rank;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        String of(Facts facts) {
            Signal signal = facts.signal();
            return switch (this) {
                case KIND -> signal == null ? "" : signal.kind();
                case CHANNEL -> signal == null ? "" : signal.channel();
                case CONNECTION -> facts.connection();
                case DIRECTION ->
                    signal == null ? "" : signal.direction().name().toLowerCase(Locale.ROOT);
                case QUEUE, CLOCK -> String.valueOf(facts.arguments().getOrDefault(word(), ""));
            };
        }

        private String told(List<String> values) {
            String either = Words.either(values);
            return switch (this) {
                case KIND -> "it is " + Words.a(either);
                case CHANNEL -> "it comes by " + either;
                case CONNECTION -> "it comes in at " + either;
                case DIRECTION -> "it is " + either;
                case QUEUE -> "its queue is " + either;
                case CLOCK -> "its clock is " + either;
            };
        }
    }

    /** The word is one of some. */
    record OneOf(Part part, List<String> values) implements Condition {
        @Override
        public boolean holds(Facts facts) {
            return values.contains(part.of(facts));
        }

        @Override
        public String told(@Nullable Facts facts) {
            return part.told(facts == null ? values : List.of(part.of(facts)));
        }

        @Override
        public @Nullable Keys keys() {
            return part.rank == 0 ? null : keyed(part.rank, part.word(), values);
        }
    }

    private static Condition.Keys keyed(int rank, String what, List<String> values) {
        Set<String> any = new HashSet<>();
        values.forEach(value -> any.add(Facts.key(what, value)));
        return new Condition.Keys(rank, any);
    }

    /** It belongs to a unit or one below it. */
    record Units(List<String> units) implements Condition {
        @Override
        public boolean holds(Facts facts) {
            String unit = facts.unit();
            return units.stream().anyMatch(above -> Person.isWithin(unit, above));
        }

        @Override
        public String told(@Nullable Facts facts) {
            return "it belongs to " + (facts == null ? Words.either(units) : facts.unit());
        }

        @Override
        public Keys keys() {
            return keyed(6, "unit", units);
        }
    }

    /** An enricher found one of some values, surely enough. */
    record Found(String type, List<String> values, @Nullable String about, double confidence) implements Condition {

        private @Nullable Insight of(Facts facts) {
            for (Insight insight : facts.insights()) {
                if (insight.type().equals(type)
                        && insight.confidence() >= confidence
                        && (values.isEmpty() || values.contains(insight.value()))
                        && String.valueOf(about).equalsIgnoreCase(String.valueOf(insight.about()))) {
                    return insight;
                }
            }
            return null;
        }

        @Override
        public boolean holds(Facts facts) {
            if (about != null) {
                return of(facts) != null;
            }
            return value(facts) != null;
        }

        private @Nullable String value(Facts facts) {
            for (String value : values.isEmpty() ? List.of("*") : values) {
                Double sure = facts.understood().get(Facts.key(type, value));
                if (sure != null && sure >= confidence) {
                    return value;
                }
            }
            return null;
        }

        @Override
        public String told(@Nullable Facts facts) {
            List<String> told = values;
            String sure = confidence > 0 ? " (" + Compare.shown(confidence) + " or surer)" : "";
            if (facts != null) {
                Insight found = about == null ? null : of(facts);
                String value = found == null ? value(facts) : found.value();
                told = value == null || value.equals("*") ? values : List.of(value);
                Double how = found == null
                        ? facts.understood().get(Facts.key(type, value == null ? "*" : value))
                        : Double.valueOf(found.confidence());
                sure = Words.sure(how == null ? 1 : how);
            }
            return phrase(Words.either(told)) + sure;
        }

        private String phrase(String either) {
            String of = about == null ? "" : " about " + about;
            if (values.isEmpty()) {
                return "it has " + Words.a(type) + of;
            }
            return switch (type) {
                case "topic" -> "it is about " + either;
                case "language" -> "it is in " + either;
                case "query" -> "it matches the query " + either;
                case "intent" -> "it is " + Words.a(either);
                case "sentiment" -> "its feeling" + of + " is " + either;
                default -> "its " + type + of + " is " + either;
            };
        }

        @Override
        public Keys keys() {
            boolean whole = about == null || !type.equals("sentiment");
            int rank = type.equals("language") || type.equals("sentiment") ? 4 : 1;
            return whole && !values.isEmpty() ? keyed(rank, type, values) : new Keys(9, Set.of(Dispatcher.ANYTHING));
        }
    }

    /** A number is as wanted. */
    record Number(String what, Compare compare) implements Condition {
        private @Nullable Object of(Facts facts) {
            Signal signal = facts.signal();
            return switch (what) {
                case "rating" -> signal == null ? null : signal.rating();
                case "signals" ->
                    facts.profile().anonymous()
                            ? null
                            : (Object) facts.profile().signals();
                default -> facts.arguments().get(what);
            };
        }

        @Override
        public boolean holds(Facts facts) {
            return compare.holds(of(facts));
        }

        @Override
        public String told(@Nullable Facts facts) {
            String name = what.equals("signals") ? "the number of the customer's signals" : "its " + what;
            return name + " " + compare.told(facts == null ? null : of(facts));
        }
    }

    /** An attribute is as wanted. */
    record Attribute(String name, Compare compare) implements Condition {
        @Override
        public boolean holds(Facts facts) {
            return compare.holds(facts.attribute(name));
        }

        @Override
        public String told(@Nullable Facts facts) {
            return "its " + name + " " + compare.told(facts == null ? null : facts.attribute(name));
        }

        @Override
        public int cost() {
            return 2;
        }
    }

    /** It came from the customer: what every rule asks that does not say which way. */
    record Inbound() implements Condition {
        @Override
        public boolean holds(Facts facts) {
            return facts.signal() != null && facts.signal().direction() == Direction.INBOUND;
        }

        @Override
        public String told(@Nullable Facts facts) {
            return "";
        }
    }
}
