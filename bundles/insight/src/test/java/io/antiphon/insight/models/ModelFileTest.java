package io.antiphon.insight.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.insight.text.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFileTest {

    private static final List<String> LABELS = List.of("money", "travel", "weather");
    private static final List<List<String>> WORDS = List.of(
            List.of("card", "bank", "fee", "transfer"),
            List.of("train", "flight", "seat", "ticket"),
            List.of("rain", "snow", "sun", "wind"));

    @TempDir
    Path folder;

    /** Texts of three words, mostly of their label, one in five of any. */
    private static Examples examples(int count, long seed) {
        Random random = new Random(seed);
        List<Bag> bags = new ArrayList<>();
        List<int[]> truths = new ArrayList<>();
        List<Integer> groups = new ArrayList<>();
        List<Float> shares = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int label = random.nextInt(3);
            StringBuilder text = new StringBuilder();
            for (int word = 0; word < 3; word++) {
                List<String> from = WORDS.get(random.nextInt(5) == 0 ? random.nextInt(3) : label);
                text.append(from.get(random.nextInt(from.size()))).append(' ');
            }
            bags.add(CommonFeatures.of(Reading.of(text.toString())).bag());
            truths.add(new int[] {label});
            groups.add(i);
            shares.add(1f);
        }
        return new Examples(LABELS, bags, truths, groups, shares);
    }

    private static LinearModel trained() {
        return Training.standard().train(examples(600, 1), line -> {}).model();
    }

    @Test
    void itLearnsAndItsConfidencesAreHonest() {
        LinearModel model = trained();
        Examples others = examples(2_000, 2);
        int right = 0;
        double confidence = 0;
        for (int i = 0; i < others.count(); i++) {
            float[] confidences = model.confidences(others.bags().get(i));
            int best = LinearModel.best(confidences);
            right += others.is(i, best) ? 1 : 0;
            confidence += confidences[best];
            assertEquals(1, confidences[0] + confidences[1] + confidences[2], 1e-4);
        }
        double accuracy = right / (double) others.count();
        assertTrue(accuracy > 0.85, () -> "accuracy " + accuracy);
        assertEquals(accuracy, confidence / others.count(), 0.05);
    }

    @Test
    void whatItRemembersOfWordsChangesNoAnswer() {
        LinearModel model = trained();
        Random random = new Random(5);
        for (int i = 0; i < 3_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int word = 0; word < 6; word++) {
                text.append(Integer.toString(random.nextInt(9_000), 36)).append("word ");
            }
            CommonFeatures common = CommonFeatures.of(Reading.of(text + "soooo good #fine 12"));
            assertArrayEquals(model.confidences(common.bag()), model.confidences(common), 0);
        }
    }

    @Test
    void theSameExamplesMakeTheSameFileByteByByte() throws IOException {
        byte[] one = new ModelFile(Map.of("kind", "topics"), Map.of("topics", trained())).bytes();
        byte[] other = new ModelFile(Map.of("kind", "topics"), Map.of("topics", trained())).bytes();
        assertArrayEquals(one, other);
    }

    @Test
    void whatIsReadAnswersAsWhatWasWritten() throws IOException {
        LinearModel model = trained();
        ModelFile file = new ModelFile(Map.of("kind", "topics", ModelFile.TRAINED, "now"), Map.of("topics", model));
        Path path = folder.resolve("t.model");
        file.write(path);
        ModelFile read = ModelFile.read(path);
        assertEquals("now", read.about().get(ModelFile.TRAINED));
        LinearModel again = read.model("topics").orElseThrow();
        for (Bag bag : examples(50, 3).bags()) {
            assertArrayEquals(model.confidences(bag), again.confidences(bag), 0.01f);
        }
        assertEquals(
                file.version(),
                new ModelFile(Map.of("kind", "topics", ModelFile.TRAINED, "later"), Map.of("topics", model)).version());
        assertNotEquals(file.version(), new ModelFile(Map.of("kind", "other"), Map.of("topics", model)).version());
        try (var list = Files.list(folder)) {
            assertEquals(1, list.count());
        }
    }

    private void assertRefused(byte[] bytes, String because) throws IOException {
        Path path = folder.resolve("bad.model");
        Files.write(path, bytes);
        IOException refusal = assertThrows(IOException.class, () -> ModelFile.read(path));
        assertTrue(String.valueOf(refusal.getMessage()).contains(because), refusal::toString);
    }

    @Test
    void whatIsDamagedNewerOrNoModelIsRefused() throws IOException {
        byte[] good = new ModelFile(Map.of("kind", "topics"), Map.of("topics", trained())).bytes();
        assertRefused("text,label\na,b\n".getBytes(java.nio.charset.StandardCharsets.UTF_8), "no model of Antiphon's");
        assertRefused(new byte[0], "no model of Antiphon's");
        assertRefused(java.util.Arrays.copyOf(good, good.length - 1), "damaged");
        byte[] flipped = good.clone();
        flipped[good.length / 2] ^= 1;
        assertRefused(flipped, "damaged");
        byte[] newer = good.clone();
        newer[18] = 2;
        assertRefused(newer, "form 2");
    }

    @Test
    void fewLabelsOrTextsAreRefusedWithTheReason() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new Examples(List.of("one"), List.of(), List.of(), List.of(), List.of()));
    }
}
