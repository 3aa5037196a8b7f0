package io.antiphon.spi;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A failure with a code, for the unexpected. What is expected comes back as a value. */
public class AntiphonException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What kind of failure it is; the front door answers each with its own HTTP status. */
    public enum Code {
        /** The input is wrong (400). */
        INVALID,
        /** Who asks is not known, or a signature is wrong (401). */
        UNAUTHENTICATED,
        /** Who asks may not (403). */
        FORBIDDEN,
        /** There is no such thing (404). */
        NOT_FOUND,
        /** It contradicts what is (409). */
        CONFLICT,
        /** It is too large (413). */
        TOO_LARGE,
        /** Too much is offered; come back later (429). */
        BUSY,
        /** It is away for the moment; come back later (503). */
        UNAVAILABLE,
        /** Something of ours is broken (500). */
        BROKEN
    }

    private final Code code;
    private final Duration retryAfter;

    /** A failure. */
    public AntiphonException(Code code, String message) {
        this(code, message, Duration.ZERO, null);
    }

    /** A failure with its cause. */
    public AntiphonException(Code code, String message, Throwable cause) {
        this(code, message, Duration.ZERO, cause);
    }

    /**
     * A failure that passes.
     *
     * @param retryAfter how long to wait before trying again; zero if that would not help
     */
    public AntiphonException(Code code, String message, Duration retryAfter, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.retryAfter = retryAfter;
    }

    /** Too much is offered. */
    public static AntiphonException busy(String message, Duration retryAfter) {
        return new AntiphonException(Code.BUSY, message, retryAfter, null);
    }

    /** What kind of failure it is. */
    public Code code() {
        return code;
    }

    /** How long to wait before trying again; zero if that would not help. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
