package io.antiphon.insight.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolsTest {

    @TempDir
    Path folder;

    private record Ran(int code, String out, String error) {
        double result(String name) {
            String last = out.strip().substring(out.strip().lastIndexOf('\n') + 1);
            Matcher value =
                    Pattern.compile("RESULT \\{.*\"" + name + "\":([0-9.]+).*}").matcher(last);
            assertTrue(value.matches(), () -> "no " + name + " in: " + last);
            return Double.parseDouble(value.group(1));
        }
    }

    private static Ran run(Object... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream error = new ByteArrayOutputStream();
        int code = Tools.run(
                Arrays.stream(arguments).map(Object::toString).toList(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(error, true, StandardCharsets.UTF_8));
        return new Ran(code, out.toString(StandardCharsets.UTF_8), error.toString(StandardCharsets.UTF_8));
    }

    private Path file(String name, String... lines) throws IOException {
        return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
    }

    private void assertRefused(String because, Object... arguments) {
        Ran ran = run(arguments);
        assertEquals(1, ran.code());
        assertEquals(1, ran.error().strip().lines().count(), ran::error);
        assertTrue(ran.error().contains(because), ran::error);
    }

    @Test
    void badInputIsOneClearLine() throws IOException {
        Path model = folder.resolve("m.model");
        assertRefused("there is no readable file", "train", "topics", folder.resolve("none.csv"), "--out", model);
        assertRefused("--out is missing", "train", "topics", file("a.csv", "text,label", "a,b"));
        assertRefused("none for the text", "train", "topics", file("b.csv", "x,label", "a,b"), "--out", model);
        assertRefused("name it with --label", "train", "topics", file("c.csv", "text,x", "a,b"), "--out", model);
        assertRefused("no row", "train", "topics", file("d.csv", "text,label"), "--out", model);
        assertRefused(
                "2 to 1000 different labels", "train", "topics", file("e.csv", "text,label", "a,b"), "--out", model);
        assertRefused("names no feeling", "train", "sentiment", file("f.csv", "text,label", "a,b"), "--out", model);
        assertRefused(
                "line 2: '99'",
                "train",
                "sentiment",
                file("g.csv", "text,aspect,from,to,polarity", "good,x,0,99,positive"),
                "--out",
                model);
        assertRefused("no option --bogus", "train", "topics", "a.csv", "--bogus", "1");
        assertRefused(
                "no folder", "train", "topics", file("h.csv", "text,label", "a,b"), "--out", folder.resolve("x/y"));
        assertRefused(
                "there is no model", "evaluate", folder.resolve("none.model"), file("i.csv", "text,label", "a,b"));
        assertRefused(
                "no model of Antiphon's", "evaluate", file("bad.model", "bad"), file("j.csv", "text,label", "a,b"));
        assertRefused("can be trained, not 'poetry'", "train", "poetry");
    }

    @Test
    void columnsOfOtherNamesAndLabelsOfOtherKindsAreUnderstood() throws IOException {
        StringBuilder stars = new StringBuilder("review,stars,language\n");
        for (int i = 0; i < 30; i++) {
            stars.append("\"excellent phone, number ").append(i).append("\",5,en\n");
            stars.append("terrible phone number ").append(i).append(",1,en\n");
            stars.append("phone number ").append(i).append(",3,de\n");
        }
        Path csv = file("stars.csv", stars.toString());
        Path model = folder.resolve("stars.model");
        assertEquals(0, run("train", "sentiment", csv, "--out", model).code());
        Ran ran = run("evaluate", model, csv);
        assertEquals(0, ran.code(), ran::error);
        assertEquals(90, ran.result("n"));
        assertTrue(ran.result("accuracy") > 0.95, ran::out);
        assertTrue(ran.out().contains("\nde ") && ran.out().contains("\nen "), ran::out);
        assertRefused(
                "whole texts only",
                "evaluate",
                model,
                file("spans.csv", "text,aspect,from,to,polarity", "good food,food,5,9,positive"));
    }

    @Test
    void anAspectThatLiesElsewhereThanSaidIsFoundByItsWords() throws IOException {
        Path csv =
                file("spans.csv", "text,aspect,from,to,polarity", "\"😀😀 The food was excellent\",food,6,10,positive");
        Ran ran = run("evaluate", "aspects", csv);
        assertEquals(0, ran.code(), ran::error);
        assertEquals(1, ran.result("accuracy"));
    }

    private static Path data() {
        Path root = Path.of("").toAbsolutePath();
        while (root.getParent() != null && !Files.exists(root.resolve("antiphon"))) {
            root = root.getParent();
        }
        String given = System.getProperty("antiphon.data");
        Path data = given == null ? root.resolveSibling("shared").resolve("data") : Path.of(given);
        Assumptions.assumeTrue(Files.isDirectory(data), () -> "skipped: no data in " + data);
        return data;
    }

    private Ran learnt(String kind, String data) {
        Path model = folder.resolve("learnt.model");
        Path sets = data().resolve(data);
        Ran trained = run("train", kind, sets.resolve("train.csv"), "--cost", "1", "--out", model);
        assertEquals(0, trained.code(), trained::error);
        Ran ran = run("evaluate", model, sets.resolve("dev.csv"));
        assertEquals(0, ran.code(), ran::error);
        return ran;
    }

    @Test
    void shortReviewsAreUnderstood() {
        for (String set : List.of("uci_sentences_amazon", "uci_sentences_imdb", "uci_sentences_yelp")) {
            Ran ran = learnt("sentiment", set);
            assertTrue(ran.result("accuracy") >= 0.80, () -> set + ": " + ran.out());
        }
    }

    @Test
    void feelingsAboutAspectsAreUnderstood() {
        assertTrue(learnt("sentiment", "mams_aspect").result("accuracy") >= 0.75);
        Ran shipped = run("evaluate", "aspects", data().resolve("mams_aspect/dev.csv"));
        assertTrue(shipped.result("accuracy") >= 0.75, shipped::out);
    }

    @Test
    void intentsOfBankCustomersAreUnderstood() {
        assertTrue(learnt("topics", "banking77").result("accuracy") >= 0.91);
    }

    @Test
    void theSameCommandMakesTheSameModel() throws IOException {
        Path csv = data().resolve("uci_sentences_yelp/train.csv");
        List<String> versions = Stream.of("one.model", "two.model")
                .map(name -> run("train", "sentiment", csv, "--cost", "1", "--out", folder.resolve(name))
                        .out())
                .map(out -> out.substring(out.lastIndexOf("version ")))
                .toList();
        assertEquals(versions.get(0), versions.get(1));
    }
}
