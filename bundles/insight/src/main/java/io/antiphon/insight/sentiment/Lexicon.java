package io.antiphon.insight.sentiment;

import io.antiphon.insight.text.Arabic;
import io.antiphon.insight.text.Characters;
import io.antiphon.insight.text.CommonWords;
import io.antiphon.insight.text.Hash;
import io.antiphon.insight.text.Reading;
import io.antiphon.insight.text.Tokens;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Words of feeling in many languages, and those that strengthen, weaken and negate them. Immutable. */
public final class Lexicon {

    static final byte STRONGER = 10;
    static final byte STRONGER_BEFORE = 11;
    static final byte WEAKER = 12;
    static final byte NOT = 13;
    static final byte NOT_BEFORE = 14;

    private static final Map<String, Byte> SIGNS = Map.of(
            "++", (byte) 2,
            "+", (byte) 1,
            "-", (byte) -1,
            "--", (byte) -2,
            "!", STRONGER,
            "!<", STRONGER_BEFORE,
            "?", WEAKER,
            "~", NOT,
            "~<", NOT_BEFORE);

    private static final int SLOTS = 1 << 15;
    private static final int MOST_PHRASE = 6;
    private static final int ANY = -1;
    private static final long STEM = 0x5DEECE66DL;
    private static final int STEM_LETTERS = 3;
    private static final char HANGUL = '\uAC00';
    private static final Lexicon SHIPPED = shippedOne();

    /** A bit for each key by its highest bits: what most look-ups find is nothing, and this is small enough to stay at hand. */
    private final long[] present = new long[1 << 10];

    private final long[] keys = new long[SLOTS];
    private final byte[] codes = new byte[SLOTS];
    private final int[] languages = new int[SLOTS];
    private final long[] beginnings = new long[SLOTS];
    private int entries;

    private Lexicon() {}

    /** The one that comes with the product. */
    public static Lexicon shipped() {
        return SHIPPED;
    }

    private static Lexicon shippedOne() {
        try (InputStream in = Lexicon.class.getResourceAsStream("lexicon.txt")) {
            if (in == null) {
                throw new IllegalStateException("lexicon.txt is missing in the bundle");
            }
            return read(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Lexicon read(BufferedReader lines) throws IOException {
        Lexicon lexicon = new Lexicon();
        int language = ANY;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("[")) {
                language = CommonWords.mask(List.of(line.substring(1, line.length() - 1)));
                language = language == 0 ? ANY : language;
            } else if (!line.isBlank() && !line.startsWith("#")) {
                String[] words = line.split(" ");
                byte code = Objects.requireNonNull(SIGNS.get(words[0]), () -> "no sign in: " + words[0]);
                for (int i = 1; i < words.length; i++) {
                    lexicon.add(words[i].replace('_', ' '), code, language);
                }
            }
        }
        return lexicon;
    }

    private void add(String words, byte code, int language) {
        boolean stem = words.endsWith("*");
        String plain = stem ? words.substring(0, words.length() - 1) : words;
        if (stem && plain.indexOf(' ') < 0) {
            enter(stemmed(plain), code, language);
            return;
        }
        Tokens tokens = Reading.of(plain).tokens();
        long key = tokens.hash(0);
        for (int i = 1; i < tokens.count(); i++) {
            begin(key);
            key = Hash.pair(key, tokens.hash(i));
        }
        enter(key, code, language);
    }

    private static long stemmed(String word) {
        long hash = Hash.START;
        for (int i = 0; i < word.length(); i++) {
            char c = Characters.folded(Characters.normal(word.charAt(i)));
            hash = c == 0 ? hash : Hash.step(hash, c);
        }
        return Hash.finish(hash ^ STEM);
    }

    private void enter(long key, byte code, int language) {
        int slot = (int) key & SLOTS - 1;
        while (keys[slot] != 0 && (keys[slot] != key || codes[slot] != code)) {
            slot = slot + 1 & SLOTS - 1;
        }
        if (keys[slot] == 0 && ++entries > SLOTS / 2) {
            throw new IllegalStateException("The lexicon has more than " + SLOTS / 2 + " words");
        }
        present[(int) (key >>> 54)] |= 1L << (key >>> 48);
        keys[slot] = key;
        codes[slot] = code;
        languages[slot] |= language;
    }

    private void begin(long key) {
        int slot = (int) key & SLOTS - 1;
        while (beginnings[slot] != 0 && beginnings[slot] != key) {
            slot = slot + 1 & SLOTS - 1;
        }
        beginnings[slot] = key;
    }

    private boolean begins(long key) {
        for (int slot = (int) key & SLOTS - 1; beginnings[slot] != 0; slot = slot + 1 & SLOTS - 1) {
            if (beginnings[slot] == key) {
                return true;
            }
        }
        return false;
    }

    /** How many words it has. */
    public int size() {
        return entries;
    }

    private int find(long key, int allowed) {
        if ((present[(int) (key >>> 54)] >>> (key >>> 48) & 1) == 0) {
            return -1;
        }
        for (int slot = (int) key & SLOTS - 1; keys[slot] != 0; slot = slot + 1 & SLOTS - 1) {
            if (keys[slot] == key && (languages[slot] & allowed) != 0) {
                return slot;
            }
        }
        return -1;
    }

    /**
     * The longest entry that begins with a token.
     *
     * @param allowed the {@link CommonWords#languages languages}, as a mask
     * @return its code and, shifted by 8, how many tokens it takes; 0 if none does
     */
    int match(Reading reading, Tokens tokens, int token, int allowed) {
        long key = tokens.hash(token);
        int found = find(key, allowed);
        int length = 1;
        int end = Math.min(tokens.count(), token + MOST_PHRASE);
        for (int i = token; begins(key) && i + 1 < end; i++) {
            key = Hash.pair(key, tokens.hash(i + 1));
            int longer = find(key, allowed);
            if (longer >= 0) {
                found = longer;
                length = i + 2 - token;
            }
        }
        if (found < 0 && (tokens.kind(token) == Tokens.WORD || tokens.kind(token) == Tokens.HASHTAG)) {
            found = stem(reading.chars(), tokens.from(token), tokens.to(token), allowed);
        }
        return found < 0 ? 0 : codes[found] & 0xFF | length << 8;
    }

    private int stem(char[] chars, int from, int to, int allowed) {
        int found = longestStem(chars, from, to, allowed);
        int bare = found < 0 ? Arabic.bare(chars, from, to) : from;
        if (bare > from) {
            found = find(Hash.of(chars, bare, to), allowed);
            found = found >= 0 ? found : longestStem(chars, bare, to, allowed);
        }
        return found;
    }

    private int longestStem(char[] chars, int from, int to, int allowed) {
        long hash = Hash.START;
        int found = -1;
        int letters = 0;
        int least = chars[from] >= HANGUL ? 1 : STEM_LETTERS;
        for (int i = from; i < to; i++) {
            char c = Characters.folded(chars[i]);
            if (c == 0) {
                continue;
            }
            hash = Hash.step(hash, c);
            if (++letters >= least) {
                int longer = find(Hash.finish(hash ^ STEM), allowed);
                found = longer >= 0 ? longer : found;
            }
        }
        return found;
    }
}
