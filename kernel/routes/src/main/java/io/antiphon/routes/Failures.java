package io.antiphon.routes;

import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Words for what was thrown. */
final class Failures {

    /** Where Jackson says that it does not say what it read. */
    private static final Pattern REDACTED = Pattern.compile("\\[Source: REDACTED[^;\\]]*; ");

    private Failures() {}

    /** What a person can make use of: the innermost message, with the kind of failure where the message alone says little. */
    static String reason(@Nullable Throwable failure) {
        if (failure == null) {
            return "It failed without a reason.";
        }
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause && !tellsAll(cause)) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        if (message == null || message.isBlank()) {
            return cause.getClass().getSimpleName() + where(cause);
        }
        String said = REDACTED.matcher(message).replaceAll("[").strip();
        return tellsAll(cause) ? said : cause.getClass().getSimpleName() + ": " + said;
    }

    /** The failure itself, out of what a future wrapped it in. */
    static Throwable bare(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private static boolean tellsAll(Throwable failure) {
        return failure instanceof io.antiphon.spi.AntiphonException
                || failure instanceof IllegalArgumentException && failure.getCause() == null
                || failure instanceof TimeoutException;
    }

    private static String where(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return trace.length == 0 ? "" : " at " + trace[0];
    }
}
