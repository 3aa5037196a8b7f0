package io.antiphon.tck;

/** The process dies here: thrown by an intake that a test told to crash, and caught by nobody but the test. */
public final class Crash extends Error {

    private static final long serialVersionUID = 1L;

    Crash(String when) {
        super("The process dies " + when);
    }
}
