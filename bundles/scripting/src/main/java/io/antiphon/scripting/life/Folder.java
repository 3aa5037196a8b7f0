package io.antiphon.scripting.life;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The folder of scripts as it lies on the disk: scripts and their tests, {@code lib/}, {@code tables/} and {@code fixtures/}, two
 * levels deep. Read again only where a file's time or size has changed. One thread at a time.
 */
final class Folder {

    private static final List<String> BELOW = List.of("", "lib", "tables", "fixtures");
    private static final List<String> ENDINGS = List.of(".js", ".json", ".csv");
    private static final long MOST_BYTES = 4 << 20;
    private static final int MOST_FILES = 2_000;

    private final Path root;
    private final Map<String, Read> read = new HashMap<>();

    private record Read(long time, long size, Object key, String text) {}

    Folder(Path root) {
        this.root = root;
    }

    Path root() {
        return root;
    }

    /** All files by path relative to the folder; too large ones and what is no file of scripts are left out. */
    Map<String, String> look() throws IOException {
        Map<String, String> files = new TreeMap<>();
        for (String below : BELOW) {
            Path folder = root.resolve(below);
            if (Files.isDirectory(folder)) {
                try (Stream<Path> list = Files.list(folder)) {
                    for (Path path : (Iterable<Path>) list.limit(MOST_FILES)::iterator) {
                        look(path, files);
                    }
                }
            }
        }
        read.keySet().retainAll(files.keySet());
        return files;
    }

    private void look(Path path, Map<String, String> files) throws IOException {
        String name = path.getFileName().toString();
        if (name.startsWith(".")
                || name.equals(Typings.CONFIG)
                || ENDINGS.stream().noneMatch(name::endsWith)) {
            return;
        }
        BasicFileAttributes now;
        try {
            now = Files.readAttributes(path, BasicFileAttributes.class);
            if (!now.isRegularFile() || now.size() > MOST_BYTES || !Files.isReadable(path)) {
                return;
            }
        } catch (java.nio.file.NoSuchFileException e) {
            return; // it has just gone
        }
        String relative = root.relativize(path).toString().replace('\\', '/');
        Read before = read.get(relative);
        long time = now.lastModifiedTime().to(java.util.concurrent.TimeUnit.NANOSECONDS);
        Object key = now.fileKey() == null ? "" : now.fileKey();
        if (before == null
                || before.time() != time
                || before.size() != now.size()
                || !before.key().equals(key)) {
            String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
            before = new Read(time, now.size(), key, text);
            read.put(relative, before);
        }
        files.put(relative, before.text());
    }

    /** The place of a file that may be written through us; refuses what would lie elsewhere. */
    Path place(String file) {
        boolean known = file.matches("(?:(?:lib|tables|fixtures)/)?[A-Za-z0-9][A-Za-z0-9_.-]{0,99}")
                && !file.contains("..")
                && !file.equals(Typings.CONFIG)
                && ENDINGS.stream().anyMatch(file::endsWith);
        if (!known) {
            throw new IllegalArgumentException("'" + file + "' can be no file here: NAME.policy.js, NAME.enricher.js,"
                    + " NAME.connector.js, NAME.test.js, lib/NAME.js, tables/NAME.csv, tables/NAME.json or"
                    + " fixtures/NAME.json");
        }
        Path place = root.resolve(file);
        if (Files.exists(place, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS)) {
            throw new IllegalArgumentException("'" + file + "' is no plain file; it is not written through a link");
        }
        return place;
    }
}
