package io.antiphon.routes;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Problem;
import java.io.IOException;
import java.io.Reader;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The configuration files of connections, one each, in the home folder's etc/: {@code io.antiphon.connection-NAME.cfg}. They
 * are the truth about what is configured; File Install tells us through ConfigurationAdmin what stands in them. We write
 * them ourselves, whole, readable by their owner only, because File Install would truncate and rewrite them in place.
 */
final class EtcFolder {

    static final String FACTORY = "io.antiphon.connection";
    private static final String SUFFIX = ".cfg";

    static final String SAVE = "felix.fileinstall.enableConfigSave";

    private final Path folder;
    private final Map<String, FileTime> written = new ConcurrentHashMap<>();

    EtcFolder(Path folder) {
        this.folder = folder;
    }

    /** What is wrong if File Install writes files too: it empties them first, and was seen to leave them so at a start. */
    static List<Problem> problems(@Nullable String save) {
        return "false".equals(save)
                ? List.of()
                : List.of(Problem.warning(
                        SAVE,
                        "File Install may empty the files of connections while the system starts.",
                        "Set " + SAVE + " = false in the distribution's etc/custom.properties."));
    }

    /** Whether there is a file for a connection. */
    boolean has(String id) {
        return Files.exists(file(id));
    }

    /**
     * Writes a connection's file. Lines of the old one whose value did not change stay as they were, so that a reference such
     * as <code>${env:TOKEN}</code> stays one.
     *
     * @param before the values as they were understood until now
     */
    void write(String id, Map<String, String> values, Map<String, String> before) {
        Path file = file(id);
        try {
            boolean isThere = Files.exists(file);
            Map<String, String> raw = isThere ? raw(file) : Map.of();
            List<String> heading = isThere ? heading(file) : List.of();
            written.remove(id);
            replace(file, text(heading, values, before, raw));
            if (!refers(values, before)) {
                written.put(id, Files.getLastModifiedTime(file));
            }
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    /** Whether a changed value refers to something that File Install or ConfigurationAdmin will put in its place. */
    boolean refers(Map<String, String> values, Map<String, String> before) {
        return values.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(before.get(entry.getKey())))
                .anyMatch(entry ->
                        entry.getValue().contains("${") || entry.getValue().contains("$["));
    }

    /** Whether a connection's file is as we wrote it, so that who tells otherwise tells of an earlier one. */
    boolean asWritten(String id) {
        FileTime ours = written.get(id);
        try {
            return ours != null && ours.equals(Files.getLastModifiedTime(file(id)));
        } catch (IOException e) {
            return false;
        }
    }

    /** Takes a connection's file away. */
    void delete(String id) {
        written.remove(id);
        try {
            Files.deleteIfExists(file(id));
        } catch (IOException e) {
            throw unwritable(file(id), e);
        }
    }

    private Path file(String id) {
        return folder.resolve(name(id));
    }

    /** What a connection's file is called. */
    static String name(String id) {
        return FACTORY + "-" + id + SUFFIX;
    }

    private static Map<String, String> raw(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            properties.load(in);
        }
        Map<String, String> raw = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> raw.put(name, properties.getProperty(name)));
        return raw;
    }

    /** The comments at the top. */
    private static List<String> heading(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
            if (!line.isBlank() && !line.startsWith("#") && !line.startsWith("!")) {
                break;
            }
            lines.add(line);
        }
        return lines;
    }

    private static String text(
            List<String> heading, Map<String, String> values, Map<String, String> before, Map<String, String> raw) {
        StringBuilder text = new StringBuilder();
        heading.forEach(line -> text.append(line).append('\n'));
        new TreeMap<>(values).forEach((name, value) -> {
            String asWritten = raw.get(name);
            boolean unchanged = value.equals(before.get(name));
            String meant = asWritten != null && unchanged ? asWritten : escapeForInterpolation(value);
            text.append(escape(name, true))
                    .append(" = ")
                    .append(escape(meant, false))
                    .append('\n');
        });
        return text.toString();
    }

    /** File Install takes a backslash away that stands before a brace or another backslash. */
    private static String escapeForInterpolation(String value) {
        return value.replace("\\", "\\\\");
    }

    private static String escape(String text, boolean name) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean special = c == '\\' || name && (c == ' ' || c == '=' || c == ':' || c == '#' || c == '!');
            if (special || c == ' ' && i == 0) {
                escaped.append('\\').append(c);
            } else if (c == '\n') {
                escaped.append("\\n");
            } else if (c == '\r') {
                escaped.append("\\r");
            } else if (c == '\t') {
                escaped.append("\\t");
            } else if (c < ' ' || c > '~') {
                escaped.append(String.format("\\u%04x", (int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    private void replace(Path file, String text) throws IOException {
        Path draft = folder.resolve("." + file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (FileChannel out = FileChannel.open(draft, EnumSet.of(StandardOpenOption.WRITE))) {
            java.nio.ByteBuffer bytes = java.nio.ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private static AntiphonException unwritable(Path path, IOException e) {
        return new AntiphonException(
                AntiphonException.Code.UNAVAILABLE, "Cannot write " + path + ": " + Failures.reason(e), e);
    }
}
