package io.antiphon.journal;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Position;
import io.antiphon.spi.Problem;
import java.util.ArrayList;
import java.util.List;

/** Reads every row of every segment. */
final class Check {

    private static final int CHUNK = 1_000;
    private static final int MOST_PROBLEMS = 1_000;

    private final Segments segments;
    private final long end;
    private final List<Problem> problems = new ArrayList<>();

    Check(Segments segments, long end) {
        this.segments = segments;
        this.end = end;
    }

    List<Problem> run() throws InterruptedException {
        for (SegmentFile segment : List.copyOf(segments.all())) {
            try {
                structure(segment);
                rows(segment);
            } catch (AntiphonException e) {
                tell(String.valueOf(segment.path().getFileName()), String.valueOf(e.getMessage()));
            }
        }
        return problems;
    }

    private void structure(SegmentFile segment) {
        String said = segment.ask(SegmentReader::quickCheck).orElse("ok");
        if (!said.equals("ok")) {
            tell(String.valueOf(segment.path().getFileName()), "The file is damaged: " + said + ".");
        }
    }

    private void rows(SegmentFile segment) throws InterruptedException {
        long reached = segment.first() - 1;
        long last = Math.min(segment.last(), end);
        while (reached < last && problems.size() < MOST_PROBLEMS) {
            if (Thread.interrupted()) {
                throw new InterruptedException("the check was interrupted");
            }
            long after = reached;
            List<Row> rows = segment.ask(reader -> reader.after(after, CHUNK)).orElse(List.of());
            if (rows.isEmpty()) {
                missing(segment, reached + 1, last);
                return;
            }
            for (Row row : rows) {
                if (row.position() != reached + 1) {
                    missing(segment, reached + 1, row.position() - 1);
                }
                if (!row.whole()) {
                    problems.add(Damage.damaged(Position.of(row.position())));
                }
                reached = row.position();
            }
        }
    }

    private void missing(SegmentFile segment, long from, long to) {
        tell(
                String.valueOf(segment.path().getFileName()),
                "The entries " + Position.of(from) + " to " + Position.of(to) + " are missing.");
    }

    private void tell(String where, String what) {
        problems.add(Problem.error(where, what, "Restore this segment from a backup."));
    }
}
