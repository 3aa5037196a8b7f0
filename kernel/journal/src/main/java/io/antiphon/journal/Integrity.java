package io.antiphon.journal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Opens. */
final class Integrity {
    private final Path directory;
    private final Damage damage;
    private final InstantSource clock;
    private final Disk disk;

    Integrity(Path directory, Damage damage, InstantSource clock, Disk disk) {
        this.directory = directory;
        this.damage = damage;
        this.clock = clock;
        this.disk = disk;
    }

    record Opened(Segments segments, long end) {}

    Opened open() throws IOException, SQLException {
        Segments segments = new Segments(directory);
        long end = 0;
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "journal-*.db")) {
            found.forEach(files::add);
        }
        files.sort(null);
        if (files.isEmpty()) {
            Path path = SegmentFile.path(directory, 1);
            new SegmentWriter(path, disk).close();
            Sqlite.syncDirectory(directory);
            files.add(path);
        }
        for (Path file : files) {
            long first = SegmentFile.first(file).orElseThrow();
            SegmentFile segment = new SegmentFile(file, first, first - 1);
            long last = segment.ask(reader -> reader.number("SELECT max(position) FROM entry"))
                    .orElse(0L);
            segment.last(Math.max(first - 1, last));
            end = segment.last();
            segments.add(segment);
        }
        return new Opened(segments, end);
    }
}
