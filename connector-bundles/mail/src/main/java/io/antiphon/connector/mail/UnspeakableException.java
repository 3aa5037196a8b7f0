package io.antiphon.connector.mail;

/** An action that can never become a mail; the message says why. */
final class UnspeakableException extends Exception {

    private static final long serialVersionUID = 1L;

    UnspeakableException(String message) {
        super(message);
    }
}
