package io.antiphon.outbox;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Recorder;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Makes outcomes durable; while the journal does not take them there is nothing better to do than to wait. */
final class Outcomes {

    private static final long FIRST_WAIT = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long LONGEST_WAIT = TimeUnit.SECONDS.toNanos(1);

    private final Recorder recorder;
    private final BooleanSupplier closed;

    Outcomes(Recorder recorder, BooleanSupplier closed) {
        this.recorder = recorder;
        this.closed = closed;
    }

    /** Returns when it is durable; false if the outbox closed before. */
    boolean append(Entry.Performed outcome) {
        long wait = FIRST_WAIT;
        while (true) {
            try {
                recorder.append(List.of(outcome));
                return true;
            } catch (AntiphonException e) {
                if (closed.getAsBoolean()) {
                    return false;
                }
            }
            LockSupport.parkNanos(wait);
            wait = Math.min(LONGEST_WAIT, wait * 2);
        }
    }
}
