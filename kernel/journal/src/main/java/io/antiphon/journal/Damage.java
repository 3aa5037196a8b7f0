package io.antiphon.journal;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Position;
import io.antiphon.spi.Problem;
import io.antiphon.spi.Signal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was found damaged. An entry that is not as it was written is replaced by a stand-in, so that the road goes on, and is told as a
 * problem; its bytes stay where they are. Thread-safe.
 */
final class Damage {

    private static final Logger LOG = LoggerFactory.getLogger(Damage.class);
    private static final int MOST_TOLD = 100;

    private final ConcurrentSkipListMap<String, Problem> problems = new ConcurrentSkipListMap<>();

    List<Problem> problems() {
        return List.copyOf(problems.values());
    }

    /** Tells a problem once. */
    void tell(Problem problem) {
        if (problems.size() < MOST_TOLD && problems.putIfAbsent(problem.where() + problem.what(), problem) == null) {
            LOG.warn("{}", problem);
        }
    }

    /** A signal of kind {@code damaged} for a signal, an order {@code damaged} for anything else. */
    Entry standIn(Row row) {
        Position position = Position.of(row.position());
        tell(damaged(position));
        Instant at = EntryReader.time(row.at());
        if (row.kind() == Kind.HEARD.code()) {
            Signal signal = Signal.of("damaged").attribute("damaged", true).build();
            return new Entry.Heard(position, position.toString(), at, "", signal);
        }
        return new Entry.Commanded(
                position, position.toString(), at, "journal", "damaged", position.toString(), Map.of());
    }

    static Problem damaged(Position position) {
        return Problem.error(
                "journal, entry " + position,
                "This entry is not as it was written; a stand-in is read in its place.",
                "Check the disk, and restore the segment from a backup.");
    }
}
