package io.antiphon.http;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Addresses by what stands for them; each is there from its first tenant until it has been without one for the time of a hold. */
final class Addresses<T> {

    private final Hold hold;
    private final Map<String, Address<T>> byKey = new ConcurrentSkipListMap<>();

    Addresses(Hold hold) {
        this.hold = hold;
    }

    synchronized void bring(String key, Tenant<T> tenant) {
        byKey.computeIfAbsent(key, k -> new Address<>(hold)).add(tenant);
    }

    /** Takes away the tenant of such a service; null if there is none. What is in flight in it may go on. */
    synchronized @Nullable Tenant<T> take(Predicate<T> which) {
        for (Address<T> address : byKey.values()) {
            for (Tenant<T> tenant : address.tenants()) {
                if (which.test(tenant.service())) {
                    address.remove(tenant);
                    return tenant;
                }
            }
        }
        return null;
    }

    /** Forgets what has been given up. */
    synchronized void forget() {
        byKey.values().removeIf(Address::isGivenUp);
    }

    Map<String, Address<T>> all() {
        return byKey;
    }

    /** Those who serve. */
    List<T> serving() {
        return byKey.values().stream()
                .flatMap(address -> address.tenants().stream().limit(1))
                .map(Tenant::service)
                .toList();
    }

    /** Who serves at an address, entered as by {@link Address#enter}; null if nobody does. */
    @Nullable
    Tenant<T> enter(String key) {
        Address<T> asked = null;
        for (Address<T> now = byKey.get(key); now != null && now != asked; now = byKey.get(key)) {
            asked = now;
            Tenant<T> tenant = now.enter();
            if (tenant != null) {
                return tenant;
            }
        }
        return null;
    }
}
