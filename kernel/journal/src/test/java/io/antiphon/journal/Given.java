package io.antiphon.journal;

import io.antiphon.spi.Action;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Journal;
import io.antiphon.spi.Position;
import io.antiphon.spi.Receipt;
import io.antiphon.spi.Signal;
import io.antiphon.tck.SettableClock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the tests of this room append, and how they look at it. */
final class Given {

    static final String NOW = "2026-03-01T08:00:00Z";

    private Given() {}

    static SqliteJournal open(Path directory) {
        return open(directory, JournalSettings.defaults());
    }

    static SqliteJournal open(Path directory, JournalSettings settings) {
        return SqliteJournal.open(directory, settings, SettableClock.at(NOW), Disk.REAL);
    }

    static Entry heard(String externalId) {
        return heard("mail", externalId);
    }

    static Entry heard(String connection, String externalId) {
        return Entry.Heard.of(
                connection,
                Signal.of("message")
                        .externalId(externalId)
                        .text("hello from " + externalId)
                        .build());
    }

    static Receipt hear(SqliteJournal journal, String externalId) {
        return append(journal, heard(externalId));
    }

    static void hearMany(SqliteJournal journal, int from, int to) {
        List<Entry> entries = new ArrayList<>();
        for (int i = from; i < to; i++) {
            entries.add(heard("m" + i));
        }
        journal.append(entries);
    }

    static Receipt append(SqliteJournal journal, Entry entry) {
        return journal.append(List.of(entry)).get(0);
    }

    static Entry.Heard heardAt(Journal journal, Position position) {
        return (Entry.Heard) journal.get(position).orElseThrow();
    }

    static Entry understood(Entry.Heard heard) {
        return Entry.Understood.of(heard, "p-1", List.of(Insight.of("language", "en")));
    }

    static Entry decided(Entry cause, int index) {
        return Entry.Decided.of(cause.position(), null, "thank", "1", index, Action.of("reply", "mail"));
    }

    static List<Entry> all(Journal journal) {
        List<Entry> all = new ArrayList<>();
        Position reached = Position.START;
        for (List<Entry> page = journal.read(reached, 1000); !page.isEmpty(); page = journal.read(reached, 1000)) {
            all.addAll(page);
            reached = page.get(page.size() - 1).position();
        }
        return all;
    }

    static List<String> externalIds(Journal journal) {
        List<String> ids = new ArrayList<>();
        for (Entry entry : all(journal)) {
            ids.add(
                    entry instanceof Entry.Heard heard
                            ? String.valueOf(heard.signal().externalId())
                            : entry.id());
        }
        return ids;
    }

    static List<String> ids(int from, int to) {
        List<String> ids = new ArrayList<>();
        for (int i = from; i < to; i++) {
            ids.add("m" + i);
        }
        return ids;
    }

    static Path onlySegment(Path directory) {
        return SegmentFile.path(directory, 1);
    }
}
