package io.antiphon.journal;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Receipt;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A caller's entries on their way to the disk, and what became of them. */
final class Ticket {

    private final List<Encoded> entries;
    private final long bytes;
    private final CountDownLatch done = new CountDownLatch(1);
    private List<Receipt> receipts = List.of();
    private @Nullable AntiphonException failure;

    Ticket(List<Encoded> entries) {
        this.entries = entries;
        long sum = 0;
        for (Encoded entry : entries) {
            sum += entry.body().length;
        }
        bytes = sum;
    }

    List<Encoded> entries() {
        return entries;
    }

    long bytes() {
        return bytes;
    }

    void succeed(List<Receipt> its) {
        receipts = its;
        done.countDown();
    }

    void fail(AntiphonException why) {
        failure = why;
        done.countDown();
    }

    /** Waits for the disk, also when interrupted: the entries are on their way and only the disk knows what becomes of them. */
    List<Receipt> await() {
        boolean interrupted = false;
        while (true) {
            try {
                done.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        AntiphonException why = failure;
        if (why != null) {
            throw new AntiphonException(why.code(), String.valueOf(why.getMessage()), why.retryAfter(), why);
        }
        return receipts;
    }
}
