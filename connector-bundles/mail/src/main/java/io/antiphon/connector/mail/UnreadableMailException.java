package io.antiphon.connector.mail;

/** A mail that is not read; the message says why, for who will mend it. */
final class UnreadableMailException extends Exception {

    private static final long serialVersionUID = 1L;

    UnreadableMailException(String message) {
        super(message);
    }
}
