package io.antiphon.tck;

import static io.antiphon.tck.JournalEntries.next;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Position;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A follower is told everything behind its position, in order and once. */
interface JournalFollows extends JournalUse {

    @Test
    default void a_follower_is_told_everything_in_order_once() throws Exception {
        hear("mail", "before");
        BlockingQueue<Entry> told = new LinkedBlockingQueue<>();
        try (AutoCloseable following = journal().follow(Position.START, told::addAll)) {
            assertEquals(List.of("before"), next(told, 1));
            for (int i = 0; i < 50; i++) {
                hear("mail", "m" + i);
            }
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                expected.add("m" + i);
            }
            assertEquals(expected, next(told, 50));
        }
        hear("mail", "after");
        assertTrue(told.isEmpty());
    }

    @Test
    default void a_follower_starts_behind_the_position_it_names() throws Exception {
        hear("mail", "a");
        Position second = hear("mail", "b");
        hear("mail", "c");
        BlockingQueue<Entry> told = new LinkedBlockingQueue<>();
        try (AutoCloseable following = journal().follow(second, told::addAll)) {
            assertEquals(List.of("c"), next(told, 1));
        }
    }

    @Test
    default void a_listener_that_throws_is_told_the_same_again() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        BlockingQueue<Entry> told = new LinkedBlockingQueue<>();
        List<Position> starts = Collections.synchronizedList(new ArrayList<>());
        hear("mail", "a");
        try (AutoCloseable following = journal().follow(Position.START, entries -> {
            starts.add(entries.get(0).position());
            if (calls.incrementAndGet() < 3) {
                throw new IllegalStateException("not now");
            }
            told.addAll(entries);
        })) {
            assertEquals(List.of("a"), next(told, 1));
            assertEquals(1, new TreeSet<>(starts).size());
            hear("mail", "b");
            assertEquals(List.of("b"), next(told, 1));
        }
    }
}
