package io.antiphon.http;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Where one tenant answers, the one that came first; others wait until it goes. While there is none, requests are held. */
final class Address<T> {

    private final Hold hold;
    private final List<Tenant<T>> tenants = new ArrayList<>();
    private long changedAt = System.nanoTime();
    private boolean wasLeft;

    Address(Hold hold) {
        this.hold = hold;
    }

    /** Who serves, and behind it who waits. */
    synchronized List<Tenant<T>> tenants() {
        return List.copyOf(tenants);
    }

    synchronized void add(Tenant<T> tenant) {
        tenants.add(tenant);
        if (tenants.size() == 1) {
            changedAt = System.nanoTime();
        }
        notifyAll();
    }

    /** Lets nobody in to a tenant from now on; who waits behind it serves at once. */
    synchronized void remove(Tenant<T> tenant) {
        boolean served = tenants.indexOf(tenant) == 0;
        tenants.remove(tenant);
        if (served) {
            wasLeft = true;
            changedAt = System.nanoTime();
            if (!tenants.isEmpty()) {
                tenants.get(0).serves();
            }
        }
    }

    /** Whether it has been without a tenant for longer than anybody waits. */
    synchronized boolean isGivenUp() {
        return tenants.isEmpty() && givenUpIn() <= 0;
    }

    /** Until when what was held may still be on its way in; a time that is over if nothing was replaced of late. */
    synchronized long settledBy() {
        return wasLeft ? hold.since(changedAt) : System.nanoTime();
    }

    /**
     * Who serves, entered; waits while there is none. Who gets it calls {@link Tenant#leave}.
     *
     * @return null if it is given up
     * @throws AntiphonException UNAVAILABLE if none came in time or too many wait
     */
    @Nullable
    Tenant<T> enter() {
        Tenant<T> tenant = enterNow();
        if (tenant != null || isGivenUp()) {
            return tenant;
        }
        long latest = hold.since(System.nanoTime());
        while (tenant == null) {
            long waits = Math.min(latest - System.nanoTime(), givenUpIn());
            if (!hold.await(System.nanoTime() + waits, this::awaitTenant)) {
                throw new AntiphonException(
                        Code.UNAVAILABLE, "What answers here is being replaced", Services.AWAY, null);
            }
            tenant = enterNow();
        }
        return tenant;
    }

    private synchronized @Nullable Tenant<T> enterNow() {
        if (tenants.isEmpty()) {
            return null;
        }
        Tenant<T> first = tenants.get(0);
        first.enter();
        return first;
    }

    private synchronized long givenUpIn() {
        return hold.since(changedAt) - System.nanoTime();
    }

    private synchronized boolean awaitTenant(long nanos) throws InterruptedException {
        long until = System.nanoTime() + nanos;
        for (long left = nanos; tenants.isEmpty() && left > 0; left = until - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return !tenants.isEmpty();
    }
}
