package io.antiphon.flow;

/** The lane cannot go on: it is closed, rolled back and opened anew. */
final class Setback extends Exception {

    private static final long serialVersionUID = 1L;

    Setback(String message, Throwable cause) {
        super(message, cause);
    }

    Setback(String message) {
        super(message);
    }
}
