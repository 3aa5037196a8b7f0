package io.antiphon.outbox;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Outcome;
import io.antiphon.spi.Position;
import io.antiphon.spi.State;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Brings what waits from the state into the queue. First it waits until the state knows all outcomes there were before this process:
 * what is in the journal as performed is never performed again. Owned by one thread.
 */
final class Loader {

    private static final int PAGE = 1_000;

    private final Kernel kernel;
    private final Queue queue;
    private final Flight flight;
    private final Outcomes outcomes;
    private final long before;
    private boolean recovered;
    private long scanned;

    /** @param before the journal's last offset when this process began */
    Loader(Kernel kernel, Queue queue, Flight flight, Outcomes outcomes, long before) {
        this.kernel = kernel;
        this.queue = queue;
        this.flight = flight;
        this.outcomes = outcomes;
        this.before = before;
    }

    /** Whether it knows all that happened before this process. */
    boolean recovered() {
        return recovered;
    }

    /** Loads what there is; false if the state cannot be read now, or does not know enough yet. */
    boolean load() throws IOException {
        try {
            if (!recovered && !recover()) {
                return false;
            }
            while (scan()) {}
            for (Map.Entry<String, Long> left : queue.roomAgain().entrySet()) {
                loadLeft(left.getKey(), left.getValue());
            }
            return true;
        } catch (AntiphonException e) {
            if (e.code() == AntiphonException.Code.UNAVAILABLE) {
                return false;
            }
            throw e;
        }
    }

    /** What was in flight when the former process ended is unsure from now on. */
    private boolean recover() throws IOException {
        if (read(Pending::seen) < before) {
            return false;
        }
        for (long position : flight.lost()) {
            List<Pending.Row> rows = read(tx -> Pending.after(tx, position - 1, 1));
            boolean pending = !rows.isEmpty() && rows.get(0).position() == position;
            if (pending
                    && rows.get(0).doubt() != Pending.Doubt.UNSURE
                    && kernel.journal().get(Position.of(position)).orElse(null) instanceof Entry.Decided decided) {
                String why = "Antiphon ended in the middle of handing it over";
                int attempt = rows.get(0).outcomes();
                if (!outcomes.append(Entry.Performed.of(decided, new Outcome.Unsure(why), attempt))) {
                    return false;
                }
            }
            flight.land(position);
        }
        long end = kernel.journal().end().offset();
        if (!flight.lost().isEmpty() && read(Pending::seen) < end) {
            awaitSeen(end);
        }
        recovered = true;
        return true;
    }

    /** Waits until the state knows what was just said. */
    private void awaitSeen(long end) throws IOException {
        for (int i = 0; read(Pending::seen) < end; i++) {
            try {
                Thread.sleep(Math.min(100, 5L * (i + 1)));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("Interrupted before the state knew what had been in flight", e);
            }
        }
    }

    private boolean scan() {
        long from = scanned;
        List<Pending.Row> rows = read(tx -> Pending.after(tx, from, PAGE));
        for (Pending.Row row : rows) {
            if (row.doubt() == Pending.Doubt.UNSURE || queue.hasRoom(row)) {
                add(row);
            }
            scanned = row.position();
        }
        return rows.size() == PAGE;
    }

    private void loadLeft(String connection, long from) {
        long end = scanned;
        List<Pending.Row> rows = read(tx -> Pending.of(tx, connection, from, end, PAGE));
        rows.stream()
                .filter(row -> row.doubt() != Pending.Doubt.UNSURE) // those were loaded at once
                .forEach(this::add);
        queue.leftFrom(
                connection, rows.size() < PAGE ? -1 : rows.get(rows.size() - 1).position());
    }

    private void add(Pending.Row row) {
        String doubt = row.doubt() == Pending.Doubt.UNSURE
                ? doubt(row)
                : row.at() < flight.begun() && row.doubt() != Pending.Doubt.RESOLVED
                        ? "it was decided before the outbox kept account of what leaves"
                        : "";
        queue.add(row, doubt);
    }

    /** Why nobody knows whether it has left, as its latest outcome told. */
    private String doubt(Pending.Row row) {
        String why = "nobody knows whether it has left";
        for (Entry entry : kernel.journal().causedBy(Position.of(row.position()))) {
            if (entry instanceof Entry.Performed performed && performed.outcome() instanceof Outcome.Unsure unsure) {
                why = unsure.reason();
            }
        }
        return why;
    }

    private <T> T read(State.Query<T> query) {
        return kernel.state().read(Pending.NAME, query);
    }
}
