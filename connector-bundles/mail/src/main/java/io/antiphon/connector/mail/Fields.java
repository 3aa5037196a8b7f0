package io.antiphon.connector.mail;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The header fields of a mail or of a part, in order, as the bytes they arrived as. */
final class Fields {

    private record Line(String name, byte[] raw) {}

    private final List<Line> lines = new ArrayList<>();

    /** Reads a block of header lines such as a delivery report holds; what is none is passed over. */
    static List<Fields> blocks(byte[] bytes) {
        List<Fields> blocks = new ArrayList<>();
        Fields current = new Fields();
        String unfolded = new String(bytes, StandardCharsets.ISO_8859_1).replaceAll("\r\n?", "\n");
        for (String line : unfolded.split("\n", -1)) {
            int colon = line.indexOf(':');
            if (line.isBlank()) {
                if (!current.isEmpty()) {
                    blocks.add(current);
                    current = new Fields();
                }
            } else if (Character.isWhitespace(line.charAt(0)) && !current.isEmpty()) {
                current.continueWith(line);
            } else if (colon > 0) {
                current.add(line.substring(0, colon), line.getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        if (!current.isEmpty()) {
            blocks.add(current);
        }
        return blocks;
    }

    private void continueWith(String line) {
        Line last = lines.remove(lines.size() - 1);
        byte[] more = line.getBytes(StandardCharsets.ISO_8859_1);
        byte[] both = Arrays.copyOf(last.raw(), last.raw().length + more.length);
        System.arraycopy(more, 0, both, last.raw().length, more.length);
        lines.add(new Line(last.name(), both));
    }

    /** Adds a field: the whole of it, with its name and colon. */
    void add(String name, byte[] whole) {
        int colon = 0;
        while (colon < whole.length && whole[colon] != ':') {
            colon++;
        }
        byte[] raw = Arrays.copyOfRange(whole, Math.min(whole.length, colon + 1), whole.length);
        lines.add(new Line(name.strip().toLowerCase(Locale.ROOT), raw));
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    boolean has(String name) {
        return lines.stream().anyMatch(line -> line.name().equals(name));
    }

    /** The first field of that lower-case name as it stands there, unfolded; empty if there is none. */
    String raw(String name) {
        return lines.stream()
                .filter(line -> line.name().equals(name))
                .findFirst()
                .map(line -> text(line.raw()))
                .orElse("");
    }

    /** All fields of that lower-case name, unfolded. */
    List<String> all(String name) {
        return lines.stream()
                .filter(line -> line.name().equals(name))
                .map(line -> text(line.raw()))
                .toList();
    }

    /** The first field of that lower-case name for a person to read; empty if there is none. */
    String text(String name) {
        return clean(EncodedWords.decode(raw(name)));
    }

    /** The first field of that lower-case name with its parameters. */
    Parameters parameters(String name) {
        return Parameters.of(raw(name));
    }

    /** Without control characters, which have no place in what people read. */
    static String clean(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\t]]+", " ").strip();
    }

    /** Without control characters, but with its lines. */
    static String visible(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\t\n]]+", " ").strip();
    }

    private String text(byte[] raw) {
        return Charsets.guess(raw, fallback())
                .replaceAll("\\r?\\n[ \\t]*|\\r[ \\t]*", " ")
                .strip();
    }

    /** Who writes eight bits into a header mostly does so in the charset of the body. */
    private Charset fallback() {
        for (Line line : lines) {
            if (line.name().equals("content-type")) {
                String type = new String(line.raw(), StandardCharsets.ISO_8859_1).replaceAll("\\s+", " ");
                return Charsets.find(Parameters.of(type).get("charset"))
                        .filter(charset -> !charset.equals(StandardCharsets.UTF_8)
                                && charset.newEncoder().maxBytesPerChar() < 2.1f)
                        .orElse(Charsets.windows());
            }
        }
        return Charsets.windows();
    }
}
