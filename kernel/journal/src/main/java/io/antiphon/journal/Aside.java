package io.antiphon.journal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Damaged files are never deleted: they are put aside under another name. */
final class Aside {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

    private Aside() {}

    /** A name for a damaged file that nothing has yet. */
    static Path name(Path file) {
        String stem = file.getFileName() + ".damaged-" + TIME.format(Instant.now());
        Path name = file.resolveSibling(stem);
        for (int i = 2; Files.exists(name); i++) {
            name = file.resolveSibling(stem + "-" + i);
        }
        return name;
    }

    /** Moves a database with its log. */
    static Path move(Path file) throws IOException {
        Path name = name(file);
        Files.move(file, name, StandardCopyOption.ATOMIC_MOVE);
        if (Files.exists(Sqlite.wal(file))) {
            Files.move(Sqlite.wal(file), Sqlite.wal(name), StandardCopyOption.ATOMIC_MOVE);
        }
        Files.deleteIfExists(Sqlite.sharedMemory(file));
        Sqlite.syncDirectoryOf(name);
        return name;
    }

    /** Keeps a copy. */
    static Path copy(Path file) throws IOException {
        Path name = name(file);
        Files.copy(file, name);
        return name;
    }

    /** Keeps a copy of a part. */
    static Path copy(Path file, long from, long bytes) throws IOException {
        Path name = name(file);
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(from);
            Files.write(name, in.readNBytes((int) bytes));
        }
        return name;
    }
}
