package io.antiphon.insight.queries;

import io.antiphon.insight.queries.Expression.And;
import io.antiphon.insight.queries.Expression.Near;
import io.antiphon.insight.queries.Expression.Not;
import io.antiphon.insight.queries.Expression.Or;
import io.antiphon.insight.queries.Expression.Words;
import io.antiphon.insight.queries.Lexeme.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads queries. NOT binds closest, then NEAR, then AND, which may be left out, then OR. It goes on after a mistake, so that
 * several are told at once.
 */
final class QueryParser {

    private static final int DEEPEST = 50;
    private static final Set<String> LOWER = Set.of("and", "or", "not", "near");

    private final List<Mistake> mistakes;
    private final List<Lexeme> lexemes;
    private final WordReader words;
    private int at;
    private int depth;

    private QueryParser(String query, List<Mistake> mistakes) {
        this.mistakes = mistakes;
        this.lexemes = Lexer.cut(query, mistakes);
        this.words = new WordReader(mistakes);
    }

    /** What a query says; null if nothing could be read. @param mistakes is filled with what is wrong */
    static @Nullable Expression parse(String query, List<Mistake> mistakes) {
        QueryParser parser = new QueryParser(query, mistakes);
        Expression whole = parser.or();
        while (!parser.peek().is(Kind.END)) {
            Lexeme left = parser.take();
            if (left.is(Kind.CLOSE)) {
                parser.wrong(left, "This parenthesis closes none: take it away or open one before it.");
            }
            parser.or();
        }
        return whole;
    }

    private Lexeme peek() {
        return lexemes.get(at);
    }

    private Lexeme take() {
        return peek().is(Kind.END) ? peek() : lexemes.get(at++);
    }

    private void wrong(Lexeme where, String message) {
        mistakes.add(new Mistake(where.from(), Math.max(where.to(), where.from() + 1), message));
    }

    private @Nullable Expression or() {
        List<Expression> parts = new ArrayList<>();
        add(parts, and());
        while (peek().is(Kind.OR)) {
            take();
            add(parts, and());
        }
        return parts.isEmpty() ? null : parts.size() == 1 ? parts.get(0) : new Or(List.copyOf(parts));
    }

    private @Nullable Expression and() {
        List<Expression> parts = new ArrayList<>();
        if (peek().is(Kind.AND) || peek().is(Kind.OR) || peek().is(Kind.CLOSE) || peek().is(Kind.END)) {
            missing(
                    "Something to look for is missing here: a word, a \"phrase\", a field:value or a group in parentheses.");
            return null;
        }
        while (true) {
            add(parts, near());
            if (peek().is(Kind.AND)) {
                take();
                if (peek().is(Kind.AND) || peek().is(Kind.OR) || peek().is(Kind.CLOSE) || peek().is(Kind.END)) {
                    missing("AND stands between two things; the second is missing.");
                }
            }
            if (peek().is(Kind.OR) || peek().is(Kind.CLOSE) || peek().is(Kind.END)) {
                return parts.isEmpty() ? null : parts.size() == 1 ? parts.get(0) : new And(List.copyOf(parts));
            }
        }
    }

    private void missing(String message) {
        Lexeme where = peek();
        if (where.is(Kind.AND)) {
            take();
        }
        wrong(where, message);
    }

    private static void add(List<Expression> parts, @Nullable Expression part) {
        if (part != null) {
            parts.add(part);
        }
    }

    private @Nullable Expression near() {
        Lexeme first = peek();
        Expression left = unary();
        if (!peek().is(Kind.NEAR)) {
            return left;
        }
        List<Expression> operands = new ArrayList<>();
        List<Integer> distances = new ArrayList<>();
        operand(operands, left, first);
        while (peek().is(Kind.NEAR)) {
            Lexeme near = take();
            Lexeme start = peek();
            if (start.is(Kind.END) || start.is(Kind.CLOSE) || start.is(Kind.OR) || start.is(Kind.AND)) {
                wrong(near, "NEAR stands between two things; the second is missing.");
                return left;
            }
            int before = operands.size();
            operand(operands, unary(), start);
            if (operands.size() > before && before > 0) {
                distances.add(near.number());
            }
        }
        return operands.size() < 2 ? left : new Near(List.copyOf(operands), List.copyOf(distances));
    }

    private void operand(List<Expression> operands, @Nullable Expression operand, Lexeme where) {
        boolean fits = operand instanceof Words
                || operand instanceof Or or && or.parts().stream().allMatch(Words.class::isInstance);
        if (fits) {
            operands.add(operand);
        } else if (operand != null) {
            wrong(where, "NEAR joins words, phrases, or groups of them with OR; not this.");
        }
    }

    private @Nullable Expression unary() {
        Lexeme first = take();
        return switch (first.kind()) {
            case NOT -> not(first);
            case OPEN -> group(first);
            case FIELD -> field(first);
            case PHRASE -> words.phrase(first);
            case WORD -> word(first);
            case NEAR -> {
                wrong(first, "NEAR stands between two things; the first is missing.");
                yield null;
            }
            default -> {
                wrong(first, "This is out of place here.");
                yield null;
            }
        };
    }

    private @Nullable Expression not(Lexeme not) {
        Lexeme next = peek();
        if (next.is(Kind.END) || next.is(Kind.CLOSE) || next.is(Kind.AND) || next.is(Kind.OR)) {
            wrong(not, "After " + not.text() + " stands what is not wanted; it is missing.");
            return null;
        }
        if (!deeper(not)) {
            return null;
        }
        Expression part = near();
        depth--;
        return part == null ? null : new Not(part);
    }

    private boolean deeper(Lexeme where) {
        if (depth >= DEEPEST) {
            wrong(where, "It is nested deeper than " + DEEPEST + " levels.");
            at = lexemes.size() - 1;
            return false;
        }
        depth++;
        return true;
    }

    private @Nullable Expression group(Lexeme open) {
        if (!deeper(open)) {
            return null;
        }
        Expression inner = or();
        depth--;
        if (peek().is(Kind.CLOSE)) {
            take();
        } else {
            wrong(open, "This parenthesis is not closed.");
        }
        return inner;
    }

    private @Nullable Expression word(Lexeme word) {
        if (LOWER.contains(word.text()) && at > 1 && !peek().is(Kind.END) && !peek().is(Kind.CLOSE)) {
            wrong(
                    word,
                    "Operators are written in capitals: " + word.text().toUpperCase(java.util.Locale.ROOT)
                            + ". To look for the word, write \"" + word.text() + "\".");
            return null;
        }
        return words.word(word);
    }

    private @Nullable Expression field(Lexeme field) {
        String name = Fields.named(field.text());
        Lexeme value = peek();
        if (value.is(Kind.OPEN) && value.from() == field.to()) {
            return choice(field, name);
        }
        if (!(value.is(Kind.WORD) || value.is(Kind.PHRASE) || value.is(Kind.FIELD)) || value.from() != field.to()) {
            wrong(field, name == null ? Fields.unknown(field.text()) : Fields.wrong(name));
            return null;
        }
        return value(field, name, take());
    }

    private @Nullable Expression value(Lexeme field, @Nullable String name, Lexeme value) {
        if (name == null) {
            wrong(field, Fields.unknown(field.text()));
            return null;
        }
        if (value.is(Kind.FIELD)) {
            colon(name, value);
            return null;
        }
        Expression read = Fields.value(name, value.text(), value.is(Kind.PHRASE));
        if (read == null) {
            wrong(value, Fields.wrong(name));
        }
        return read;
    }

    /** A value in which a colon stands without quotation marks. */
    private void colon(String name, Lexeme first) {
        StringBuilder whole = new StringBuilder(first.text()).append(':');
        int to = first.to();
        while ((peek().is(Kind.WORD) || peek().is(Kind.FIELD)) && peek().from() == to) {
            Lexeme next = take();
            whole.append(next.text()).append(next.is(Kind.FIELD) ? ":" : "");
            to = next.to();
        }
        String message = name.equals(Fields.RATING)
                ? Fields.wrong(name)
                : "A value with a colon in it is put in quotation marks, as in " + name + ":\"" + whole + "\".";
        mistakes.add(new Mistake(first.from(), to, message));
    }

    /** {@code channel:(email OR chat)}. */
    private @Nullable Expression choice(Lexeme field, @Nullable String name) {
        Lexeme open = take();
        List<Expression> parts = new ArrayList<>();
        while (peek().is(Kind.WORD) || peek().is(Kind.PHRASE) || peek().is(Kind.FIELD) || peek().is(Kind.OR)) {
            Lexeme next = take();
            if (!next.is(Kind.OR)) {
                add(parts, value(field, name, next));
            }
        }
        if (!peek().is(Kind.CLOSE)) {
            wrong(
                    peek().is(Kind.END) ? open : peek(),
                    "The values of a field stand in parentheses with OR between them, as in channel:(email OR chat).");
        } else {
            take();
            if (parts.isEmpty() && name != null) {
                wrong(field, Fields.wrong(name));
            }
        }
        return parts.isEmpty() ? null : parts.size() == 1 ? parts.get(0) : new Or(List.copyOf(parts));
    }
}
