package io.antiphon.journal;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Position;
import io.antiphon.spi.Receipt;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Appends from several threads until it is killed, and prints what was acknowledged. A process of its own. */
final class CrashChild {

    private static final int CALLERS = 6;

    private CrashChild() {}

    /** Arguments: the directory, and what the external ids begin with. */
    public static void main(String[] arguments) {
        JournalSettings settings =
                JournalSettings.defaults().segments(300_000, true).repeats(500);
        SqliteJournal journal = SqliteJournal.open(Path.of(arguments[0]), settings, Clock.systemUTC(), Disk.REAL);
        journal.follow(Position.START, entries -> understand(journal, entries));
        for (int i = 0; i < CALLERS; i++) {
            String prefix = arguments[1] + "." + i + ".";
            int batch = 1 + i * 3;
            new Thread(() -> append(journal, prefix, batch)).start();
        }
    }

    private static void append(SqliteJournal journal, String prefix, int batch) {
        for (int n = 0; ; n += batch) {
            List<Entry> entries = new ArrayList<>();
            for (int j = 0; j < batch; j++) {
                entries.add(Given.heard(prefix + (n + j)));
            }
            List<Receipt> receipts = journal.append(entries);
            StringBuilder lines = new StringBuilder();
            for (int j = 0; j < batch; j++) {
                lines.append(receipts.get(j).position())
                        .append(' ')
                        .append(prefix)
                        .append(n + j)
                        .append('\n');
            }
            synchronized (System.out) {
                System.out.print(lines);
                System.out.flush();
            }
        }
    }

    private static void understand(SqliteJournal journal, List<Entry> entries) {
        List<Entry> derived = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry instanceof Entry.Heard heard) {
                derived.add(Given.understood(heard));
            }
        }
        journal.append(derived);
    }
}
