package io.antiphon.scripting.life;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.antiphon.spi.AntiphonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The versions of scripts that were live, kept in {@code data/scripts/FILE/}: what they were made of, since when, by whom. */
final class Shelf {

    private static final int MOST = 200;
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final Path folder;

    /**
     * A version that was live.
     *
     * @param number counts the times a version of this script went live, from 1
     * @param sources its text and those of all it imported
     */
    public record Kept(long number, String version, String at, String who, Map<String, String> sources) {
        Instant since() {
            return Instant.parse(at);
        }
    }

    Shelf(Path folder) {
        this.folder = folder;
    }

    /** Those of a script, latest first. */
    synchronized List<Kept> of(String file) {
        List<Kept> all = new ArrayList<>();
        for (Path path : paths(file)) {
            try {
                all.add(JSON.readValue(path.toFile(), Kept.class));
            } catch (IOException e) {
                continue; // a torn or foreign file is no version
            }
        }
        all.sort(Comparator.comparingLong(Kept::number).reversed());
        return all;
    }

    /** One of a script's. */
    Optional<Kept> find(String file, String version) {
        return of(file).stream().filter(kept -> kept.version().equals(version)).findFirst();
    }

    Optional<Kept> latest(String file) {
        return of(file).stream().findFirst();
    }

    /** Keeps one; durable when it returns. The oldest of very many are forgotten. */
    synchronized void keep(String file, String version, Instant at, String who, Map<String, String> sources) {
        long number = latest(file).map(Kept::number).orElse(0L) + 1;
        Kept kept = new Kept(number, version, at.toString(), who, Map.copyOf(sources));
        try {
            Path place = Files.createDirectories(folder.resolve(file));
            Path target = place.resolve(String.format("%08d-%s.json", number, version));
            write(target, JSON.writeValueAsBytes(kept));
            List<Path> paths = paths(file);
            for (Path old : paths.subList(0, Math.max(0, paths.size() - MOST))) {
                Files.deleteIfExists(old);
            }
        } catch (IOException e) {
            throw new AntiphonException(
                    AntiphonException.Code.UNAVAILABLE,
                    "The version of " + file + " cannot be kept: " + e.getMessage(),
                    e);
        }
    }

    private List<Path> paths(String file) {
        Path place = folder.resolve(file);
        if (!Files.isDirectory(place)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(place)) {
            return files.filter(path -> path.getFileName().toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Writes a file so that it is there whole or not at all. */
    static void write(Path target, byte[] bytes) throws IOException {
        Path beside = target.resolveSibling("." + target.getFileName() + ".new");
        Files.write(beside, bytes);
        try (java.nio.channels.FileChannel channel =
                java.nio.channels.FileChannel.open(beside, java.nio.file.StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static void write(Path target, String text) throws IOException {
        write(target, text.getBytes(StandardCharsets.UTF_8));
    }
}
