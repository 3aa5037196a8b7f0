package io.antiphon.profiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluateIdentityTest {

    private static final String RECORDS = """
            rec_id,given_name,surname,date_of_birth,email,notes
            rec-1-org,Ada,Lovelace,1815-12-10,ada@example.org,"first, ""best\"""
            rec-1-dup-0,Ada,Lovelace,1815-12-10,ada@example.org,
            rec-2-org,Grace,Hopper,1906-12-09,grace@example.org,"two
            lines"
            rec-3-org,Mary,Somerville,1780-12-26,mary@example.org,
            """;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    private int run(String... arguments) {
        out.reset();
        errors.reset();
        return EvaluateIdentity.run(
                List.of(arguments),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(errors, true, StandardCharsets.UTF_8));
    }

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("records.csv"), text).toString();
    }

    @Test
    void it_prints_a_table_and_the_result_and_writes_the_weights() throws IOException {
        Path weights = folder.resolve("learnt.weights");
        assertEquals(0, run("identity", file(RECORDS), "--truth", "rec_id", "--out", weights.toString()));
        String text = out.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("date_of_birth         born"), text);
        assertTrue(text.contains("clusters              3 found, 3 true"), text);
        String result = text.lines().reduce((a, b) -> b).orElseThrow();
        assertTrue(
                result.matches("RESULT \\{\"n\":4,\"precision\":1.0000,\"recall\":1.0000,\"f1\":1.0000,"
                        + "\"docsPerSecond\":\\d+,\"largestCluster\":2,\"largestTrue\":2}"),
                result);
        assertTrue(Files.readString(weights).startsWith("prior "));
    }

    @Test
    void a_file_that_cannot_be_used_is_refused_in_one_line() throws IOException {
        refused("usage: antiphon evaluate identity", "identity");
        refused("usage: antiphon evaluate identity", file(RECORDS));
        refused("--truth: what?", file(RECORDS), "--truth");
        refused("there is no such file", folder.resolve("none.csv").toString(), "--truth", "rec_id");
        refused("there is no column 'who' but rec_id, given_name", file(RECORDS), "--truth", "who");
        refused("no line with the names", file(""), "--truth", "rec_id");
        refused("fewer than two rows", file("rec_id,surname\n1,King\n"), "--truth", "rec_id");
        refused("no column tells about people", file("rec_id,colour\n1,red\n2,blue\n"), "--truth", "rec_id");
        refused(
                "line 3: 3 cells, but there are 2 columns",
                file("rec_id,surname\n1,King\n2,a,b\n"),
                "--truth",
                "rec_id");
        refused("a quotation mark is never closed", file("rec_id,surname\n1,\"King\n2,Queen\n"), "--truth", "rec_id");
        Path latin = Files.write(
                folder.resolve("latin.csv"), "rec_id,surname\n1,K\u00f6nig\n".getBytes(StandardCharsets.ISO_8859_1));
        refused("not UTF-8", latin.toString(), "--truth", "rec_id");
    }

    private void refused(String reason, String... arguments) {
        assertEquals(1, run(arguments));
        String message = errors.toString(StandardCharsets.UTF_8);
        assertTrue(message.contains(reason), message);
        assertEquals(1, message.lines().filter(line -> !line.startsWith("…")).count(), message);
        assertEquals("", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void other_separators_line_ends_and_a_byte_order_mark_are_read() throws IOException {
        String rows = "\ufeff"
                + RECORDS.replace(", \"\"best\"\"", "").replace(',', ';').replace("\n", "\r\n");
        assertEquals(0, run(file(rows), "--truth", "rec_id"), errors::toString);
        assertEquals(0, run(file("surname\twho\nKing\t1\nQueen\t2"), "--truth", "who"), errors::toString);
    }

    @ParameterizedTest
    @CsvSource({
        "er_fake1000, cluster, 0.90, 0.90",
        "er_febrl3, rec_id, 0.99, 0.99",
        "er_historical50k, cluster, 0.97, 0.90"
    })
    void real_records_are_told_apart(String name, String truth, double precision, double recall) {
        Path data = Path.of(System.getProperty("antiphon.data", "../../../shared/data"), name, "dev.csv");
        assumeTrue(Files.exists(data), () -> data + " is not there: skipped");
        assertEquals(0, run(data.toString(), "--truth", truth), errors::toString);
        String result = out.toString(StandardCharsets.UTF_8);
        assertTrue(number(result, "precision") >= precision, result);
        assertTrue(number(result, "recall") >= recall, result);
        assertTrue(number(result, "largestCluster") <= 3 * number(result, "largestTrue"), result);
    }

    private static double number(String result, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\":([0-9.]+)").matcher(result);
        assertTrue(matcher.find(), result);
        return Double.parseDouble(matcher.group(1));
    }
}
