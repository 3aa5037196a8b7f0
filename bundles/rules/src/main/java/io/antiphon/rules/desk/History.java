package io.antiphon.rules.desk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The versions of files that were live, kept in {@code data/rules/FILE/NUMBER-VERSION.rules}. */
final class History {

    private static final int MOST = 100;
    private static final int DIGITS = 8;
    private static final String ENDING = ".rules";

    private final Path folder;

    /** A version that was live. @param since when it was kept first */
    record Kept(String version, Instant since) {}

    History(Path folder) {
        this.folder = folder;
    }

    /** Keeps a version, unless it is the latest. The oldest of very many are forgotten. */
    synchronized void keep(String file, String version, String text) throws IOException {
        List<Path> paths = paths(file);
        String latest =
                paths.isEmpty() ? "" : paths.get(paths.size() - 1).getFileName().toString();
        if (latest.endsWith("-" + version + ENDING)) {
            return;
        }
        int number = latest.isEmpty() ? 1 : Integer.parseInt(latest.substring(0, DIGITS)) + 1;
        Path place = Files.createDirectories(folder.resolve(file));
        write(place.resolve(String.format("%08d-%s%s", number, version, ENDING)), text);
        for (Path old : paths.subList(0, Math.max(0, paths.size() + 1 - MOST))) {
            Files.deleteIfExists(old);
        }
    }

    /** Those of a file, latest first. */
    synchronized List<Kept> of(String file) throws IOException {
        List<Kept> kept = new ArrayList<>();
        for (Path path : paths(file)) {
            kept.add(0, new Kept(version(path), Files.getLastModifiedTime(path).toInstant()));
        }
        return kept;
    }

    /** The text of a version. */
    synchronized Optional<String> text(String file, String version) throws IOException {
        for (Path path : paths(file)) {
            if (version(path).equals(version)) {
                return Optional.of(Files.readString(path));
            }
        }
        return Optional.empty();
    }

    private static String version(Path path) {
        String name = path.getFileName().toString();
        return name.substring(DIGITS + 1, name.length() - ENDING.length());
    }

    private List<Path> paths(String file) throws IOException {
        Path place = folder.resolve(file);
        if (!Files.isDirectory(place)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(place)) {
            return files.filter(path -> path.getFileName().toString().matches("\\d{8}-[0-9a-f]{12}\\" + ENDING))
                    .sorted()
                    .toList();
        }
    }

    /** Writes a file so that it is there whole or not at all, and durable. */
    static void write(Path target, String text) throws IOException {
        Path beside = target.resolveSibling("." + target.getFileName() + ".new");
        Files.writeString(beside, text);
        try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
