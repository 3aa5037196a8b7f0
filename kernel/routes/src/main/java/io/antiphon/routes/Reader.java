package io.antiphon.routes;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Receipt;
import io.antiphon.spi.Received;
import io.antiphon.spi.Signal;
import io.antiphon.spi.Source.Readings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what was received and offers it; what cannot be read is kept as dead letters. */
final class Reader {

    /**
     * What became of it, durably.
     *
     * @param rejected how many dead letters it made
     */
    record Outcome(List<Receipt> receipts, int rejected) {}

    private final ConnectionIntake intake;
    private final String speaker;
    private int rejected;
    private @Nullable RuntimeException kernelTrouble;

    private Reader(ConnectionIntake intake, String speaker) {
        this.intake = intake;
        this.speaker = speaker;
    }

    /**
     * Returns when all of it is durable, be it as signals or as dead letters.
     *
     * @throws AntiphonException BUSY or UNAVAILABLE: the outside is to offer it again
     */
    static Outcome hear(Readings readings, Received received, ConnectionIntake intake) {
        return hear(readings, received, intake, intake.connection());
    }

    /** The same for signals that belong to another connection. */
    static Outcome hear(Readings readings, Received received, ConnectionIntake intake, String speaker) {
        return new Reader(intake, speaker).hear(readings, received);
    }

    private Outcome hear(Readings readings, Received received) {
        intake.admit();
        List<Signal> signals;
        try {
            Kernel kernel = intake.kernel();
            signals = kernel.workers().visit(kernel.limits().read(), () -> readings.read(received, this::reject));
        } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
            if (kernelTrouble != null) {
                throw kernelTrouble;
            }
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
                throw new AntiphonException(AntiphonException.Code.UNAVAILABLE, "Reading was interrupted", e);
            }
            return whole(received, Failures.reason(e));
        }
        try {
            return new Outcome(intake.accept(speaker, signals), rejected);
        } catch (AntiphonException e) {
            if (passes(e)) {
                throw e;
            }
            return whole(received, Failures.reason(e));
        }
    }

    private Outcome whole(Received received, String reason) {
        intake.reject(received, reason);
        return new Outcome(List.of(), rejected + 1);
    }

    private void reject(Received part, String reason) {
        try {
            intake.reject(part, reason);
            rejected++;
        } catch (RuntimeException e) {
            kernelTrouble = e;
            throw e;
        }
    }

    private static boolean passes(AntiphonException e) {
        return switch (e.code()) {
            case BUSY, UNAVAILABLE, BROKEN -> true;
            case INVALID, UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, CONFLICT, TOO_LARGE -> false;
        };
    }
}
