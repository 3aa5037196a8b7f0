package io.antiphon.insight.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a file says, read again when it has changed and is two looks long the same. While a file cannot be understood, what it
 * said before counts, and its fault is logged once. One thread looks, any number read.
 */
public final class WatchedFile<T> {

    private static final Logger LOG = LoggerFactory.getLogger(WatchedFile.class);

    private final Path path;
    private final Parser<T> parser;
    private final T absent;
    private volatile T current;
    private Stamp seen = Stamp.NONE;
    private Stamp read = Stamp.NONE;

    /** Understands a file. */
    @FunctionalInterface
    public interface Parser<T> {
        /** Throws an exception whose message says what is wrong. */
        T parse(Path file) throws IOException;
    }

    private record Stamp(long time, long size, @Nullable Object key) {
        static final Stamp NONE = new Stamp(-1, -1, null);
    }

    /**
     * A file that may not be there.
     *
     * @param absent what counts while it is not there
     */
    public WatchedFile(Path path, T absent, Parser<T> parser) {
        this.path = path;
        this.parser = parser;
        this.absent = absent;
        this.current = absent;
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** What it says. */
    public T current() {
        return current;
    }

    /** Reads it at once, as at the start; as {@link #look} otherwise. */
    public boolean lookAtOnce() {
        look();
        return look();
    }

    /** Looks whether it has changed, and reads it; tells whether it says something new. */
    public boolean look() {
        Stamp now = stamp();
        boolean settled = now.equals(seen);
        seen = now;
        if (!settled || now.equals(read)) {
            return false;
        }
        read = now;
        if (now.equals(Stamp.NONE)) {
            current = absent;
            return true;
        }
        try {
            current = parser.parse(path);
            return true;
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("{} is not taken over, what it said before counts: {}", path, e.getMessage());
            return false;
        }
    }

    private Stamp stamp() {
        try {
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
            return now.isRegularFile()
                    ? new Stamp(now.lastModifiedTime().toMillis(), now.size(), now.fileKey())
                    : Stamp.NONE;
        } catch (NoSuchFileException e) {
            return Stamp.NONE;
        } catch (IOException e) {
            return seen;
        }
    }
}
