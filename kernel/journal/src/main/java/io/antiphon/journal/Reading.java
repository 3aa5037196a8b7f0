package io.antiphon.journal;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Position;
import io.antiphon.spi.Signal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes entries of rows, giving each understanding its signal. */
final class Reading {

    private static final int CLOSE_TOGETHER = 32;

    private final Segments segments;
    private final Recent recent;
    private final Damage damage;

    Reading(Segments segments, Recent recent, Damage damage) {
        this.segments = segments;
        this.recent = recent;
        this.damage = damage;
    }

    List<Entry> entries(List<Row> rows) {
        Map<Long, Entry.Heard> signals = new HashMap<>();
        List<Entry> entries = new ArrayList<>(rows.size());
        prefetch(rows, signals);
        for (Row row : rows) {
            Entry entry = entry(row, signals);
            entries.add(entry);
            if (entry instanceof Entry.Heard heard) {
                signals.put(row.position(), heard);
            }
        }
        return entries;
    }

    Entry entry(Row row) {
        return entry(row, Map.of());
    }

    private Entry entry(Row row, Map<Long, Entry.Heard> signals) {
        if (!row.whole()) {
            return damage.standIn(row);
        }
        try {
            return EntryReader.entry(row, offset -> signal(offset, signals));
        } catch (IOException | RuntimeException e) {
            return damage.standIn(row);
        }
    }

    private Entry.Heard signal(long offset, Map<Long, Entry.Heard> signals) {
        Entry.Heard heard = signals.get(offset);
        if (heard != null) {
            return heard;
        }
        if (recent.get(offset) instanceof Entry.Heard found) {
            return found;
        }
        Row row = row(offset);
        return row != null && entry(row, signals) instanceof Entry.Heard found ? found : forgotten(offset);
    }

    /** Reads the signals of understandings that stand close together in one go. */
    private void prefetch(List<Row> rows, Map<Long, Entry.Heard> signals) {
        if (rows.isEmpty()) {
            return;
        }
        long firstHere = rows.get(0).position();
        long[] causes = rows.stream()
                .filter(row -> row.kind() == Kind.UNDERSTOOD.code())
                .mapToLong(Row::cause)
                .filter(cause -> cause < firstHere && recent.get(cause) == null)
                .sorted()
                .toArray();
        for (int from = 0; from < causes.length; ) {
            int to = from;
            while (to + 1 < causes.length && causes[to + 1] - causes[to] <= CLOSE_TOGETHER) {
                to++;
            }
            prefetch(causes[from], causes[to], signals);
            from = to + 1;
        }
    }

    private void prefetch(long first, long last, Map<Long, Entry.Heard> signals) {
        for (SegmentFile segment : segments.from(first)) {
            if (segment.first() > last) {
                return;
            }
            List<Row> rows =
                    segment.ask(reader -> reader.heardBetween(first, last)).orElse(List.of());
            for (Row row : rows) {
                if (entry(row, Map.of()) instanceof Entry.Heard heard) {
                    signals.put(row.position(), heard);
                }
            }
        }
    }

    private static Entry.Heard forgotten(long offset) {
        Signal signal = Signal.of("forgotten").attribute("forgotten", true).build();
        Position position = Position.of(offset);
        return new Entry.Heard(position, position.toString(), java.time.Instant.EPOCH, "", signal);
    }

    @Nullable
    Row row(long offset) {
        SegmentFile segment = segments.holding(offset);
        return segment == null
                ? null
                : segment.ask(reader -> Optional.ofNullable(reader.get(offset)))
                        .flatMap(found -> found)
                        .orElse(null);
    }
}
