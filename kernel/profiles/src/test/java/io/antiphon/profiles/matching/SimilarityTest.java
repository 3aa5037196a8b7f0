package io.antiphon.profiles.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimilarityTest {

    @ParameterizedTest
    @CsvSource({
        "martha, marhta, 0.9611",
        "dwayne, duane, 0.8400",
        "dixon, dicksonx, 0.8133",
        "ada, ada, 1",
        "ada, '', 0",
        "abc, xyz, 0"
    })
    void jaro_winkler_is_as_its_author_printed_it(String a, String b, double alike) {
        assertEquals(alike, Similarity.jaroWinkler(a, b), 0.0001);
        assertEquals(alike, Similarity.jaroWinkler(b, a), 0.0001);
    }

    @ParameterizedTest
    @CsvSource({"ca, abc, 3", "klander, klandre, 1", "19801204, 19801024, 1", "a, '', 1", "smith, smyth, 1", "ab, ba, 1"
    })
    void edits_count_exchanged_neighbours_once(String a, String b, int edits) {
        assertEquals(edits, Similarity.edits(a, b, 8));
        assertEquals(edits, Similarity.edits(b, a, 8));
    }

    @Test
    void a_bound_changes_nothing_but_what_is_beyond_it() {
        Random random = new Random(5);
        for (int round = 0; round < 20_000; round++) {
            String a = text(random);
            String b = text(random);
            int edits = Similarity.edits(a, b, 100);
            int bounded = Similarity.edits(a, b, 2);
            assertTrue(edits <= 2 ? bounded == edits : bounded > 2, a + " " + b);
            double alike = Similarity.jaroWinkler(a, b);
            assertTrue(alike >= 0 && alike <= 1, a + " " + b);
            assertEquals(a.equals(b), alike == 1, a + " " + b);
            if (edits == 1 && Math.min(a.length(), b.length()) >= 4) {
                assertEquals(Level.CLOSE, Texts.compare(a, b), a + " " + b);
            }
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(9); length > 0; length--) {
            text.append((char) ('a' + random.nextInt(3)));
        }
        return text.toString();
    }

    @Test
    void texts_longer_than_what_is_compared_do_no_harm() {
        String endless = "abcdefgh".repeat(500);
        assertEquals(1, Similarity.jaroWinkler(endless, endless + "x"));
        assertEquals(0, Similarity.edits(endless, endless + "x", 3));
    }
}
