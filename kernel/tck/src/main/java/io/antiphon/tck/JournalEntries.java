package io.antiphon.tck;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Signal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Entries that the journal's tests append, and how they look at them. */
final class JournalEntries {

    private static final int PATIENCE_SECONDS = 30;

    private JournalEntries() {}

    static Entry heard(String connection, String externalId) {
        return Entry.Heard.of(
                connection,
                Signal.of("message").externalId(externalId).text("hello").build());
    }

    static List<Entry> heards(String connection, String... externalIds) {
        List<Entry> entries = new ArrayList<>();
        for (String id : externalIds) {
            entries.add(heard(connection, id));
        }
        return entries;
    }

    static List<String> externalIds(List<? extends Entry> entries) {
        List<String> ids = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry instanceof Entry.Heard heard) {
                ids.add(String.valueOf(heard.signal().externalId()));
            }
        }
        return ids;
    }

    static List<String> next(BlockingQueue<Entry> told, int count) throws InterruptedException {
        List<Entry> entries = new ArrayList<>();
        while (entries.size() < count) {
            Entry entry = told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertTrue(entry != null, "the follower was told only " + entries);
            entries.add(entry);
        }
        return externalIds(entries);
    }

    static List<Entry> undated(List<Entry> entries) {
        return entries.stream().map(JournalEntries::undated).toList();
    }

    static Entry undated(Entry entry) {
        Entry undated = entry.at(entry.position(), entry.id(), Instant.EPOCH);
        return undated instanceof Entry.Understood understood
                ? new Entry.Understood(
                        understood.position(),
                        understood.id(),
                        Instant.EPOCH,
                        (Entry.Heard) undated(understood.heard()),
                        understood.profile(),
                        understood.insights(),
                        understood.replaced())
                : undated;
    }

    static <T> List<T> together(List<Callable<T>> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(work.size());
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(work, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                results.add(future.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
