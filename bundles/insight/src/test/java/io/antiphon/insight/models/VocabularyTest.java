package io.antiphon.insight.models;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class VocabularyTest {

    @Test
    void eachKeyIsFoundInItsRowHoweverFewOrManyThereAre() {
        for (int size : new int[] {0, 1, 2, 3, 4, 5, 100, 70_000}) {
            int[] keys = new Random(size).ints().distinct().limit(size).sorted().toArray();
            Vocabulary vocabulary = new Vocabulary(keys);
            int[] found = new int[3];
            for (int row = 0; row < size; row++) {
                Bag bag = new Bag(3);
                bag.add((long) keys[row] << 24, 1);
                bag.add((long) unknown(keys, keys[row]) << 24, 1);
                assertEquals(1, vocabulary.find(bag, 0, 2, found), "of " + size);
                assertEquals(row, found[0], "of " + size);
                assertEquals(row, vocabulary.row(keys[row]), "of " + size);
            }
            Bag other = new Bag(1);
            other.add(0, 1);
            assertEquals(0, vocabulary.find(other, 0, 1, found), "of " + size);
        }
    }

    /** A key near another that is none of them. */
    private static int unknown(int[] keys, int near) {
        int key = near + 1;
        while (java.util.Arrays.binarySearch(keys, key) >= 0) {
            key++;
        }
        return key;
    }
}
