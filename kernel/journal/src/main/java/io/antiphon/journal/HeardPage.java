package io.antiphon.journal;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Journal.HeardQuery;
import io.antiphon.spi.Position;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of signals across the segments. */
final class HeardPage {

    private final Segments segments;
    private final Reading reading;
    private final long end;

    HeardPage(Segments segments, Reading reading, long end) {
        this.segments = segments;
        this.reading = reading;
        this.end = end;
    }

    List<Entry.Heard> of(HeardQuery query) {
        long after = offset(query.after(), 0);
        long before = Math.min(offset(query.before(), Long.MAX_VALUE), end + 1);
        Collection<SegmentFile> files = query.newestFirst() ? segments.downFrom(before) : segments.from(after + 1);
        List<Row> rows = new ArrayList<>();
        for (SegmentFile file : files) {
            int left = query.limit() - rows.size();
            boolean passed = query.newestFirst() ? file.last() <= after : file.first() >= before;
            if (left <= 0 || passed) {
                break;
            }
            HeardQuery rest =
                    new HeardQuery(query.after(), query.before(), query.connection(), query.newestFirst(), left);
            rows.addAll(file.ask(reader -> reader.heard(rest, after, before)).orElse(List.of()));
        }
        List<Entry.Heard> page = new ArrayList<>(rows.size());
        for (Entry entry : reading.entries(rows)) {
            if (entry instanceof Entry.Heard heard) {
                page.add(heard);
            }
        }
        return page;
    }

    /** A bound in this partition; a bound in another one lies behind everything here. */
    private static long offset(@Nullable Position position, long otherwise) {
        if (position == null) {
            return otherwise;
        }
        return position.partition() == 0 ? position.offset() : Long.MAX_VALUE - 1;
    }
}
