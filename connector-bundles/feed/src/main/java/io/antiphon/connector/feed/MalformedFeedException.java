package io.antiphon.connector.feed;

/** What was fetched is no feed. */
final class MalformedFeedException extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedFeedException(String what, Throwable cause) {
        super(what, cause);
    }
}
