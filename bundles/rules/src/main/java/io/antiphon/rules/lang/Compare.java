package io.antiphon.rules.lang;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a value is compared with; all of it must hold. A value that is not there holds nothing but that it is not there. */
public record Compare(List<Test> tests) {

    /** How two values are compared. */
    public enum Op {
        IS("is"),
        NOT("is not"),
        IN("is"),
        ABOVE("is above"),
        BELOW("is below"),
        AT_LEAST("is at least"),
        AT_MOST("is at most"),
        CONTAINS("contains"),
        EXISTS("is known");

        private final String words;

        Op(String words) {
            this.words = words;
        }

        /** As it is written in a file. */
        public String written() {
            return switch (this) {
                case AT_LEAST -> "atLeast";
                case AT_MOST -> "atMost";
                default -> name().toLowerCase(Locale.ROOT);
            };
        }
    }

    /** One comparison with one or several values. */
    public record Test(Op op, List<Object> with) {}

    /** Copies. */
    public Compare {
        tests = List.copyOf(tests);
    }

    boolean holds(@Nullable Object value) {
        for (Test test : tests) {
            if (!holds(test, value)) {
                return false;
            }
        }
        return true;
    }

    private static boolean holds(Test test, @Nullable Object value) {
        if (test.op() == Op.EXISTS) {
            return Boolean.TRUE.equals(test.with().get(0)) == (value != null);
        }
        if (value == null) {
            return false;
        }
        Object with = test.with().get(0);
        return switch (test.op()) {
            case IS -> same(value, with);
            case NOT -> !same(value, with);
            case IN -> test.with().stream().anyMatch(one -> same(value, one));
            case ABOVE -> order(value, with) > 0;
            case BELOW -> order(value, with) == -1;
            case AT_LEAST -> order(value, with) >= 0;
            case AT_MOST -> order(value, with) == 0 || order(value, with) == -1;
            case CONTAINS -> contains(value, with);
            case EXISTS -> false;
        };
    }

    private static boolean contains(Object value, Object part) {
        return value instanceof List<?> list
                ? list.stream().anyMatch(one -> same(one, part))
                : Facts.fold(String.valueOf(value)).contains(Facts.fold(String.valueOf(part)));
    }

    private static boolean same(@Nullable Object one, Object other) {
        Double left = number(one);
        Double right = number(other);
        return left != null && right != null
                ? left.doubleValue() == right
                : String.valueOf(one).equalsIgnoreCase(String.valueOf(other));
    }

    /** −1, 0 or 1; −2 if they cannot be compared. */
    private static int order(Object one, Object other) {
        Double left = number(one);
        Double right = number(other);
        return left == null || right == null ? -2 : Double.compare(left, right);
    }

    private static @Nullable Double number(@Nullable Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value instanceof String text && text.length() < 30 && text.matches("-?\\d+(\\.\\d+)?")) {
            return Double.valueOf(text);
        }
        return null;
    }

    /** In words, with the value if it is known. */
    String told(@Nullable Object value) {
        List<String> all = new ArrayList<>();
        for (Test test : tests) {
            if (test.op() == Op.EXISTS) {
                all.add(Boolean.TRUE.equals(test.with().get(0)) ? "is known" : "is not known");
            } else if (test.op() == Op.IN && value != null) {
                all.add("is " + value);
            } else {
                String with = Words.either(test.with().stream().map(Compare::shown).toList());
                boolean says = value == null || test.op() == Op.IS;
                all.add(says ? test.op().words + " " + with : "(" + shown(value) + ") " + test.op().words + " " + with);
            }
        }
        return Words.both(all);
    }

    static String shown(@Nullable Object value) {
        if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15) {
            return Long.toString(number.longValue());
        }
        return Words.cut(String.valueOf(value), 60);
    }
}
