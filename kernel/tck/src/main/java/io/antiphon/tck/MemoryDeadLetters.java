package io.antiphon.tck;

import io.antiphon.spi.DeadLetters;
import io.antiphon.spi.Received;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Dead letters that are forgotten with their process. Thread-safe. */
public final class MemoryDeadLetters implements DeadLetters {

    private final Clock clock;
    private final TreeMap<Long, DeadLetter> letters = new TreeMap<>();
    private long last;

    /** No letters yet; they are dated by a clock. */
    public MemoryDeadLetters(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized long keep(String connection, Received received, String reason) {
        for (DeadLetter letter : letters.values()) {
            boolean same = letter.connection().equals(connection)
                    && letter.received().origin().equals(received.origin())
                    && Arrays.equals(letter.received().body(), received.body());
            if (same) {
                return letter.id();
            }
        }
        letters.put(++last, new DeadLetter(last, connection, clock.instant(), received, reason, 1));
        return last;
    }

    @Override
    public synchronized List<DeadLetter> page(@Nullable String connection, @Nullable Long before, int limit) {
        return letters.descendingMap().values().stream()
                .filter(letter -> connection == null || connection.equals(letter.connection()))
                .filter(letter -> before == null || letter.id() < before)
                .limit(limit)
                .toList();
    }

    /** All letters of a connection, oldest first. */
    public synchronized List<DeadLetter> of(String connection) {
        return new ArrayList<>(letters.values())
                .stream()
                        .filter(letter -> letter.connection().equals(connection))
                        .toList();
    }

    @Override
    public synchronized Optional<DeadLetter> get(long id) {
        return Optional.ofNullable(letters.get(id));
    }

    @Override
    public synchronized long count(@Nullable String connection) {
        return page(connection, null, Integer.MAX_VALUE).size();
    }

    @Override
    public synchronized void failedAgain(long id, String reason) {
        letters.computeIfPresent(
                id,
                (same, letter) -> new DeadLetter(
                        id, letter.connection(), letter.at(), letter.received(), reason, letter.attempts() + 1));
    }

    @Override
    public synchronized void remove(long id) {
        letters.remove(id);
    }
}
