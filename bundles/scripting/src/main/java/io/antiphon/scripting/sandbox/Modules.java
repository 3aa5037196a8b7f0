package io.antiphon.scripting.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessMode;
import java.nio.file.DirectoryStream;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.graalvm.polyglot.io.FileSystem;

/**
 * All the files a script can reach: its own, those it may import, and the modules {@code antiphon}. They are held in memory under
 * {@code /scripts}; no file of the machine stands behind them.
 */
final class Modules implements FileSystem {

    private static final Path ROOT = Path.of("/scripts");
    private static final Map<String, String> BUILT_IN =
            Map.of("antiphon", resource("antiphon.js"), "antiphon/test", resource("test.js"));

    private final Map<Path, byte[]> files = new HashMap<>();

    /** Sources by their path relative to the folder of scripts. */
    Modules(Map<String, String> sources) {
        sources.forEach(this::add);
        BUILT_IN.forEach(this::add);
    }

    private void add(String name, String text) {
        files.put(ROOT.resolve(name).normalize(), text.getBytes(StandardCharsets.UTF_8));
    }

    /** A text that comes with this bundle. */
    static String resource(String name) {
        try (InputStream in = Modules.class.getResourceAsStream("/js/" + name)) {
            if (in == null) {
                throw new IllegalStateException("The bundle lacks js/" + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The name of a module for people: relative to the folder of scripts; empty if it is none of there. */
    static String shown(String path) {
        String root = ROOT + "/";
        return path.startsWith(root) ? path.substring(root.length()) : "";
    }

    static URI uri(String name) {
        return URI.create("file://" + ROOT + "/" + name);
    }

    private byte[] bytes(Path path) throws IOException {
        byte[] bytes = files.get(toAbsolutePath(path));
        if (bytes == null) {
            throw new NoSuchFileException(shown(toAbsolutePath(path).toString()));
        }
        return bytes;
    }

    @Override
    public Path parsePath(URI uri) {
        return Path.of(uri.getPath());
    }

    @Override
    public Path parsePath(String path) {
        return Path.of(path);
    }

    @Override
    public void checkAccess(Path path, Set<? extends AccessMode> modes, LinkOption... options) throws IOException {
        bytes(path);
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        return new Bytes(bytes(path));
    }

    @Override
    public Path toAbsolutePath(Path path) {
        return ROOT.resolve(path).normalize();
    }

    @Override
    public Path toRealPath(Path path, LinkOption... options) throws IOException {
        bytes(path);
        return toAbsolutePath(path);
    }

    @Override
    public void createDirectory(Path path, FileAttribute<?>... attributes) {
        throw refused();
    }

    @Override
    public void delete(Path path) {
        throw refused();
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path path, DirectoryStream.Filter<? super Path> filter) {
        throw refused();
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) {
        throw refused();
    }

    private static SecurityException refused() {
        return new SecurityException("Scripts have no files");
    }

    /** Bytes to be read. */
    private static final class Bytes implements SeekableByteChannel {

        private final byte[] bytes;
        private int at;
        private boolean open = true;

        Bytes(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read(ByteBuffer target) {
            if (at >= bytes.length) {
                return -1;
            }
            int size = Math.min(target.remaining(), bytes.length - at);
            target.put(bytes, at, size);
            at += size;
            return size;
        }

        @Override
        public int write(ByteBuffer source) {
            throw new NonWritableChannelException();
        }

        @Override
        public long position() {
            return at;
        }

        @Override
        public SeekableByteChannel position(long position) {
            at = (int) Math.min(position, bytes.length);
            return this;
        }

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public SeekableByteChannel truncate(long size) {
            throw new NonWritableChannelException();
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public void close() {
            open = false;
        }
    }
}
