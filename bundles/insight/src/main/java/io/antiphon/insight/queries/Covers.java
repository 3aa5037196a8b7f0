package io.antiphon.insight.queries;

import io.antiphon.insight.queries.Expression.And;
import io.antiphon.insight.queries.Expression.Is;
import io.antiphon.insight.queries.Expression.Mode;
import io.antiphon.insight.queries.Expression.Near;
import io.antiphon.insight.queries.Expression.Not;
import io.antiphon.insight.queries.Expression.Or;
import io.antiphon.insight.queries.Expression.Word;
import io.antiphon.insight.queries.Expression.Words;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds for a query the cheapest keys of which one at least is in every document that it matches: only where one occurs must the
 * query be asked. How often a key occurs is guessed from its kind and length,
 * until it is known.
 */
final class Covers {

    private static final double[] BY_LENGTH = {1, 0.3, 0.25, 0.15, 0.06, 0.03, 0.02, 0.012, 0.008, 0.006};
    private static final double CHARACTER = 0.1;
    private static final double PAIR = 0.004;
    private static final double FIELD = 0.5;
    private static final double PREFIXED = 3;

    private final Keys keys;
    private final Compiler compiler;
    private final Frequencies frequencies;

    Covers(Keys keys, Compiler compiler, Frequencies frequencies) {
        this.keys = keys;
        this.compiler = compiler;
        this.frequencies = frequencies;
    }

    /** Keys and how often one of them is expected, as a share of documents. */
    record Cover(List<Integer> keys, double cost) {

        static final Cover NONE = new Cover(List.of(), Double.POSITIVE_INFINITY);

        boolean none() {
            return keys.isEmpty();
        }
    }

    Cover of(Expression expression) {
        return of(expression, false);
    }

    private Cover of(Expression expression, boolean negated) {
        if (expression instanceof Not not) {
            return of(not.part(), !negated);
        } else if (expression instanceof And and) {
            return negated ? union(and.parts(), true) : cheapest(and.parts(), false);
        } else if (expression instanceof Or or) {
            return negated ? cheapest(or.parts(), true) : union(or.parts(), false);
        } else if (negated) {
            return Cover.NONE;
        } else if (expression instanceof Words words) {
            return of(words);
        } else if (expression instanceof Near near) {
            return near.operands().stream()
                    .map(operand -> union(Compiler.alternatives(operand), false))
                    .reduce(Cover.NONE, Covers::cheaper);
        } else if (expression instanceof Is is && !is.field().equals(Fields.LANGUAGE)) {
            return new Cover(List.of(compiler.number(is)), FIELD);
        }
        return Cover.NONE;
    }

    private static Cover cheaper(Cover one, Cover other) {
        return other.cost() < one.cost() ? other : one;
    }

    private Cover cheapest(List<? extends Expression> parts, boolean negated) {
        Cover best = Cover.NONE;
        for (Expression part : parts) {
            best = cheaper(best, of(part, negated));
        }
        return best;
    }

    private Cover union(List<? extends Expression> parts, boolean negated) {
        List<Integer> all = new ArrayList<>();
        double cost = 0;
        for (Expression part : parts) {
            Cover cover = of(part, negated);
            if (cover.none()) {
                return Cover.NONE;
            }
            all.addAll(cover.keys());
            cost += cover.cost();
        }
        return new Cover(all.stream().distinct().toList(), cost);
    }

    private Cover of(Words phrase) {
        List<Word> words = phrase.words();
        int[] numbers = compiler.numbers(phrase);
        Cover best = Cover.NONE;
        for (int i = 0; i < numbers.length; i++) {
            best = cheaper(best, new Cover(List.of(numbers[i]), cost(words.get(i))));
            if (i > 0 && single(words.get(i - 1)) && single(words.get(i))) {
                String pair = words.get(i - 1).text() + words.get(i).text();
                double cost = frequencies.share(Keys.PAIR, pair, PAIR);
                if (cost < best.cost()) {
                    best = new Cover(List.of(keys.put(Keys.PAIR, pair)), cost);
                }
            }
        }
        return best;
    }

    /** Whether a word is a character of a script without spaces, or an emoji. */
    private static boolean single(Word word) {
        return word.mode() == Mode.EXACT && Folding.kindOf(word.text().codePointAt(0)) == Folding.SINGLE;
    }

    private double cost(Word word) {
        if (single(word)) {
            return frequencies.share(Keys.WORD, word.text(), CHARACTER);
        }
        double plain = BY_LENGTH[Math.min(BY_LENGTH.length - 1, word.text().length())];
        double guess = word.mode() == Mode.PREFIX ? PREFIXED * plain : plain;
        return frequencies.share(Compiler.kind(word.mode()), word.text(), guess);
    }
}
