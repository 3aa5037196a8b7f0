package io.antiphon.journal;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Journal;
import io.antiphon.spi.Metric;
import io.antiphon.spi.Position;
import io.antiphon.spi.Problem;
import io.antiphon.spi.Receipt;
import io.antiphon.spi.Recorder;
import io.antiphon.spi.Vitals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The journal in the files of one directory. */
final class SqliteJournal implements Journal, Recorder, Vitals, AutoCloseable {

    private static final int MOST_APPENDED = 10_000;
    private static final int MOST_READ = 10_000;
    private static final int MOST_HEARD = 1_000;

    private final DirectoryLock lock;
    private final Segments segments;
    private final Damage damage;
    private final Repeats repeats;
    private final Recent recent;
    private final Reading reading;
    private final Signpost signpost;
    private final WaitingRoom waiting;
    private final Statistics statistics = new Statistics();
    private final Keeper keeper;
    private final Appender appender;
    private final WriterThread writer;
    private final Set<Follower> followers = ConcurrentHashMap.newKeySet();

    private SqliteJournal(
            DirectoryLock lock,
            Integrity.Opened opened,
            Damage damage,
            JournalSettings settings,
            InstantSource clock,
            Disk disk)
            throws IOException {
        this.lock = lock;
        this.damage = damage;
        segments = opened.segments();
        long end = opened.end();
        repeats = new Repeats(segments.directory(), settings.repeatKeys());
        CatchUp.read(segments, repeats, Math.max(segments.begin(), repeats.open(segments.begin(), end)), end);
        recent = new Recent(settings.recentEntries(), settings.recentBytes(), opened.next());
        reading = new Reading(segments, recent, damage);
        signpost = new Signpost(end);
        waiting = new WaitingRoom(settings.queueEntries(), settings.queueBytes());
        keeper = new Keeper(segments, repeats, settings, clock, damage);
        appender = new Appender(segments, repeats, recent, settings, clock, disk, opened);
        writer = new WriterThread(waiting, appender, repeats, keeper, signpost, segments, statistics);
    }

    /**
     * Opens the journal of a directory, or makes a new one.
     *
     * @throws AntiphonException if another process has it, or a newer version wrote it, or it cannot be read
     */
    static SqliteJournal open(Path directory, JournalSettings settings, InstantSource clock, Disk disk) {
        try {
            Files.createDirectories(directory);
            DirectoryLock lock = DirectoryLock.take(directory);
            try {
                Damage damage = new Damage();
                Integrity.Opened opened = new Integrity(directory, damage, disk).open();
                return new SqliteJournal(lock, opened, damage, settings, clock, disk);
            } catch (IOException | SQLException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException | SQLException e) {
            throw new AntiphonException(
                    Code.UNAVAILABLE, "The journal in " + directory + " cannot be opened: " + e.getMessage(), e);
        }
    }

    @Override
    public List<Receipt> append(List<Entry> entries) {
        if (entries.isEmpty()) {
            return List.of();
        }
        if (entries.size() > MOST_APPENDED) {
            throw new AntiphonException(
                    Code.INVALID,
                    "At most " + MOST_APPENDED + " entries can be appended at once, not " + entries.size());
        }
        List<Encoded> encoded = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            checkCause(entry);
            encoded.add(Encoded.of(entry));
        }
        Ticket ticket = new Ticket(encoded);
        try {
            waiting.enter(ticket);
        } catch (AntiphonException e) {
            statistics.refusedAsBusy();
            throw e;
        }
        return ticket.await();
    }

    private void checkCause(Entry entry) {
        Position cause = entry.cause();
        if (cause == null) {
            return;
        }
        if (cause.partition() != 0 || cause.offset() < 1 || cause.offset() > signpost.end()) {
            throw new AntiphonException(
                    Code.INVALID,
                    "The entry " + entry.id() + " derives from " + cause + ", which is not in the journal; its end is "
                            + end());
        }
    }

    @Override
    public List<Entry> read(Position after, int limit) {
        checkLimit(limit, MOST_READ);
        if (after.partition() > 0) {
            return List.of();
        }
        List<Entry> latest = recent.after(after.offset(), limit);
        return latest != null ? latest : reading.entries(segments.rows(after.offset(), signpost.end(), limit));
    }

    @Override
    public Optional<Entry> get(Position position) {
        long offset = position.offset();
        if (position.partition() > 0 || offset < 1 || offset > signpost.end()) {
            return Optional.empty();
        }
        Entry latest = recent.get(offset);
        return latest != null
                ? Optional.of(latest)
                : Optional.ofNullable(reading.row(offset)).map(reading::entry);
    }

    @Override
    public List<Entry> causedBy(Position position) {
        List<Row> rows = new ArrayList<>();
        if (position.partition() == 0 && position.offset() > 0) {
            for (SegmentFile segment : segments.from(position.offset())) {
                rows.addAll(segment.ask(reader -> reader.causedBy(position.offset()))
                        .orElse(List.of()));
            }
        }
        long end = signpost.end();
        rows.removeIf(row -> row.position() > end);
        return reading.entries(rows);
    }

    @Override
    public List<Entry.Heard> heard(HeardQuery query) {
        checkLimit(query.limit(), MOST_HEARD);
        return new HeardPage(segments, reading, signpost.end()).of(query);
    }

    private static void checkLimit(int limit, int most) {
        if (limit < 1 || limit > most) {
            throw new AntiphonException(Code.INVALID, "limit: from 1 to " + most + ", not " + limit);
        }
    }

    @Override
    public AutoCloseable follow(Position after, Listener listener) {
        Follower[] self = new Follower[1];
        synchronized (self) {
            self[0] = new Follower(this, signpost, after, listener, () -> {
                synchronized (self) {
                    followers.remove(self[0]);
                }
            });
            followers.add(self[0]);
            return self[0];
        }
    }

    @Override
    public Position end() {
        return Position.of(signpost.end());
    }

    @Override
    public Position begin() {
        return Position.of(segments.begin());
    }

    @Override
    public List<Segment> segments() {
        SegmentFile active = segments.active();
        List<Segment> list = new ArrayList<>();
        for (SegmentFile file : segments.all()) {
            list.add(new Segment(
                    String.valueOf(file.path().getFileName()),
                    Position.of(file.first()),
                    Position.of(Math.max(file.last(), 0)),
                    file.entries(),
                    Sqlite.bytes(file.path()),
                    file == active));
        }
        return list;
    }

    @Override
    public List<Problem> check() throws InterruptedException {
        return new Check(segments, signpost.end()).run();
    }

    @Override
    public List<Metric> metrics() {
        List<Metric> metrics = new ArrayList<>(statistics.metrics());
        long bytes = 0;
        int files = 0;
        for (SegmentFile file : segments.all()) {
            bytes += Sqlite.bytes(file.path());
            files++;
        }
        metrics.add(Metric.gauge("journal_bytes", "Bytes of all segments on disk", bytes));
        metrics.add(Metric.gauge("journal_segments", "Segments", files));
        metrics.add(Metric.gauge("journal_end", "Offset of the last durable entry", signpost.end()));
        metrics.add(Metric.gauge("journal_begin", "Offset before the first entry that is there", segments.begin()));
        metrics.add(Metric.gauge("journal_queue_entries", "Entries that wait for the disk", waiting.entries()));
        metrics.add(Metric.gauge("journal_followers", "Threads that follow the journal", followers.size()));
        return metrics;
    }

    @Override
    public List<Problem> problems() {
        List<Problem> problems = new ArrayList<>(damage.problems());
        writer.problem().ifPresent(problems::add);
        return problems;
    }

    /** Goes on with other settings: segments, retention and the queue's bounds. */
    void change(JournalSettings settings) {
        appender.change(settings);
        keeper.change(settings);
        waiting.change(settings);
    }

    /** Answers all who wait, ends all followers, closes all files. */
    @Override
    public void close() throws IOException, SQLException {
        writer.drain();
        List.copyOf(followers).forEach(Follower::close);
        keeper.close();
        segments.close();
        try {
            writer.close();
            repeats.close();
        } finally {
            lock.close();
        }
    }
}
