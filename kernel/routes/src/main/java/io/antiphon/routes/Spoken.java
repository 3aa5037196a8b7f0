package io.antiphon.routes;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import io.antiphon.spi.Outcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What sinks say, made fit to be journaled: complete, bounded and without secrets. */
final class Spoken {

    private static final int MOST_CHARACTERS = 2_000;
    private static final String SPEECHLESS = "The sink did not say what became of it.";

    private final Secrets secrets;

    Spoken(Secrets secrets) {
        this.secrets = secrets;
    }

    /** The outcome; of what a sink left unsaid nobody knows. */
    Outcome outcome(@Nullable Outcome said) {
        if (said instanceof Outcome.Done done) {
            return new Outcome.Done(words(done.reference(), ""));
        }
        if (said instanceof Outcome.Refused refused) {
            return new Outcome.Refused(words(refused.reason(), "It was refused without a reason."));
        }
        if (said instanceof Outcome.Later later) {
            Duration delay = later.delay();
            return delay == null || delay.isNegative() ? new Outcome.Later(Duration.ZERO) : later;
        }
        return said instanceof Outcome.Unsure unsure
                ? new Outcome.Unsure(words(unsure.reason(), SPEECHLESS))
                : new Outcome.Unsure(SPEECHLESS);
    }

    /** What to throw for what a sink threw. */
    Exception exception(Throwable thrown) {
        String message = String.valueOf(thrown.getMessage());
        if (thrown instanceof Exception exception && secrets.hide(message).equals(message)) {
            return exception;
        }
        return new AntiphonException(Code.BROKEN, words(Failures.reason(thrown), "It failed."));
    }

    private String words(@Nullable String said, String otherwise) {
        if (said == null || said.isBlank()) {
            return otherwise;
        }
        String safe = secrets.hide(said);
        return safe.length() <= MOST_CHARACTERS ? safe : safe.substring(0, MOST_CHARACTERS - 1) + "…";
    }
}
