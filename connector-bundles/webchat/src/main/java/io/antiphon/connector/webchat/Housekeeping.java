package io.antiphon.connector.webchat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes, every hour while somebody chats, the conversations that were silent for too long. */
final class Housekeeping implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    private static final Duration EVERY = Duration.ofHours(1);

    private final Duration retention;
    private final AtomicReference<@Nullable Thread> keeper = new AtomicReference<>();
    private volatile boolean closed;

    Housekeeping(Duration retention) {
        this.retention = retention;
    }

    /** Begins, at the first look. */
    void look(Chat chat) {
        if (keeper.get() == null && !closed) {
            Thread thread = new Thread(() -> run(chat), "webchat-housekeeping");
            thread.setDaemon(true);
            if (keeper.compareAndSet(null, thread)) {
                thread.start();
            }
        }
    }

    private void run(Chat chat) {
        try {
            while (!closed) {
                tidy(chat);
                Thread.sleep(EVERY.toMillis());
            }
        } catch (InterruptedException e) {
            // the door has closed
        }
    }

    private void tidy(Chat chat) {
        try {
            chat.forget(retention);
        } catch (IOException | RuntimeException e) {
            LOG.warn("Old conversations could not be deleted: {}", e.toString());
        }
    }

    @Override
    public void close() {
        closed = true;
        Thread thread = keeper.get();
        if (thread != null) {
            thread.interrupt();
        }
    }
}
