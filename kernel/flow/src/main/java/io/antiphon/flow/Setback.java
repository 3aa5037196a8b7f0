package io.antiphon.flow;

/** The lane cannot go on: it is closed, rolled back and opened anew. */
sealed class Setback extends Exception permits Setback.Departure {

    private static final long serialVersionUID = 1L;

    Setback(String message, Throwable cause) {
        super(message, cause);
    }

    Setback(String message) {
        super(message);
    }

    /** Nothing is wrong: a plugin went away in the middle of a batch, which is to be done again when its successor is there. */
    static final class Departure extends Setback {

        private static final long serialVersionUID = 1L;

        Departure(Plug<?> plug) {
            super("The " + plug + " went away in the middle of a batch");
        }
    }
}
