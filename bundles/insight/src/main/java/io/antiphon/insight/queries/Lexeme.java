package io.antiphon.insight.queries;

/**
 * A piece of a query.
 *
 * @param text what it says; of a phrase what stands between the quotes
 * @param number of NEAR
 */
record Lexeme(Kind kind, String text, int number, int from, int to) {

    /** What a piece is. */
    enum Kind {
        WORD,
        PHRASE,
        FIELD,
        OPEN,
        CLOSE,
        AND,
        OR,
        NOT,
        NEAR,
        END
    }

    boolean is(Kind other) {
        return kind == other;
    }
}
