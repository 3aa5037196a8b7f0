package io.antiphon.insight.queries;

import java.util.List;

/** What a query says. */
sealed interface Expression {

    /** How one word of a phrase is compared. */
    enum Mode {
        /** As it is written, but for case and accents. */
        EXACT,
        /** In all its inflections. */
        STEM,
        /** Any word that begins so. */
        PREFIX
    }

    /** A word, folded. */
    record Word(String text, Mode mode) {}

    /** Words one after the other; often one only. */
    record Words(List<Word> words) implements Expression {}

    /**
     * Operands each of which stands at most so many words from the one before it, on either side, without sharing a word with it.
     *
     * @param operands {@link Words}, or {@link Or} of them
     * @param distances one less than operands
     */
    record Near(List<Expression> operands, List<Integer> distances) implements Expression {}

    /** All of them. */
    record And(List<Expression> parts) implements Expression {}

    /** At least one of them. */
    record Or(List<Expression> parts) implements Expression {}

    /** Not this. */
    record Not(Expression part) implements Expression {}

    /** A field has a value, folded; the one of a unit is a path that its own begins with. */
    record Is(String field, String value) implements Expression {}

    /** A field has any value. */
    record Has(String field) implements Expression {}

    /** A number lies within bounds. */
    record Within(String field, double least, boolean orLeast, double most, boolean orMost) implements Expression {

        boolean holds(double value) {
            return (orLeast ? value >= least : value > least) && (orMost ? value <= most : value < most);
        }
    }
}
