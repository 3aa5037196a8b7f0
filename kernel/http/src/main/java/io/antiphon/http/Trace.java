package io.antiphon.http;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Journal;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that came of a signal, in the order of the journal.
 *
 * @param truncated whether there is more than is told
 */
record Trace(List<Entry> entries, boolean truncated) {

    private static final int MOST = 1_000;

    static Trace of(Journal journal, Entry.Heard heard) {
        Map<Object, Entry> found = new LinkedHashMap<>();
        Deque<Entry> open = new ArrayDeque<>();
        found.put(heard.position(), heard);
        open.add(heard);
        boolean truncated = false;
        while (!open.isEmpty() && !truncated) {
            for (Entry derived : journal.causedBy(open.remove().position())) {
                truncated |= found.size() >= MOST;
                if (!truncated && found.putIfAbsent(derived.position(), derived) == null) {
                    open.add(derived);
                }
            }
        }
        List<Entry> entries = found.values().stream()
                .sorted(Comparator.comparing(Entry::position))
                .toList();
        return new Trace(entries, truncated);
    }
}
