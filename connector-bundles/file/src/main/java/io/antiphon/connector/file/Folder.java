package io.antiphon.connector.file;

import io.antiphon.spi.Settings;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The folder in which files are dropped: what lies ready in it, and where it goes. Used by one thread. */
final class Folder {

    private static final Pattern UNFINISHED =
            Pattern.compile("\\..*|.*~|.*\\.(tmp|part|partial|filepart|crdownload|swp)", Pattern.CASE_INSENSITIVE);

    private final Path folder;
    private final PathMatcher wanted;
    private final Duration settle;
    private final Clock clock;
    private final Map<Path, Seen> seen = new HashMap<>();

    private Folder(Path folder, PathMatcher wanted, Duration settle, Clock clock) {
        this.folder = folder;
        this.wanted = wanted;
        this.settle = settle;
        this.clock = clock;
    }

    static Folder of(Settings settings, Clock clock) {
        return new Folder(
                Path.of(settings.text("folder")).toAbsolutePath().normalize(),
                FileSystems.getDefault()
                        .getPathMatcher("glob:" + settings.find("pattern").orElse("*")),
                settings.duration("settle"),
                clock);
    }

    private record Seen(long size, Instant changed, Instant since) {}

    /**
     * What lies in the folder.
     *
     * @param ready files to be read, by name
     * @param refused what lies there and is not read, with the reason
     */
    record Content(List<Path> ready, List<String> refused) {}

    Content look() throws IOException {
        List<Path> ready = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        Map<Path, Seen> now = new HashMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Path name = file.getFileName();
                if (UNFINISHED.matcher(name.toString()).matches() || !wanted.matches(name)) {
                    continue;
                }
                if (Files.isSymbolicLink(file)) {
                    refused.add(name + " is a symbolic link, which is not followed; drop the file itself");
                } else if (isSettled(file, now)) {
                    ready.add(file);
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            throw new IOException("There is no folder " + folder + "; make it, or name another in the settings", e);
        }
        seen.keySet().retainAll(now.keySet());
        seen.putAll(now);
        ready.sort(null);
        return new Content(ready, refused);
    }

    private boolean isSettled(Path file, Map<Path, Seen> now) throws IOException {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException gone) {
            return false;
        }
        if (!attributes.isRegularFile()) {
            return false;
        }
        Instant changed = attributes.lastModifiedTime().toInstant();
        Seen before = seen.get(file);
        Instant since = clock.instant();
        if (before != null
                && before.size() == attributes.size()
                && before.changed().equals(changed)) {
            since = before.since();
        }
        now.put(file, new Seen(attributes.size(), changed, since));
        return !clock.instant().isBefore(changed.plus(settle))
                || !clock.instant().isBefore(since.plus(settle));
    }

    /** Moves a file into a folder below, under a name that nothing there has. */
    void move(Path file, String below) throws IOException {
        Path target = folder.resolve(below);
        if (Files.isSymbolicLink(target)) {
            throw new IOException(target + " is a symbolic link, which is not followed; put a folder there");
        }
        Files.createDirectories(target);
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.') > 0 ? name.lastIndexOf('.') : name.length();
        for (int twin = 1; ; twin++) {
            String free = twin == 1 ? name : name.substring(0, dot) + "-" + twin + name.substring(dot);
            try {
                Files.move(file, target.resolve(free));
                return;
            } catch (FileAlreadyExistsException taken) {
                // the next number may be free
            }
        }
    }
}
