package io.antiphon.routes;

import java.io.IOException;
import org.apache.camel.Consumer;
import org.apache.camel.Route;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.StatefulService;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.service.ServiceHelper;
import org.jspecify.annotations.Nullable;

/**
 * A Camel context that runs. Closing it stops what brings exchanges in and lets the ones in flight finish. Camel does so too,
 * but looks only once a second whether they have.
 */
record LiveContext(DefaultCamelContext context) implements AutoCloseable {

    private static final long LOOK_MILLIS = 2;
    private static final long LONGEST_NANOS = Contexts.SHUTDOWN_SECONDS * 1_000_000_000L;

    boolean uses(ClassLoader loader) {
        return context.getApplicationContextClassLoader() instanceof BundleLoader bundles && bundles.uses(loader);
    }

    /** What performs actions by a route from {@code antiphon:outbox}; null if there is no such route. */
    @Nullable
    OutboxConsumer outbox() {
        for (Route route : context.getRoutes()) {
            if (route.getConsumer() instanceof OutboxConsumer outbox) {
                return outbox;
            }
        }
        return null;
    }

    /** Whether all its routes come from {@code antiphon:outbox}. */
    boolean onlySpeaks() {
        return context.getRoutes().stream().allMatch(route -> route.getConsumer() instanceof OutboxConsumer);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        try {
            long start = System.nanoTime();
            for (Route route : context.getRoutes()) {
                if (bringsIn(route.getConsumer())) {
                    ServiceHelper.stopService(route.getConsumer());
                }
            }
            while (context.getInflightRepository().size() > 0 && System.nanoTime() - start < LONGEST_NANOS) {
                Thread.sleep(LOOK_MILLIS);
            }
        } finally {
            context.close();
        }
    }

    /** What only passes exchanges on from one route to another stays open until they are through. */
    private static boolean bringsIn(Consumer consumer) {
        boolean runs = !(consumer instanceof StatefulService service) || service.isStarted();
        return runs
                && !(consumer instanceof ShutdownAware aware
                        && aware.deferShutdown(ShutdownRunningTask.CompleteCurrentTaskOnly));
    }
}
