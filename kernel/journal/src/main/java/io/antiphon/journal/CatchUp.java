package io.antiphon.journal;

import java.io.IOException;
import java.util.List;

/** Teaches the recogniser of repeats what stands in the journal. */
final class CatchUp {

    private static final int CHUNK = 1_000;

    private CatchUp() {}

    /** Reads the signals after an offset up to another. */
    static void read(Segments segments, Repeats repeats, long after, long end) throws IOException {
        long reached = after;
        while (reached < end) {
            List<Row> rows = segments.rows(reached, end, CHUNK);
            if (rows.isEmpty()) {
                break;
            }
            for (Row row : rows) {
                Key key = row.kind() == Kind.HEARD.code() && row.whole() ? EntryReader.key(row.body()) : null;
                if (key != null) {
                    repeats.learn(key, row.position());
                }
            }
            reached = rows.get(rows.size() - 1).position();
            if (repeats.freezeIfFull()) {
                repeats.store();
            }
        }
        repeats.learntUpTo(end);
    }
}
