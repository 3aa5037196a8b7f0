package io.antiphon.rules.lang;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A text with variables: {@code Dear {{profile.name|customer}},}. What a customer gave is put in as it is, bounded; it is never
 * read as a template.
 */
public record Template(List<Part> parts) {

    /** The most characters of a template. */
    public static final int MOST = 10_000;

    private static final int MOST_VALUE = 1_000;
    private static final String VARIABLE = "[a-z]+(\\.[A-Za-z0-9_.-]{1,64})?";

    /** A part: text as it is, or a variable. @param otherwise what stands for a variable that is empty; null for nothing */
    public record Part(@Nullable String text, @Nullable String variable, @Nullable String otherwise) {}

    /** A text cannot be read as a template. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }
    }

    /** Copies. */
    public Template {
        parts = List.copyOf(parts);
    }

    static Template read(String text) throws Malformed {
        if (text.length() > MOST) {
            throw new Malformed("has more than " + MOST + " characters; shorten it");
        }
        List<Part> parts = new ArrayList<>();
        int from = 0;
        for (int open = text.indexOf("{{"); open >= 0; open = text.indexOf("{{", from)) {
            int close = text.indexOf("}}", open);
            if (close < 0) {
                throw new Malformed("begins a variable with {{ that no }} ends");
            }
            if (open > from) {
                parts.add(new Part(text.substring(from, open), null, null));
            }
            String inside = text.substring(open + 2, close);
            int bar = inside.indexOf('|');
            String name = (bar < 0 ? inside : inside.substring(0, bar)).strip();
            if (!name.matches(VARIABLE)) {
                throw new Malformed("has the variable {{" + Words.cut(inside, 40)
                        + "}}, which can be none; one looks like {{profile.name|customer}}");
            }
            parts.add(new Part(null, name, bar < 0 ? null : inside.substring(bar + 1).strip()));
            from = close + 2;
        }
        if (from < text.length()) {
            parts.add(new Part(text.substring(from), null, null));
        }
        return new Template(parts);
    }

    /** The names of its variables. */
    public Set<String> variables() {
        Set<String> names = new TreeSet<>();
        parts.forEach(part -> {
            if (part.variable() != null) {
                names.add(part.variable());
            }
        });
        return names;
    }

    boolean hasFallback(String variable) {
        return parts.stream()
                .filter(part -> variable.equals(part.variable()))
                .allMatch(part -> part.otherwise() != null);
    }

    /** The text with values put in. */
    String fill(Function<String, String> values) {
        return fill(values, UnaryOperator.identity());
    }

    String fill(Function<String, String> values, UnaryOperator<String> written) {
        StringBuilder out = new StringBuilder();
        for (Part part : parts) {
            if (part.text() != null) {
                out.append(part.text());
            } else if (part.variable() != null) {
                String value = clean(values.apply(part.variable()));
                String otherwise = part.otherwise() == null ? "" : part.otherwise();
                out.append(written.apply(value.isBlank() ? otherwise : value));
            }
        }
        return out.toString();
    }

    /** A value without what is not to be read: control characters and marks that turn the direction of text. */
    static String clean(String value) {
        StringBuilder out = new StringBuilder();
        value.codePoints()
                .filter(c -> c == '\n' || !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT
                        || c == 0x200d || c == 0x200c)
                .filter(c -> Character.getType(c) != Character.SURROGATE)
                .limit(MOST_VALUE)
                .forEach(out::appendCodePoint);
        return out.toString().strip();
    }
}
