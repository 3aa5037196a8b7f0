package io.antiphon.care.desk;

import io.antiphon.spi.AntiphonException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** One at a time for a case: what is looked up before something is ordered still holds when it is. Thread-safe. */
final class Locks {

    private static final int STRIPES = 256;
    private static final long WAIT_SECONDS = 6;

    private final ReentrantLock[] stripes = new ReentrantLock[STRIPES];

    Locks() {
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new ReentrantLock();
        }
    }

    <T> T with(long id, Callable<T> work) throws Exception {
        ReentrantLock lock = stripes[(int) Math.floorMod(id, (long) STRIPES)];
        if (!lock.tryLock(WAIT_SECONDS, TimeUnit.SECONDS)) {
            throw new AntiphonException(
                    AntiphonException.Code.UNAVAILABLE,
                    "Somebody else is just doing something to this case",
                    Duration.ofSeconds(1),
                    null);
        }
        try {
            return work.call();
        } finally {
            lock.unlock();
        }
    }
}
