package io.antiphon.swap;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One exchange of a bundle for another of its name. The new one is started beside the old one and proves itself; then the old one
 * is stopped, which waits for what is in flight in it, and the new one takes over; if all that ran runs again, it is committed. Until
 * then a crash, or anything that goes wrong, leaves the old one.
 */
final class Swap {

    private static final Logger LOG = LoggerFactory.getLogger(Swap.class);

    private final Framework framework;
    private final Store store;
    private final Health health;

    Swap(Framework framework, Store store, Health health) {
        this.framework = framework;
        this.store = store;
        this.health = health;
    }

    /**
     * Makes an edition serve in place of what serves now.
     *
     * @param previous what serves now; null if nothing does
     * @param committed what is the truth once it is done
     * @throws AntiphonException CONFLICT if it was not fit, with the reason; then everything is as before
     */
    void exchange(@Nullable Bundle previous, Holding committed, Edition edition) {
        String name = committed.name();
        Bundle next = null;
        boolean switched = false;
        Set<String> missed = health.missed();
        try {
            Instant began = Instant.now();
            next = framework.bring(name, edition);
            refuseIfUsed(previous);
            framework.start(next);
            health.prove(next, began);
            Set<String> running = health.running();
            if (previous != null) {
                switched = true;
                framework.stop(previous);
                health.awaitRunning(running);
            }
            store.commit(committed);
        } catch (Health.Unfit | AntiphonException | IOException | BundleException e) {
            takeBack(next, switched ? previous : null, missed);
            throw refusal(name, edition, previous, e);
        } catch (InterruptedException e) {
            takeBack(next, switched ? previous : null, missed);
            Thread.currentThread().interrupt();
            throw new AntiphonException(Code.UNAVAILABLE, "Interrupted while exchanging " + name, e);
        }
        settle(name, previous, next);
    }

    /** Stops what serves, if anything does, and takes it away. */
    void remove(@Nullable Bundle previous, Holding committed) throws IOException {
        if (previous != null) {
            framework.stop(previous);
        }
        store.commit(committed);
        settle(committed.name(), previous, null);
    }

    private static void refuseIfUsed(@Nullable Bundle previous) {
        if (previous != null && Framework.isUsed(previous)) {
            throw new AntiphonException(
                    Code.CONFLICT,
                    "other bundles use packages of " + Framework.words(previous) + "; remove those first");
        }
    }

    /** After the commit: what remains to be tidied would be tidied at the next start as well. */
    private void settle(String name, @Nullable Bundle previous, @Nullable Bundle next) {
        try {
            if (next != null) {
                framework.keep(next);
            }
            if (previous != null) {
                framework.retire(previous);
            }
            for (Bundle other : framework.named(name)) {
                if (Framework.isOurs(other) && !other.equals(next)) {
                    framework.retire(other); // it did not serve, for its start failed or has not returned
                }
            }
            store.prune();
        } catch (AntiphonException | IOException e) {
            LOG.warn("After an exchange something could not be tidied up; the next start does it: {}", e.getMessage());
        }
    }

    /** @param missed what was waited for before: only what is missing because of this is not */
    private void takeBack(@Nullable Bundle next, @Nullable Bundle previous, Set<String> missed) {
        try {
            if (previous != null) {
                framework.start(previous);
            }
            if (next != null) {
                Set<String> brought = new HashSet<>(health.brought(next));
                brought.removeAll(missed);
                framework.retire(next);
                health.forget(brought);
            }
            store.prune();
        } catch (AntiphonException | IOException e) {
            LOG.error("An exchange could not be taken back wholly; a restart does: {}", e.getMessage());
        }
    }

    private static AntiphonException refusal(
            String name, Edition edition, @Nullable Bundle previous, Exception failure) {
        String why = failure instanceof Health.Unfit || failure instanceof AntiphonException
                ? String.valueOf(failure.getMessage())
                : Reasons.of(failure);
        String goesOn = previous == null ? "Nothing was installed." : previous.getVersion() + " goes on serving.";
        List<String> parts = List.of(name + " " + edition.version() + " was not taken: " + why, goesOn);
        return new AntiphonException(Code.CONFLICT, String.join(why.endsWith(".") ? " " : ". ", parts), failure);
    }
}
