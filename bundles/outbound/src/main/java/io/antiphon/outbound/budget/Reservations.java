package io.antiphon.outbound.budget;

import io.antiphon.outbound.rows.ContactRows.Contact;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Actions that were let through and whose reservation the fold does not show yet. Not thread-safe: guarded by who decides, so that
 * looking and reserving are one step.
 */
final class Reservations {

    private final Map<String, Reserved> byAction = new LinkedHashMap<>();
    private final Map<String, Set<String>> byKey = new HashMap<>();

    /** An action that counts against a person. */
    private record Reserved(Contact contact, Set<String> keys) {}

    void add(Contact contact, Set<String> keys) {
        byAction.put(contact.action(), new Reserved(contact, Set.copyOf(keys)));
        keys.forEach(key ->
                byKey.computeIfAbsent(key, any -> new HashSet<>()).add(contact.action()));
    }

    void remove(String action) {
        Reserved reserved = byAction.remove(action);
        if (reserved != null) {
            for (String key : reserved.keys()) {
                Set<String> actions = byKey.get(key);
                if (actions != null && actions.remove(action) && actions.isEmpty()) {
                    byKey.remove(key);
                }
            }
        }
    }

    /** What is reserved against any of these keys. */
    Map<String, Contact> of(Collection<String> keys) {
        Map<String, Contact> found = new HashMap<>();
        for (String key : keys) {
            for (String action : byKey.getOrDefault(key, Set.of())) {
                Reserved reserved = byAction.get(action);
                if (reserved != null) {
                    found.put(action, reserved.contact());
                }
            }
        }
        return found;
    }

    /** All that is reserved. */
    Set<String> actions() {
        return Set.copyOf(byAction.keySet());
    }

    int size() {
        return byAction.size();
    }

    /** Drops what the fold shows by now. */
    void sweep(Predicate<String> shown) {
        List.copyOf(byAction.keySet()).stream().filter(shown).forEach(this::remove);
    }
}
