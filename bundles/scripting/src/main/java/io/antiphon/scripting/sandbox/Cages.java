package io.antiphon.scripting.sandbox;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The contexts of one version of a script: as many as are used at a time. A thread finds its own again, so that compiled code stays
 * its own. Thread-safe.
 *
 * @param <C> a context and what is made callable in it
 */
public final class Cages<C extends AutoCloseable> implements AutoCloseable {

    private static final int MOST = 16;

    private final Supplier<C> factory;
    private final Function<C, Cage> cage;
    private final AtomicReferenceArray<@Nullable C> free = new AtomicReferenceArray<>(MOST);
    private volatile boolean closed;

    /** Contexts made by a factory. */
    public Cages(Supplier<C> factory, Function<C, Cage> cage) {
        this.factory = factory;
        this.cage = cage;
    }

    /** Puts a context in that was made before it is needed. */
    public void add(C context) {
        give(MOST - 1, context);
    }

    /** Uses a context, alone. */
    public <T> T with(Function<C, T> use) {
        int own = (int) (Thread.currentThread().getId() % MOST);
        C context = take(own);
        try {
            return use.apply(context);
        } finally {
            if (cage.apply(context).isSpent()) {
                closeQuietly(context);
            } else {
                give(own, context);
            }
        }
    }

    private C take(int own) {
        for (int i = 0; i < MOST; i++) {
            C found = free.getAndSet((own + i) % MOST, null);
            if (found != null) {
                return found;
            }
        }
        return factory.get();
    }

    private void give(int own, C context) {
        for (int i = 0; i < MOST && !closed; i++) {
            if (free.compareAndSet((own + i) % MOST, null, context)) {
                if (closed && free.compareAndSet((own + i) % MOST, context, null)) {
                    closeQuietly(context);
                }
                return;
            }
        }
        closeQuietly(context);
    }

    private void closeQuietly(C context) {
        cage.apply(context).close();
    }

    @Override
    public void close() {
        closed = true;
        for (int i = 0; i < MOST; i++) {
            C found = free.getAndSet(i, null);
            if (found != null) {
                closeQuietly(found);
            }
        }
    }
}
