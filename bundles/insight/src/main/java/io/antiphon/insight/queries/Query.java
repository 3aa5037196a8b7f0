package io.antiphon.insight.queries;

import io.antiphon.insight.queries.Expression.And;
import io.antiphon.insight.queries.Expression.Near;
import io.antiphon.insight.queries.Expression.Not;
import io.antiphon.insight.queries.Expression.Or;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query that was read.
 *
 * @param text as it was written
 * @param expression what it says
 */
record Query(String text, Expression expression) {

    /** The longest, in characters. */
    static final int MOST_TEXT = 10_000;

    private static final int MOST_PARTS = 1_000;

    /** What reading a query came to: the query, or what is wrong with it. */
    record Parsed(@Nullable Query query, List<Mistake> mistakes) {

        /** The query, which has no mistakes. */
        Query right() {
            if (query == null) {
                throw new IllegalArgumentException(
                        mistakes.isEmpty() ? "No query" : mistakes.get(0).message());
            }
            return query;
        }
    }

    /** Reads a query. */
    static Parsed read(String text) {
        List<Mistake> mistakes = new ArrayList<>();
        if (text.isBlank()) {
            mistakes.add(new Mistake(0, 1, "The query is empty: write a word, a \"phrase\" or a field:value."));
            return new Parsed(null, mistakes);
        }
        if (text.length() > MOST_TEXT) {
            mistakes.add(new Mistake(
                    MOST_TEXT, MOST_TEXT + 1, "A query has at most " + MOST_TEXT + " characters; make several of it."));
            return new Parsed(null, mistakes);
        }
        Expression expression = QueryParser.parse(text, mistakes);
        if (mistakes.isEmpty() && expression != null) {
            check(text, expression, mistakes);
        }
        mistakes.sort(java.util.Comparator.comparingInt(Mistake::from));
        return new Parsed(mistakes.isEmpty() && expression != null ? new Query(text, expression) : null, mistakes);
    }

    private static void check(String text, Expression expression, List<Mistake> mistakes) {
        if (parts(expression) > MOST_PARTS) {
            mistakes.add(new Mistake(
                    0, 1, "A query has at most " + MOST_PARTS + " words and operators; make several of it."));
        }
        if (!demands(expression, false)) {
            Lexeme not = Lexer.cut(text, new ArrayList<>()).stream()
                    .filter(lexeme -> lexeme.is(Lexeme.Kind.NOT))
                    .findFirst()
                    .orElseThrow();
            mistakes.add(new Mistake(
                    not.from(),
                    not.to(),
                    "This query would match signals for what they do not say, nearly all of them: in each alternative of OR"
                            + " something must be there that is wanted, beside what is not."));
        }
    }

    private static int parts(Expression expression) {
        if (expression instanceof And and) {
            return 1 + and.parts().stream().mapToInt(Query::parts).sum();
        } else if (expression instanceof Or or) {
            return 1 + or.parts().stream().mapToInt(Query::parts).sum();
        } else if (expression instanceof Near near) {
            return 1 + near.operands().stream().mapToInt(Query::parts).sum();
        } else if (expression instanceof Not not) {
            return 1 + parts(not.part());
        }
        return 1;
    }

    /** Whether it matches only where something is there. */
    static boolean demands(Expression expression, boolean negated) {
        if (expression instanceof Not not) {
            return demands(not.part(), !negated);
        } else if (expression instanceof And and) {
            return negated
                    ? and.parts().stream().allMatch(part -> demands(part, true))
                    : and.parts().stream().anyMatch(part -> demands(part, false));
        } else if (expression instanceof Or or) {
            return negated
                    ? or.parts().stream().anyMatch(part -> demands(part, true))
                    : or.parts().stream().allMatch(part -> demands(part, false));
        }
        return !negated;
    }
}
