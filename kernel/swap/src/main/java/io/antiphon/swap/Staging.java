package io.antiphon.swap;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** Brings a jar to the disk, whole, and tells its digest. */
final class Staging {

    static final long MOST_BYTES = 64L << 20;

    private final Path folder;

    Staging(Path folder) {
        this.folder = folder;
    }

    /** A file on the disk and its SHA-256. */
    record Staged(Path file, String digest) {}

    /** Reads a stream to its end. @param expected the digest it must have; empty for any */
    Staged take(InputStream in, String called, String expected) {
        try {
            Files.createDirectories(folder);
            Path file = Files.createTempFile(folder, "staged", ".jar");
            try {
                String digest = copy(in, file, called);
                if (!expected.isBlank()
                        && !expected.strip().toLowerCase(Locale.ROOT).equals(digest)) {
                    throw new AntiphonException(
                            Code.INVALID,
                            called + " has the SHA-256 " + digest + " and not " + expected.strip()
                                    + ": it was damaged or exchanged on its way. Fetch it again.");
                }
                return new Staged(file, digest);
            } catch (RuntimeException | IOException e) {
                Files.deleteIfExists(file);
                throw e;
            }
        } catch (IOException e) {
            throw new AntiphonException(
                    Code.UNAVAILABLE, called + " cannot be brought to " + folder + ": " + e.getMessage(), e);
        }
    }

    private static String copy(InputStream in, Path file, String called) throws IOException {
        MessageDigest sha = sha256();
        long bytes = 0;
        byte[] buffer = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes += read;
                if (bytes > MOST_BYTES) {
                    throw new AntiphonException(
                            Code.TOO_LARGE, called + " is larger than " + (MOST_BYTES >> 20) + " MB");
                }
                sha.update(buffer, 0, read);
                out.write(buffer, 0, read);
            }
        }
        sync(file);
        return HexFormat.of().formatHex(sha.digest());
    }

    static String digest(Path file) throws IOException {
        MessageDigest sha = sha256();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sha.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(sha.digest());
    }

    /** Makes a file, or the names in a folder, durable. */
    static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has it", e);
        }
    }
}
