package io.antiphon.insight.models;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * A file of models. It begins with a magic word, the version of its form and a SHA-256 of the rest, which is deflated: what is to
 * be known about it, then each model by name. Weights are stored in 16 bits, relative to the largest of their label.
 *
 * @param about what it is for, what trained it, when, from what; by name, {@code kind} among them
 * @param models by name
 */
public record ModelFile(Map<String, String> about, Map<String, LinearModel> models) {

    /** The name that tells when it was trained; it does not count in the {@link #version}. */
    public static final String TRAINED = "trained";

    private static final byte[] MAGIC = "ANTIPHON MODEL\n".getBytes(StandardCharsets.US_ASCII);
    private static final int FORM = 1;
    private static final int DIGEST = 32;
    private static final long MOST_BYTES = 128L << 20;
    private static final int MOST_ABOUT = 100;
    private static final int MOST_MODELS = 4;
    private static final int VERSION_DIGITS = 10;

    /** Sorts and copies. */
    public ModelFile {
        about = java.util.Collections.unmodifiableMap(new TreeMap<>(about));
        models = java.util.Collections.unmodifiableMap(new TreeMap<>(models));
    }

    /** What it is for. */
    public String kind() {
        return about.getOrDefault("kind", "");
    }

    /** A model by name. */
    public Optional<LinearModel> model(String name) {
        return Optional.ofNullable(models.get(name));
    }

    /** Ten hexadecimal digits that tell it from any other; when it was trained makes no difference. */
    public String version() {
        Map<String, String> rest = new TreeMap<>(about);
        rest.remove(TRAINED);
        return HexFormat.of().formatHex(digest(plain(rest, models))).substring(0, VERSION_DIGITS);
    }

    /** Writes it beside the place, then moves it there. */
    public void write(Path file) throws IOException {
        Path beside = file.toAbsolutePath().resolveSibling("." + file.getFileName() + ".part");
        try {
            Files.write(beside, bytes());
            Files.move(
                    beside,
                    file,
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING,
                    java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    byte[] bytes() throws IOException {
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        Deflater best = new Deflater(Deflater.BEST_COMPRESSION);
        try (DeflaterOutputStream out = new DeflaterOutputStream(deflated, best)) {
            out.write(plain(about, models));
        } finally {
            best.end();
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(whole);
        out.write(MAGIC);
        out.writeInt(FORM);
        out.write(digest(deflated.toByteArray()));
        out.write(deflated.toByteArray());
        return whole.toByteArray();
    }

    private static byte[] plain(Map<String, String> about, Map<String, LinearModel> models) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(plain)) {
            out.writeInt(about.size());
            for (Map.Entry<String, String> entry : about.entrySet()) {
                out.writeUTF(entry.getKey());
                out.writeUTF(entry.getValue());
            }
            out.writeInt(models.size());
            for (Map.Entry<String, LinearModel> entry : models.entrySet()) {
                out.writeUTF(entry.getKey());
                Weights.write(entry.getValue(), out);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return plain.toByteArray();
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Reads one.
     *
     * @throws IOException if it cannot be read, is none, is damaged, or was made by a newer version; the message says which
     */
    public static ModelFile read(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(file + " has more than " + (MOST_BYTES >> 20) + " MB: no model is that large");
        }
        return read(Files.readAllBytes(file), file.toString());
    }

    /** Reads one from a stream that is closed by the caller; {@code name} is for messages. */
    public static ModelFile read(InputStream in, String name) throws IOException {
        return read(in.readNBytes((int) MOST_BYTES), name);
    }

    private static ModelFile read(byte[] bytes, String name) throws IOException {
        int start = MAGIC.length + Integer.BYTES + DIGEST;
        if (bytes.length < start || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new IOException(name + " is no model of Antiphon's; models are made by ./antiphon train");
        }
        DataInputStream head = new DataInputStream(new ByteArrayInputStream(bytes, MAGIC.length, Integer.BYTES));
        int form = head.readInt();
        if (form != FORM) {
            throw new IOException(name + " has the form " + form + ", this version of Antiphon reads " + FORM
                    + ": upgrade Antiphon, or train it again");
        }
        byte[] body = Arrays.copyOfRange(bytes, start, bytes.length);
        byte[] digest = Arrays.copyOfRange(bytes, MAGIC.length + Integer.BYTES, start);
        if (!MessageDigest.isEqual(digest(body), digest)) {
            throw new IOException(name + " is damaged: its checksum does not fit; copy or train it again");
        }
        try (DataInputStream in = new DataInputStream(
                new java.io.BufferedInputStream(new InflaterInputStream(new ByteArrayInputStream(body)), 1 << 16))) {
            return inflated(in);
        } catch (IOException | IllegalArgumentException e) {
            throw new IOException(name + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static ModelFile inflated(DataInputStream in) throws IOException {
        Map<String, String> about = new TreeMap<>();
        for (int i = Weights.count(in, MOST_ABOUT, "facts"); i > 0; i--) {
            about.put(in.readUTF(), in.readUTF());
        }
        Map<String, LinearModel> models = new TreeMap<>();
        for (int i = Weights.count(in, MOST_MODELS, "models"); i > 0; i--) {
            models.put(in.readUTF(), Weights.read(in));
        }
        return new ModelFile(about, models);
    }
}
