package io.antiphon.insight.tools;

/** A command that cannot be done as it was given; the message is for who gave it. */
final class Usage extends Exception {

    private static final long serialVersionUID = 1L;

    Usage(String message) {
        super(message);
    }
}
