package io.antiphon.profiles.matching;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MatchingTest {

    @Test
    void who_is_one_is_found_without_being_told() {
        Crowd crowd = new Crowd(11).with(500, 5);
        int[] found = match(crowd);
        int right = 0;
        int wrong = 0;
        int missed = 0;
        for (int i = 0; i < found.length; i++) {
            for (int j = i + 1; j < found.length; j++) {
                boolean same = crowd.truth.get(i).equals(crowd.truth.get(j));
                right += found[i] == found[j] && same ? 1 : 0;
                wrong += found[i] == found[j] && !same ? 1 : 0;
                missed += found[i] != found[j] && same ? 1 : 0;
            }
        }
        assertTrue(right > 0.97 * (right + missed), right + " found, " + missed + " missed");
        assertTrue(right > 0.99 * (right + wrong), right + " right, " + wrong + " wrong");
    }

    private static int[] match(Crowd crowd) {
        return Matching.of(crowd.people, step -> {}).clusters();
    }

    @Test
    void the_same_people_give_the_same_answer() {
        Matching once = Matching.of(new Crowd(4).with(200, 3).people, step -> {});
        Matching again = Matching.of(new Crowd(4).with(200, 3).people, step -> {});
        assertArrayEquals(once.clusters(), again.clusters());
        assertEquals(once.weights().toString(), again.weights().toString());
    }

    @Test
    void a_chain_of_likenesses_does_not_make_one_of_many() {
        Crowd crowd = new Crowd(7).with(300, 3);
        int from = crowd.people.size();
        for (int i = 0; i < 40; i++) { // each shares something with the next, and nothing with the one after it
            crowd.add(
                    1_000 + i,
                    Map.of(
                            Attribute.GIVEN, word(i),
                            Attribute.SURNAME, word(100 + (i + 1) / 2),
                            Attribute.STREET, word(200 + i / 2),
                            Attribute.POSTCODE, String.valueOf(70_000 + i / 2 * 911)));
        }
        Map<Integer, Integer> sizes = new HashMap<>();
        Arrays.stream(match(crowd)).skip(from).forEach(cluster -> sizes.merge(cluster, 1, Integer::sum));
        assertTrue(sizes.values().stream().allMatch(size -> size <= 3), sizes.toString());
    }

    private static String word(int seed) {
        return new Random(seed)
                .ints(8, 'a', 'z')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Test
    void father_and_son_and_twins_stay_apart() {
        Crowd crowd = new Crowd(9).with(300, 3);
        int from = crowd.people.size();
        Map<Attribute, String> home = Map.of(Attribute.STREET, "4 Mill Lane", Attribute.POSTCODE, "98765");
        for (List<String> one : List.of(
                List.of("Martin Kingsley Sr", "1950-02-03", "8801345"),
                List.of("Martin Kingsley Jr", "1981-11-20", "2297761"),
                List.of("Anna Kingsley", "1985-05-05", "6530128"),
                List.of("Berta Kingsley", "1985-05-05", "9174402"))) {
            Map<Attribute, String> said = new HashMap<>(home);
            said.put(Attribute.NAME, one.get(0));
            said.put(Attribute.BORN, one.get(1));
            said.put(Attribute.NATIONAL_ID, one.get(2));
            crowd.add(5_000 + crowd.people.size(), said);
            crowd.add(5_000 + crowd.people.size() - 1, said);
        }
        int[] found = match(crowd);
        for (int i = from; i < found.length; i += 2) {
            assertEquals(found[i], found[i + 1]);
            for (int j = i + 2; j < found.length; j++) {
                assertNotEquals(found[i], found[j], "people " + i + " and " + j);
            }
        }
    }

    @Test
    void hardly_anybody_and_nobody_at_all_are_matched_too() {
        assertEquals(0, Matching.of(List.of(), step -> {}).clusters().length);
        Person ada = Person.of(Map.of(Attribute.NAME, "Ada Lovelace"));
        assertEquals(1, Matching.of(List.of(ada), step -> {}).clusters().length);
        Person nobody = Person.of(Map.of());
        int[] found = Matching.of(List.of(nobody, nobody, nobody), step -> {}).clusters();
        assertEquals(3, Arrays.stream(found).distinct().count());
    }

    @Test
    void weights_come_back_from_text_as_they_were() throws IOException {
        Weights learnt =
                Matching.of(new Crowd(2).with(100, 4).people, step -> {}).weights();
        assertEquals(
                learnt.toString(),
                Weights.read(new StringReader(learnt.toString())).toString());
        assertTrue(Weights.shipped().toString().contains("born exact"));
    }

    @Test
    void learnt_weights_say_only_what_was_learnt_and_the_shipped_ones_the_rest() throws IOException {
        Weights learnt =
                Matching.of(new Crowd(2).with(100, 4).people, step -> {}).weights();
        assertFalse(learnt.toString().contains("national_id"), learnt.toString());
        String both =
                Weights.shipped().with(new StringReader(learnt.toString())).toString();
        assertTrue(both.contains("national_id exact 0.950"), both);
        assertTrue(both.startsWith(learnt.toString().lines().findFirst().orElseThrow()), both);
    }

    @Test
    void a_text_that_is_no_weights_is_refused_with_its_line() {
        for (String line :
                List.of("given exact 0.5", "given same 0.5 0.1", "hat exact 0.5 0.1", "given exact 2 0.1", "prior x")) {
            IllegalArgumentException refused = assertThrows(
                    IllegalArgumentException.class, () -> Weights.read(new StringReader("prior 0.1\n" + line)));
            assertTrue(refused.getMessage().startsWith("weights, line 2: "), refused.getMessage());
        }
        assertThrows(IllegalArgumentException.class, () -> Weights.read(new StringReader("# nothing\n")));
    }
}
