package io.antiphon.connector.file;

import io.antiphon.connector.file.Lines.Line;
import io.antiphon.spi.Mapping;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Records as RFC 4180 writes them, under a header. A quote that never closes costs one line, not the rest of the file:
 * what was read in search of its end is put back.
 */
final class CsvRows implements Rows {

    private static final int MOST_RECORD = 1_000_000;
    private static final String CANDIDATES = ",;\t|";

    private final Lines lines;
    private final String header;
    private final List<String> columns;
    private final char delimiter;

    private CsvRows(Lines lines, String header, List<String> columns, char delimiter) {
        this.lines = lines;
        this.header = header;
        this.columns = columns;
        this.delimiter = delimiter;
    }

    /** Reads the header; null if there is none because there is nothing at all. */
    static @Nullable CsvRows of(Lines lines, char given) throws IOException {
        Line first = firstWithContent(lines, given);
        if (first == null) {
            return null;
        }
        char delimiter = given;
        if (first.content().matches("(?i)sep=.")) {
            delimiter = first.content().charAt("sep=".length());
            first = firstWithContent(lines, delimiter);
            if (first == null) {
                return null;
            }
        }
        delimiter = delimiter == 0 ? mostFrequent(first.content()) : delimiter;
        CsvRecord header = record(lines, first, delimiter);
        if (!header.problem().isEmpty()) {
            throw new MalformedFileException(first.number(), "the header is malformed: " + header.problem());
        }
        return new CsvRows(lines, header.raw().strip(), names(header.fields()), delimiter);
    }

    private static @Nullable Line firstWithContent(Lines lines, char delimiter) throws IOException {
        Line line = lines.next();
        while (line != null && line.text().isBlank() && line.text().indexOf(delimiter) < 0) {
            line = lines.next();
        }
        return line;
    }

    private static char mostFrequent(String header) {
        char best = ',';
        long most = 0;
        String unquoted = header.replaceAll("\"[^\"]*\"", "");
        for (char candidate : CANDIDATES.toCharArray()) {
            long count = unquoted.chars().filter(c -> c == candidate).count();
            if (count > most) {
                most = count;
                best = candidate;
            }
        }
        return best;
    }

    private static List<String> names(List<String> fields) {
        List<String> names = new ArrayList<>();
        for (String field : fields) {
            String name = field.isBlank() ? "column " + (names.size() + 1) : field.strip();
            int twin = 2;
            String unique = name;
            while (names.contains(unique)) {
                unique = name + " (" + twin++ + ")";
            }
            names.add(unique);
        }
        return List.copyOf(names);
    }

    @Override
    public @Nullable Row next() throws IOException {
        Line first = firstWithContent(lines, delimiter);
        if (first == null) {
            return null;
        }
        CsvRecord found = record(lines, first, delimiter);
        String raw = header + "\n" + found.raw();
        if (!found.problem().isEmpty()) {
            return Row.malformed(first.number(), raw, found.problem());
        }
        if (found.fields().size() != columns.size()) {
            return Row.malformed(
                    first.number(), raw, found.fields().size() + " columns, where the header has " + columns.size());
        }
        Map<String, String> cells = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            cells.put(columns.get(i), found.fields().get(i));
        }
        return Row.of(first.number(), raw, new Cells(cells));
    }

    @Override
    public String missing(Mapping mapping) {
        List<String> missing = mapping.addresses().stream()
                .filter(address -> !columns.contains(address))
                .sorted()
                .toList();
        return missing.isEmpty() ? "" : "there is no column " + missing + " among " + columns;
    }

    @Override
    public String format() {
        return "csv" + delimiter;
    }

    /** The fields of one record, or what is wrong with it. */
    private record CsvRecord(String raw, List<String> fields, String problem) {}

    private static CsvRecord record(Lines lines, Line first, char delimiter) throws IOException {
        CsvScan scan = new CsvScan(delimiter);
        StringBuilder raw = new StringBuilder();
        List<Line> read = new ArrayList<>();
        Line line = first;
        while (line != null && raw.length() <= MOST_RECORD) {
            if (line.cut() || line.text().length() > MOST_RECORD) {
                break;
            }
            read.add(line);
            raw.append(line.text());
            if (scan.ends(line.text())) {
                return new CsvRecord(raw.toString(), scan.fields(), scan.problem());
            }
            line = lines.next();
        }
        if (line == first) {
            String start = first.text().substring(0, MOST_RECORD);
            return new CsvRecord(start, List.of(), "longer than " + MOST_RECORD + " characters");
        }
        if (line != null) {
            read.add(line);
        }
        lines.putBack(read.subList(1, read.size()));
        return new CsvRecord(first.text(), List.of(), "a quote is opened and never closed");
    }

    private record Cells(Map<String, String> cells) implements Mapping.Parts {
        @Override
        public @Nullable Object at(String address) {
            return cells.get(address);
        }

        @Override
        public Map<String, Object> but(Set<String> used) {
            Map<String, Object> rest = new LinkedHashMap<>();
            cells.forEach((name, value) -> {
                if (!value.isBlank() && !used.contains(name)) {
                    rest.put(name, value);
                }
            });
            return rest;
        }
    }
}
