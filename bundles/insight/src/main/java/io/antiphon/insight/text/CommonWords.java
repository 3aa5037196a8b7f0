package io.antiphon.insight.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The frequent words of some languages. They tell which lexicon or model suits a text, not which language it is surely in. */
public final class CommonWords {

    private static final int SLOTS = 1 << 12;
    private static final long[] KEYS = new long[SLOTS];
    private static final int[] MASKS = new int[SLOTS];
    private static final List<String> LANGUAGES = new ArrayList<>();
    /** Of ten votes of the language with the most, as many as another needs to count, too. */
    private static final int NEAR = 7;
    /** A model knows a language that at least one in so many of its texts is in. */
    private static final int ENOUGH = 200;

    static {
        try (InputStream in = CommonWords.class.getResourceAsStream("common.txt")) {
            if (in == null) {
                throw new IllegalStateException("common.txt is missing in the bundle");
            }
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(CommonWords::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CommonWords() {}

    private static void add(String line) {
        String[] words = line.split(" ");
        int bit = 1 << LANGUAGES.size();
        LANGUAGES.add(words[0]);
        for (int i = 1; i < words.length; i++) {
            long hash = Hash.of(words[i]);
            int slot = (int) hash & SLOTS - 1;
            while (KEYS[slot] != 0 && KEYS[slot] != hash) {
                slot = slot + 1 & SLOTS - 1;
            }
            KEYS[slot] = hash;
            MASKS[slot] |= bit;
        }
    }

    /** The languages, each in the place of its bit in a mask. */
    public static List<String> languages() {
        return List.copyOf(LANGUAGES);
    }

    /** A mask of languages; unknown ones are left out. */
    public static int mask(Collection<String> names) {
        int mask = 0;
        for (int i = 0; i < LANGUAGES.size(); i++) {
            mask |= names.contains(LANGUAGES.get(i)) ? 1 << i : 0;
        }
        return mask;
    }

    /** The languages whose words come most, as a mask; 0 if none do. */
    static int spoken(Tokens tokens) {
        int[] votes = new int[Integer.SIZE];
        int most = 0;
        for (int i = 0; i < tokens.count(); i++) {
            for (int left = languages(tokens.hash(i)); left != 0; left &= left - 1) {
                most = Math.max(most, ++votes[Integer.numberOfTrailingZeros(left)]);
            }
        }
        int mask = 0;
        for (int i = 0; i < votes.length && most > 0; i++) {
            mask |= votes[i] * 10 >= most * NEAR ? 1 << i : 0;
        }
        return mask;
    }

    private static int languages(long hash) {
        for (int slot = (int) hash & SLOTS - 1; KEYS[slot] != 0; slot = slot + 1 & SLOTS - 1) {
            if (KEYS[slot] == hash) {
                return MASKS[slot];
            }
        }
        return 0;
    }

    /** The languages that a good part of some texts are in. */
    public static List<String> prevailing(Iterable<String> texts) {
        int[] counts = new int[LANGUAGES.size()];
        int all = 0;
        for (String text : texts) {
            all++;
            int spoken = Reading.of(text).spoken();
            for (int i = 0; i < counts.length; i++) {
                counts[i] += spoken >>> i & 1;
            }
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0 && counts[i] * ENOUGH >= all) {
                names.add(LANGUAGES.get(i));
            }
        }
        return names;
    }
}
