package io.antiphon.connector.file;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Mapping;
import io.antiphon.spi.Received;
import io.antiphon.spi.Signal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How files and single rows are read with the present settings. */
record Reading(Mapping mapping, Layout layout) {

    private static final String FORMAT = "antiphon-format";
    private static final String ROW = "antiphon-row";
    private static final int SNIFFED = 1 << 16;

    /** The rows of a file; null if it is empty. */
    @Nullable
    Rows rows(Path file, InputStream content, Survey survey) throws IOException {
        content.skipNBytes(survey.mark());
        Reader reader = new BufferedReader(new InputStreamReader(content, survey.charset()), SNIFFED);
        return switch (format(file, reader)) {
            case "json" -> new JsonRows(reader, layout.each());
            case "jsonl" -> new JsonLines(new Lines(reader));
            default -> CsvRows.of(new Lines(reader), layout.delimiter());
        };
    }

    private String format(Path file, Reader reader) throws IOException {
        if (!layout.format().equals("auto")) {
            return layout.format();
        }
        String name = file.toString().toLowerCase(Locale.ROOT);
        String ending = name.substring(name.lastIndexOf('.') + 1);
        return switch (ending) {
            case "csv", "tsv" -> "csv";
            case "jsonl", "ndjson" -> "jsonl";
            case "json" -> "json";
            default -> sniffed(reader);
        };
    }

    private static String sniffed(Reader reader) throws IOException {
        reader.mark(SNIFFED);
        char[] start = new char[SNIFFED - 1];
        int length = Math.max(0, reader.read(start));
        reader.reset();
        String text = new String(start, 0, length).strip();
        if (text.startsWith("[")) {
            return "json";
        }
        if (!text.startsWith("{")) {
            return "csv";
        }
        try {
            String firstLine = text.lines().findFirst().orElse("");
            JsonRows.JSON.readTree(firstLine);
            return "jsonl";
        } catch (IOException severalLines) {
            return "json";
        }
    }

    /**
     * The signal in a row.
     *
     * @param id what it is called if the mapping finds no external id in it
     * @throws IllegalArgumentException if it is unreadable
     */
    Signal signal(Row row, String id) {
        if (row.parts() == null) {
            throw new IllegalArgumentException(row.problem());
        }
        if (row.raw().indexOf('\uFFFD') >= 0) {
            throw new IllegalArgumentException(
                    "It holds bytes that are no characters in this encoding; mend the encoding in the settings");
        }
        Signal signal = mapping.signal(row.parts());
        return signal.externalId() == null ? signal.with().externalId(id).build() : signal;
    }

    /** A row as a dead letter. */
    static Received letter(String file, Rows rows, Row row, String id) {
        return new Received(
                row.raw().getBytes(StandardCharsets.UTF_8),
                Map.of(FORMAT, rows.format(), ROW, id, "charset", "UTF-8"),
                file + ":" + row.line());
    }

    /** The signal in a dead letter that holds one row. */
    List<Signal> reread(Received letter) throws IOException {
        String format = letter.header(FORMAT)
                .orElseThrow(() -> new AntiphonException(
                        AntiphonException.Code.CONFLICT,
                        "The whole file could not be read; mend it in failed/ and drop it into the folder again"));
        Reader text = new StringReader(letter.text());
        Rows rows = format.startsWith("csv")
                ? CsvRows.of(new Lines(text), layout.delimiter() == 0 ? format.charAt(3) : layout.delimiter())
                : new JsonRows(text, "");
        Row row = rows == null ? null : rows.next();
        if (row == null) {
            throw new IllegalArgumentException("There is no row in it");
        }
        return List.of(signal(row, letter.header(ROW).orElse(letter.origin())));
    }
}
