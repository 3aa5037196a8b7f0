package io.antiphon.http;

import io.antiphon.http.people.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The administrator's token, kept in a file that only its owner can read. A change of the file holds within a second; while
 * the file is away or empty nobody gets in.
 */
final class Token {

    /** The name of who shows it. */
    static final String USER = "admin";

    private static final Logger LOG = LoggerFactory.getLogger(Token.class);
    private static final int BYTES = 32;
    private static final long LOOK_AGAIN = 500_000_000L;

    private final Path file;
    private volatile State state = new State(0, FileTime.fromMillis(0), -1, new byte[0]);

    private record State(long looked, FileTime modified, long size, byte[] hash) {}

    Token(Path file) {
        this.file = file;
        look(System.nanoTime());
    }

    /** The token of a file, which is made if it is missing. */
    static Token in(Path file) throws IOException {
        if (!Files.exists(file)) {
            make(file);
        }
        return new Token(file);
    }

    private static void make(Path file) throws IOException {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n";
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        FileAttribute<?>[] mode =
                Files.getFileStore(folder == null ? Path.of(".") : folder).supportsFileAttributeView("posix")
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        try (var channel =
                Files.newByteChannel(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode)) {
            channel.write(java.nio.ByteBuffer.wrap(token.getBytes(StandardCharsets.US_ASCII)));
        } catch (FileAlreadyExistsException e) {
            return; // the launcher was quicker
        }
        LOG.info("A token for the administrator was made; it is in {}", file);
    }

    /** Whether this is the token. Takes the same time for every wrong one. */
    boolean is(String presented) {
        return isOf(Secret.hash(presented));
    }

    /** Whether it is the token's SHA-256, in hexadecimal. */
    boolean isOf(String hash) {
        State now = state;
        if (System.nanoTime() - now.looked > LOOK_AGAIN) {
            now = look(System.nanoTime());
        }
        return MessageDigest.isEqual(now.hash, hash.getBytes(StandardCharsets.US_ASCII));
    }

    private synchronized State look(long nanos) {
        State old = state;
        try {
            FileTime modified = Files.getLastModifiedTime(file);
            long size = Files.size(file);
            byte[] hash = modified.equals(old.modified) && size == old.size ? old.hash : read();
            state = new State(nanos, modified, size, hash);
        } catch (NoSuchFileException e) {
            state = new State(nanos, FileTime.fromMillis(0), -1, new byte[0]);
        } catch (IOException e) {
            LOG.error("The administrator's token cannot be read from {}: {}", file, e.toString());
            state = new State(nanos, FileTime.fromMillis(0), -1, new byte[0]);
        }
        return state;
    }

    private byte[] read() throws IOException {
        String text = Files.readString(file, StandardCharsets.US_ASCII).strip();
        return text.isEmpty() ? new byte[0] : Secret.hash(text).getBytes(StandardCharsets.US_ASCII);
    }
}
