package io.antiphon.routes;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs what is posted one after the other, in order, on whatever thread is free. What is posted never blocks. */
final class Mailbox {

    private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);

    private final Queue<Runnable> letters = new ConcurrentLinkedQueue<>();
    private final AtomicInteger unread = new AtomicInteger();
    private final Executor readers;

    Mailbox(Executor readers) {
        this.readers = readers;
    }

    void post(Runnable letter) {
        letters.add(letter);
        if (unread.getAndIncrement() == 0) {
            readers.execute(this::read);
        }
    }

    private void read() {
        do {
            Runnable letter = letters.remove();
            try {
                letter.run();
            } catch (RuntimeException | Error e) {
                LOG.error("A connection's supervisor is broken; please report this", e);
            }
        } while (unread.decrementAndGet() > 0);
    }
}
