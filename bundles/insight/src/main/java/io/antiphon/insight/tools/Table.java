package io.antiphon.insight.tools;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Labelled texts in a file of comma-separated values, whose columns go by many names. */
final class Table {

    /** Options that name columns. */
    static final Set<String> OPTIONS = Set.of("text", "label", "lang", "from", "to", "aspect");

    private static final List<String> TEXTS =
            List.of("text", "sentence", "utterance", "review", "comment", "message", "content", "question");
    private static final List<String> LABELS = List.of(
            "label", "labels", "polarity", "sentiment", "intent", "category", "topic", "class", "emotion", "stars");
    private static final List<String> LANGUAGES = List.of("lang", "language", "locale");
    private static final List<String> FROMS = List.of("from", "entity_pos_start_rel");
    private static final List<String> TOS = List.of("to", "entity_pos_end_rel");
    private static final List<String> ASPECTS = List.of("aspect", "entity", "term", "target");
    private static final int MOST_ROWS = 2_000_000;

    private final Path file;
    private final List<String> header;
    private final String text;
    private final String label;
    private final @Nullable String language;
    private final @Nullable String from;
    private final @Nullable String to;
    private final @Nullable String aspect;
    private final boolean grouped;

    private Table(Path file, List<String> header, Options options) throws Usage {
        this.file = file;
        this.header = header;
        this.text = needed("text", TEXTS, options);
        this.label = needed("label", LABELS, options);
        this.language = column("lang", LANGUAGES, options);
        this.from = column("from", FROMS, options);
        this.to = column("to", TOS, options);
        this.aspect = column("aspect", ASPECTS, options);
        this.grouped = header.contains("id");
    }

    /** All rows with a text and a label. */
    static List<Row> read(Path file, Options options) throws Usage {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new Usage("there is no readable file " + file);
        }
        try (CsvReader<NamedCsvRecord> csv =
                CsvReader.builder().detectBomHeader(true).ofNamedCsvRecord(file, StandardCharsets.UTF_8)) {
            Table table = null;
            List<Row> rows = new ArrayList<>();
            for (NamedCsvRecord line : csv) {
                if (table == null) {
                    table = new Table(file, line.getHeader(), options);
                }
                table.add(line, rows);
                if (rows.size() > MOST_ROWS) {
                    throw new Usage(file + " has more than " + MOST_ROWS + " rows; give a sample of it");
                }
            }
            if (rows.isEmpty()) {
                throw new Usage(file + " has no row with a text and a label");
            }
            return rows;
        } catch (CsvParseException e) {
            throw new Usage(file + " is no CSV: " + e.getMessage());
        } catch (IOException | UncheckedIOException e) {
            throw new Usage(file + " cannot be read: " + e.getMessage());
        }
    }

    private String needed(String option, List<String> names, Options options) throws Usage {
        String name = column(option, names, options);
        if (name == null) {
            throw new Usage(file + " has the columns " + String.join(", ", header) + " and none for the " + option
                    + " (" + String.join(", ", names) + "); name it with --" + option + " COLUMN");
        }
        return name;
    }

    private @Nullable String column(String option, List<String> names, Options options) throws Usage {
        String asked = options.values().get(option);
        if (asked != null) {
            if (!header.contains(asked)) {
                throw new Usage(file + " has no column " + asked + "; it has " + String.join(", ", header));
            }
            return asked;
        }
        for (String name : names) {
            for (String column : header) {
                if (column.strip().toLowerCase(Locale.ROOT).equals(name)) {
                    return column;
                }
            }
        }
        return null;
    }

    private void add(NamedCsvRecord line, List<Row> rows) throws Usage {
        String said = field(line, text);
        String truth = field(line, label).strip();
        if (said.isBlank() || truth.isEmpty()) {
            return;
        }
        int begins = from == null || to == null ? -1 : unit(line, from, said);
        int ends = from == null || to == null ? -1 : unit(line, to, said);
        if (begins >= 0 && ends < begins) {
            throw new Usage(file + ", line " + line.getStartingLineNumber() + ": the aspect ends at " + ends
                    + " before it begins at " + begins);
        }
        if (begins >= 0 && aspect != null) {
            int found = nearest(said, field(line, aspect), begins);
            ends = found < 0 ? ends : found + ends - begins;
            begins = found < 0 ? begins : found;
        }
        List<String> truths = label.equals("labels") ? Arrays.asList(truth.split("\\s*,\\s*")) : List.of(truth);
        String group = grouped ? field(line, "id") : said;
        rows.add(new Row(said, begins, ends, truths, language == null ? "" : field(line, language), group));
    }

    /** Where the aspect is, nearest to where it is said to be; -1 if nowhere. */
    private static int nearest(String said, String aspect, int place) {
        if (aspect.isEmpty()) {
            return -1;
        }
        int after = said.indexOf(aspect, place);
        int before = said.lastIndexOf(aspect, place);
        return after < 0 || before >= 0 && place - before < after - place ? before : after;
    }

    private String field(NamedCsvRecord line, String column) throws Usage {
        return line.findField(column)
                .orElseThrow(() -> new Usage(
                        file + ", line " + line.getStartingLineNumber() + ": has no value for the column " + column));
    }

    private int unit(NamedCsvRecord line, String column, String said) throws Usage {
        String value = field(line, column).strip();
        try {
            int unit = Integer.parseInt(value);
            if (unit >= 0 && unit <= said.length()) {
                return unit;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new Usage(file + ", line " + line.getStartingLineNumber() + ": '" + value + "' in the column " + column
                + " is no place in a text of " + said.length() + " characters");
    }
}
