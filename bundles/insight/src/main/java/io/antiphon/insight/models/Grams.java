package io.antiphon.insight.models;

import io.antiphon.insight.text.Characters;
import io.antiphon.insight.text.Hash;
import io.antiphon.insight.text.Reading;
import io.antiphon.insight.text.Tokens;

/**
 * Rows of words, and rows of characters within a word and at its edges, as features. Scripts without blanks between words are
 * covered by rows of their signs.
 *
 * @param words the longest row of words, up to 3
 * @param least the shortest row of characters
 * @param most the longest row of characters; 0 for none
 * @param wordValue how much a row of words counts
 * @param characterValue how much a row of characters counts
 */
public record Grams(int words, int least, int most, float wordValue, float characterValue) {

    /** Stands before and after a word. */
    private static final char EDGE = ' ';

    private static final long WORDS = Hash.of("words");
    private static final long CHARACTERS = Hash.of("characters");
    private static final long NUMBER = Hash.of("0");
    private static final long START = Hash.of("^");
    private static final int MOST_WORD = 40;

    /** The rows of words of a text. */
    void words(Reading reading, Bag bag) {
        words(reading.tokens(), 0, reading.tokens().count(), WORDS, 1, bag);
    }

    /** Rows of words within a range of tokens, kept apart from others by a salt. */
    public void words(Tokens tokens, int from, int to, long salt, float value, Bag bag) {
        long before = START;
        long beforeThat = 0;
        for (int i = from; i < to; i++) {
            long hash = tokens.kind(i) == Tokens.NUMBER ? NUMBER : tokens.hash(i);
            bag.add(Hash.pair(salt, hash), wordValue * value);
            if (words > 1) {
                long two = Hash.pair(before, hash);
                bag.add(Hash.pair(salt, two), wordValue * value);
                if (words > 2 && beforeThat != 0) {
                    bag.add(Hash.pair(salt, Hash.pair(beforeThat, hash)), wordValue * value);
                }
                beforeThat = two;
            }
            before = hash;
        }
    }

    /** Whether the rows of a token's characters count. */
    static boolean isSpelled(Tokens tokens, int token) {
        byte kind = tokens.kind(token);
        return kind == Tokens.WORD || kind == Tokens.HASHTAG;
    }

    /** A hash of all characters of a word that are in its rows. */
    static long spelling(Reading reading, int token) {
        Tokens tokens = reading.tokens();
        char[] chars = reading.chars();
        long hash = Hash.START;
        int length = 0;
        for (int i = tokens.from(token); i < tokens.to(token) && length < MOST_WORD; i++) {
            char c = Characters.folded(chars[i]);
            if (c != 0) {
                hash = Hash.step(hash, c);
                length++;
            }
        }
        return Hash.finish(hash);
    }

    /** Rows of characters of a word. */
    void pieces(Reading reading, int token, Bag bag) {
        Tokens tokens = reading.tokens();
        char[] word = new char[MOST_WORD + 2];
        int length = fold(reading.chars(), tokens.from(token), tokens.to(token), word);
        rows(word, length, CHARACTERS, characterValue, bag);
    }

    private static int fold(char[] chars, int from, int to, char[] word) {
        int length = 0;
        word[length++] = EDGE;
        for (int i = from; i < to && length <= MOST_WORD; i++) {
            char c = Characters.folded(chars[i]);
            if (c != 0) {
                word[length++] = c;
            }
        }
        word[length++] = EDGE;
        return length;
    }

    private void rows(char[] word, int length, long salt, float value, Bag bag) {
        for (int start = 0; start < length; start++) {
            long hash = Hash.START ^ salt;
            int end = Math.min(length, start + most);
            for (int i = start; i < end; i++) {
                hash = Hash.step(hash, word[i]);
                if (i - start + 1 >= least) {
                    bag.add(Hash.finish(hash), value);
                }
            }
        }
    }
}
