package io.antiphon.insight.models;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that looks after files three times a second. */
public final class Watch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final long MILLIS = 300;

    private final ScheduledExecutorService thread;

    /** Starts. */
    public Watch(String name, Runnable look) {
        thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, name);
            made.setDaemon(true);
            return made;
        });
        thread.scheduleWithFixedDelay(() -> quietly(look), MILLIS, MILLIS, TimeUnit.MILLISECONDS);
    }

    private static void quietly(Runnable look) {
        try {
            look.run();
        } catch (RuntimeException e) {
            LOG.warn("Files could not be looked after", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
