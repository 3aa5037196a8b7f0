package io.antiphon.connector.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads the same as another CSV reader does. */
class CsvRowsTest {

    private static final String[] CELLS = {
        "",
        " ",
        "a",
        "1.5",
        "x y",
        "comma, here",
        "quote \" here",
        "\"",
        "\"\"",
        "line\nbreak",
        "cr\r\nlf",
        "ü中",
        "'",
        "tab\t"
    };

    private static List<List<String>> ours(Reader text, char delimiter) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        CsvRows csv = CsvRows.of(new Lines(text), delimiter);
        assertNotNull(csv);
        for (Row row = csv.next(); row != null; row = csv.next()) {
            assertEquals("", row.problem(), row::raw);
            assertNotNull(row.parts());
            rows.add(row.parts().but(Set.of()).values().stream()
                    .map(String::valueOf)
                    .toList());
        }
        return rows;
    }

    private static List<List<String>> theirs(CsvReader<NamedCsvRecord> reader) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        try (reader) {
            reader.forEach(record -> rows.add(
                    record.getFields().stream().filter(cell -> !cell.isBlank()).toList()));
        }
        return rows;
    }

    @RepeatedTest(200)
    void anyTextIsReadAsAnotherReaderReadsIt(RepetitionInfo repetition) throws IOException {
        Random random = new Random(repetition.getCurrentRepetition());
        char delimiter = ",;\t|".charAt(random.nextInt(4));
        int columns = 2 + random.nextInt(5);
        String end = random.nextBoolean() ? "\n" : "\r\n";
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < random.nextInt(30) + 1; row++) {
            for (int column = 0; column < columns; column++) {
                String cell = row == 0 ? "column " + column : CELLS[random.nextInt(CELLS.length)];
                boolean mustQuote = cell.matches("(?s).*[\",;|\t\r\n].*");
                boolean quotes = mustQuote || random.nextInt(4) == 0;
                text.append(column == 0 ? "" : delimiter)
                        .append(quotes ? "\"" + cell.replace("\"", "\"\"") + "\"" : cell);
            }
            text.append(end);
        }
        assertEquals(
                theirs(CsvReader.builder().fieldSeparator(delimiter).ofNamedCsvRecord(text.toString())),
                ours(new StringReader(text.toString()), delimiter),
                text::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2016_SFO_Customer_Survey_20250817.csv", "2017_SFO_Customer_Survey_20250817.csv"})
    void realSurveysAreReadAsAnotherReaderReadsThem(String name) throws IOException {
        Path file = Path.of("../../../shared/data/sfo_survey", name);
        assumeTrue(Files.exists(file), () -> "no " + file.getFileName() + " here");
        List<List<String>> rows;
        try (Reader reader = Files.newBufferedReader(file)) {
            rows = ours(reader, '\0');
        }
        assertEquals(theirs(CsvReader.builder().ofNamedCsvRecord(file)), rows);
        assertEquals(name.startsWith("2016") ? 3087 : 2831, rows.size());
    }

    @Test
    void aQuoteThatNeverClosesCostsOneLine() throws IOException {
        String text = "a,b\n1,2\n\"open,3\n" + "4,5\n".repeat(1000);
        CsvRows csv = CsvRows.of(new Lines(new StringReader(text)), ',');
        assertNotNull(csv);
        List<Row> rows = new ArrayList<>();
        for (Row row = csv.next(); row != null; row = csv.next()) {
            rows.add(row);
        }
        assertEquals(1002, rows.size());
        assertEquals("a quote is opened and never closed", rows.get(1).problem());
        assertEquals(3, rows.get(1).line());
        assertEquals(1003, rows.get(1001).line());
    }

    @Test
    void anOverlongRowCostsOneRow() throws IOException {
        String text = "a\nx\n" + "y".repeat(Lines.MOST + 10) + "\nz\n";
        CsvRows csv = CsvRows.of(new Lines(new StringReader(text)), ',');
        assertNotNull(csv);
        assertEquals("", csv.next().problem());
        assertEquals("longer than 1000000 characters", csv.next().problem());
        assertEquals("a\nz\n", csv.next().raw());
        assertNull(csv.next());
    }

    @Test
    void nothingAtAllHasNoRows() throws IOException {
        assertNull(CsvRows.of(new Lines(new StringReader("")), ','));
        assertNull(CsvRows.of(new Lines(new StringReader("\n \n")), ','));
        assertNull(CsvRows.of(new Lines(new StringReader("sep=;\n")), ','));
    }
}
