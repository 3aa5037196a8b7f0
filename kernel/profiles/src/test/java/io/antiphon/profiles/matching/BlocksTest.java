package io.antiphon.profiles.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BlocksTest {

    @Test
    void each_pair_is_given_once_and_nearly_all_who_are_one_are_among_them() {
        Crowd crowd = new Crowd(1).with(400, 4);
        Set<Long> pairs = pairs(crowd, 50);
        int same = 0;
        int found = 0;
        for (int i = 0; i < crowd.people.size(); i++) {
            for (int j = i + 1; j < crowd.people.size(); j++) {
                if (crowd.truth.get(i).equals(crowd.truth.get(j))) {
                    same++;
                    found += pairs.contains((long) i << 32 | j) ? 1 : 0;
                }
            }
        }
        assertTrue(found >= 0.99 * same, found + " of " + same);
        assertTrue(pairs.size() < 30 * crowd.people.size(), pairs.size() + " pairs");
    }

    @Test
    void a_crowd_with_everything_in_common_stays_bounded() {
        Crowd crowd = new Crowd(1);
        for (int i = 0; i < 3_000; i++) {
            crowd.add(i, Map.of(Attribute.GIVEN, "John", Attribute.SURNAME, "Smith", Attribute.BORN, "1980-01-01"));
        }
        Set<Long> pairs = pairs(crowd, 50);
        assertTrue(pairs.size() <= 3_000 * 16, pairs.size() + " pairs");
        assertTrue(pairs.size() >= 3_000, pairs.size() + " pairs");
    }

    private static Set<Long> pairs(Crowd crowd, int most) {
        Set<Long> pairs = new HashSet<>();
        new Blocks(crowd.people, most).forEach((one, other) -> {
            assertTrue(one < other, one + " " + other);
            assertTrue(pairs.add((long) one << 32 | other), "twice: " + one + " " + other);
        });
        return pairs;
    }

    @Test
    void names_that_sound_alike_have_one_key() {
        assertEquals("r163", Keys.sound("robert"));
        assertEquals("r163", Keys.sound("rupert"));
        assertEquals("a261", Keys.sound("ashcraft"));
        assertEquals("s53", Keys.sound("smyth"));
        assertEquals("", Keys.sound(""));
    }
}
