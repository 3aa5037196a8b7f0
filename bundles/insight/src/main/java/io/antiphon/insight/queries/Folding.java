package io.antiphon.insight.queries;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How characters are compared: without case; without accents in Latin, Greek and Hebrew script; Cyrillic ё as е; Arabic without
 * vowel signs and with one alef; compatible forms (full width, ligatures) as the plain ones. Tells too what a character is to a word.
 */
final class Folding {

    /** Stands between words. */
    static final byte BREAK = 0;
    /** Part of a word. */
    static final byte LETTER = 1;
    /** A word of its own, as in scripts that set no spaces between words. */
    static final byte SINGLE = 2;
    /** Not seen at all, such as accents that combine. */
    static final byte DROPPED = 3;
    /** Becomes several characters. */
    static final byte SEVERAL = 4;
    /** Half of a character. */
    static final byte SURROGATE = 5;
    /** Voices the Japanese character before it. */
    static final byte VOICING = 6;

    private static final int UNITS = 1 << 16;
    private static final char[] FOLDED = new char[UNITS];
    private static final byte[] KINDS = new byte[UNITS];
    private static final Map<Character, String> LONGER = new HashMap<>();
    private static final Map<Character, String> OWN = Map.ofEntries(
            Map.entry('ß', "ss"),
            Map.entry('ẞ', "ss"),
            Map.entry('æ', "ae"),
            Map.entry('œ', "oe"),
            Map.entry('ø', "o"),
            Map.entry('đ', "d"),
            Map.entry('ð', "d"),
            Map.entry('þ', "th"),
            Map.entry('ł', "l"),
            Map.entry('ħ', "h"),
            Map.entry('ı', "i"),
            Map.entry('ς', "σ"),
            Map.entry('ё', "е"),
            Map.entry('أ', "ا"),
            Map.entry('إ', "ا"),
            Map.entry('آ', "ا"),
            Map.entry('ٱ', "ا"),
            Map.entry('ى', "ي"),
            Map.entry('ی', "ي"),
            Map.entry('ک', "ك"),
            Map.entry('ة', "ه"));

    static {
        for (int c = 0; c < UNITS; c++) {
            fill((char) c);
        }
    }

    private Folding() {}

    private static void fill(char c) {
        FOLDED[c] = c;
        if (Character.isSurrogate(c)) {
            KINDS[c] = SURROGATE;
            return;
        }
        KINDS[c] = kindOf(c);
        if (c == '\u3099' || c == '\u309A' || c == '\uFF9E' || c == '\uFF9F') {
            KINDS[c] = VOICING;
            FOLDED[c] = c == '\u3099' || c == '\uFF9E' ? '\u3099' : '\u309A';
            return;
        }
        if (KINDS[c] == BREAK || KINDS[c] == DROPPED) {
            return;
        }
        String plain = plain(c);
        if (plain.length() == 1) {
            FOLDED[c] = plain.charAt(0);
        } else if (!plain.isEmpty()) {
            LONGER.put(c, plain);
            KINDS[c] = SEVERAL;
        }
    }

    /** What a character is to a word. */
    static byte kindOf(int c) {
        if (c >= 0x300 && c <= 0x36F
                || c >= 0x591 && c <= 0x5C7
                || c >= 0x610 && c <= 0x61A
                || c >= 0x64B && c <= 0x65F
                || c == 0x670
                || c == 0x640
                || c >= 0x200B && c <= 0x200F
                || c == 0x2060
                || c == 0xAD
                || c >= 0xFE00 && c <= 0xFE0F
                || c >= 0x1F3FB && c <= 0x1F3FF) {
            return DROPPED;
        }
        int type = Character.getType(c);
        boolean mark = type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
        if (Character.isLetterOrDigit(c) || mark || type == Character.LETTER_NUMBER) {
            boolean prolonged = c == 'ー' || c == 'ｰ';
            return prolonged || spaceless(UnicodeScript.of(c)) ? SINGLE : LETTER;
        }
        return type == Character.OTHER_SYMBOL ? SINGLE : BREAK;
    }

    private static boolean spaceless(UnicodeScript script) {
        return switch (script) {
            case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO, THAI, LAO, KHMER, MYANMAR, TIBETAN, YI -> true;
            default -> false;
        };
    }

    /** The plain form of a character. */
    static String plain(int c) {
        String same = Normalizer.normalize(new String(Character.toChars(c)), Normalizer.Form.NFKC);
        StringBuilder plain = new StringBuilder();
        same.toLowerCase(Locale.ROOT).codePoints().forEach(each -> plain.append(stripped(each)));
        int at = 0;
        StringBuilder kept = new StringBuilder();
        while (at < plain.length()) {
            int each = plain.codePointAt(at);
            if (kindOf(each) != BREAK && kindOf(each) != DROPPED) {
                kept.appendCodePoint(each);
            }
            at += Character.charCount(each);
        }
        return kept.toString();
    }

    private static String stripped(int c) {
        String own = c < UNITS ? OWN.get((char) c) : null;
        if (own != null) {
            return own;
        }
        String apart = Normalizer.normalize(new String(Character.toChars(c)), Normalizer.Form.NFD);
        UnicodeScript script = UnicodeScript.of(apart.codePointAt(0));
        boolean bare = script == UnicodeScript.LATIN || script == UnicodeScript.GREEK || script == UnicodeScript.HEBREW;
        if (!bare || apart.length() == 1) {
            return new String(Character.toChars(c));
        }
        StringBuilder left = new StringBuilder();
        for (int i = 0; i < apart.length(); i++) {
            String inner = OWN.get(apart.charAt(i));
            if (kind(apart.charAt(i)) != DROPPED) {
                left.append(inner == null ? String.valueOf(apart.charAt(i)) : inner);
            }
        }
        return left.toString();
    }

    static byte kind(char unit) {
        return KINDS[unit];
    }

    static char folded(char unit) {
        return FOLDED[unit];
    }

    /** What a character that becomes several becomes. */
    static @Nullable String longer(char unit) {
        return LONGER.get(unit);
    }

    /** A Japanese character with the voicing that follows it. */
    static char voiced(char letter, char voicing) {
        String together = Normalizer.normalize("" + letter + voicing, Normalizer.Form.NFC);
        return together.length() == 1 ? together.charAt(0) : letter;
    }

    /** A text folded whole, for values of fields. */
    static String fold(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            String longer = kind(c) == SEVERAL ? longer(c) : null;
            if (longer != null) {
                folded.append(longer);
            } else if (kind(c) != DROPPED) {
                folded.append(folded(c));
            }
        }
        return folded.toString();
    }
}
