package io.antiphon.swap;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.SynchronousBundleListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the framework agree with what is committed: before the plugins start, and whenever something of the distribution is
 * started though another edition serves in its place. What was plugged in it starts itself, once all else is started.
 */
final class Reconciliation implements SynchronousBundleListener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);

    private final Framework framework;
    private final Store store;
    private final ReentrantLock one;
    /** What could not be started, and why. */
    private final Map<String, String> failed = new ConcurrentHashMap<>();

    private final ExecutorService later = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "antiphon-swap-reconciliation");
        thread.setDaemon(true);
        return thread;
    });

    /** @param one is held by whoever changes what is committed */
    Reconciliation(Framework framework, Store store, ReentrantLock one) {
        this.framework = framework;
        this.store = store;
        this.one = one;
    }

    /** Once, before anything is plugged in. */
    void reconcile() throws IOException {
        store.clearStaging();
        for (Bundle bundle : framework.plugged()) {
            if (Framework.isOurs(bundle) && !isCommitted(bundle)) {
                LOG.info("{} was not committed and is taken away", Framework.words(bundle));
                framework.retire(bundle);
            }
        }
        for (Holding holding : store.all()) {
            bring(holding);
        }
        store.prune();
    }

    private boolean isCommitted(Bundle bundle) throws IOException {
        Holding holding = store.find(bundle.getSymbolicName());
        Edition active = holding == null ? null : holding.active();
        return active != null && active.digest().equals(Framework.digest(bundle));
    }

    private void bring(Holding holding) {
        Edition active = holding.active();
        try {
            if (active != null) {
                Bundle bundle = framework.bring(holding.name(), active);
                if (active.shipped()) {
                    framework.keep(bundle);
                } else {
                    framework.leave(bundle);
                }
            }
            retireShipped(holding.name(), active);
        } catch (BundleException | IOException | RuntimeException e) {
            LOG.error("{} does not serve: {}", holding.name(), Reasons.of(e));
        }
    }

    /** Starts what was plugged in, one after the other. What fails or does not return in time is told as a problem. */
    void start() {
        one.lock();
        try {
            for (Holding holding : store.all()) {
                Edition active = holding.active();
                if (active != null && !active.shipped()) {
                    start(holding.name(), active);
                }
            }
        } catch (IOException e) {
            LOG.error("What was plugged in cannot be told: {}", Reasons.of(e));
        } finally {
            one.unlock();
        }
    }

    private void start(String name, Edition edition) {
        try {
            framework.start(framework.bring(name, edition));
        } catch (BundleException | IOException | RuntimeException e) {
            String why = e instanceof AntiphonException ? String.valueOf(e.getMessage()) : Reasons.of(e);
            failed.put(name, why);
            LOG.error("{} does not serve: {}", name, why);
        }
    }

    List<Problem> problems() {
        failed.keySet()
                .removeIf(name ->
                        framework.active(name) != null || framework.named(name).isEmpty());
        List<Problem> problems = new ArrayList<>();
        failed.forEach((name, why) -> problems.add(Problem.error(
                "bundle " + name,
                why.endsWith(".") ? why : why + ".",
                "Replace it by another version, go back to the one before it, or remove it.")));
        return problems;
    }

    private void retireShipped(String name, @Nullable Edition active) {
        for (Bundle bundle : framework.named(name)) {
            if (Framework.isShipped(bundle) && (active == null || !active.shipped())) {
                framework.retire(bundle);
            }
        }
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        Bundle bundle = event.getBundle();
        if (event.getType() == BundleEvent.STARTED && Framework.isShipped(bundle)) {
            later.execute(() -> retireIfReplaced(bundle));
        }
    }

    private void retireIfReplaced(Bundle bundle) {
        one.lock();
        try {
            Holding holding = store.find(bundle.getSymbolicName());
            Edition active = holding == null ? null : holding.active();
            if (holding != null && (active == null || !active.shipped())) {
                framework.retire(bundle);
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("Whether {} is to serve cannot be told: {}", Framework.words(bundle), Reasons.of(e));
        } finally {
            one.unlock();
        }
    }

    @Override
    public void close() {
        later.shutdownNow();
    }
}
