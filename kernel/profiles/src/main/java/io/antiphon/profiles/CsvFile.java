package io.antiphon.profiles;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table in a file of comma-separated values (RFC 4180), in UTF-8; also with semicolons or tabs. */
final class CsvFile implements Closeable {

    private static final int MOST_CELL = 1 << 20;
    private static final int MOST_HEADER = 1 << 13;
    private static final String SEPARATORS = ",;\t";
    private static final int BYTE_ORDER_MARK = 0xfeff;

    private final Path path;
    private final BufferedReader text;
    private final List<String> header;
    private char separator = ',';
    private int line = 1;

    CsvFile(Path path) throws IOException {
        this.path = path;
        text = Files.newBufferedReader(path, StandardCharsets.UTF_8);
        try {
            header = readHeader();
        } catch (IOException | IllegalArgumentException e) {
            text.close();
            throw e;
        }
    }

    /** Reads the first line, and by what it has most of, what separates cells. */
    private List<String> readHeader() throws IOException {
        text.mark(MOST_HEADER);
        char[] start = new char[MOST_HEADER];
        int length = Math.max(0, readFully(start));
        int[] counts = new int[SEPARATORS.length()];
        for (int i = 0; i < length && start[i] != '\n'; i++) {
            int at = SEPARATORS.indexOf(start[i]);
            if (at >= 0 && ++counts[at] > counts[SEPARATORS.indexOf(separator)]) {
                separator = start[i];
            }
        }
        text.reset();
        if (length > 0 && start[0] == BYTE_ORDER_MARK) {
            text.skip(1);
        }
        List<String> names = next();
        if (names == null) {
            throw new IllegalArgumentException(path + ": no line with the names of the columns");
        }
        return names;
    }

    private int readFully(char[] start) throws IOException {
        try {
            return text.read(start, 0, start.length);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(path + ": not UTF-8", e);
        }
    }

    List<String> header() {
        return header;
    }

    /** The line that the last row ended in. */
    int line() {
        return line - 1;
    }

    /**
     * The cells of the next row; null after the last.
     *
     * @throws IllegalArgumentException if it is not such a file; the message names the line
     */
    @Nullable
    List<String> next() throws IOException {
        try {
            return row();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(path + ", after line " + line() + ": not UTF-8", e);
        }
    }

    private @Nullable List<String> row() throws IOException {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        boolean any = false;
        for (int c = text.read(); c >= 0; c = text.read()) {
            any = true;
            line += c == '\n' ? 1 : 0;
            if (c == '"' && (quoted || cell.length() == 0)) {
                quoted = !quoted || isEscape(cell);
            } else if (quoted) {
                append(cell, c);
            } else if (c == separator) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else if (c == '\n') {
                cells.add(cell.toString());
                return cells;
            } else if (c != '\r') {
                append(cell, c);
            }
        }
        if (quoted) {
            throw new IllegalArgumentException(path + ", line " + line + ": a quotation mark is never closed");
        }
        if (any) {
            line++;
            cells.add(cell.toString());
        }
        return any ? cells : null;
    }

    /** Whether a second quotation mark follows, which stands for one in the text. */
    private boolean isEscape(StringBuilder cell) throws IOException {
        text.mark(1);
        if (text.read() == '"') {
            append(cell, '"');
            return true;
        }
        text.reset();
        return false;
    }

    private void append(StringBuilder cell, int c) {
        if (cell.length() == MOST_CELL) {
            throw new IllegalArgumentException(
                    path + ", line " + line + ": a cell has more than " + MOST_CELL + " characters");
        }
        cell.append((char) c);
    }

    @Override
    public void close() {
        try {
            text.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
