package io.antiphon.care.desk;

import io.antiphon.spi.AntiphonException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does rounds every second on a thread of its own; one that fails is tried again. */
final class Rounds implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "antiphon-care");
        made.setDaemon(true);
        return made;
    });

    void every(Runnable round) {
        thread.scheduleWithFixedDelay(
                () -> {
                    try {
                        round.run();
                    } catch (AntiphonException e) {
                        LOG.debug("A round has to wait: {}", e.getMessage());
                    } catch (RuntimeException e) {
                        LOG.warn("A round failed and is tried again", e);
                    }
                },
                1,
                1,
                TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
