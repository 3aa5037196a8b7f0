package io.antiphon.insight.text;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;

/** What is to be known of each character of the basic plane, looked up in tables. */
public final class Characters {

    static final byte OTHER = 0;
    static final byte SPACE = 1;
    static final byte LETTER = 2;
    static final byte DIGIT = 3;
    static final byte IDEOGRAM = 4;
    static final byte PUNCTUATION = 5;
    static final byte SYMBOL = 6;
    /** Belongs to the character before it. */
    static final byte JOINED = 7;

    private static final int PLANE = 1 << 16;
    private static final char[] NORMAL = new char[PLANE];
    private static final char[] FOLDED = new char[PLANE];
    private static final byte[] KINDS = new byte[PLANE];
    private static final byte[] SCRIPTS = new byte[PLANE];
    private static final UnicodeScript[] ALL_SCRIPTS = UnicodeScript.values();

    static {
        for (int i = 0; i < PLANE; i++) {
            char c = (char) i;
            NORMAL[i] = normalise(c);
            KINDS[i] = classify(c);
            SCRIPTS[i] = (byte) UnicodeScript.of(c).ordinal();
        }
        for (int i = 0; i < PLANE; i++) {
            FOLDED[i] = fold(NORMAL[i]);
        }
    }

    private Characters() {}

    /** Lower case; full-width forms, apostrophes, blanks and decimal digits as their ASCII kin. One character for one. */
    public static char normal(char c) {
        return NORMAL[c];
    }

    /** The same without Latin and Greek accents and with variants of Arabic letters as one; 0 for what does not count in a word. */
    public static char folded(char c) {
        return FOLDED[c];
    }

    static byte kind(char c) {
        return KINDS[c];
    }

    /** Whether words are made of it: letters, digits, signs of scripts without blanks. */
    public static boolean isWord(char c) {
        byte kind = KINDS[c];
        return kind == LETTER || kind == DIGIT || kind == IDEOGRAM || kind == JOINED;
    }

    /** The ordinal of its script. */
    static int scriptOrdinal(char c) {
        return SCRIPTS[c] & 0xFF;
    }

    static UnicodeScript script(int ordinal) {
        return ALL_SCRIPTS[ordinal];
    }

    private static char normalise(char c) {
        if (c >= '\uFF01' && c <= '\uFF5E') {
            return Character.toLowerCase((char) (c - '\uFF01' + '!'));
        }
        if (Character.isDigit(c)) {
            return (char) ('0' + Character.digit(c, 10));
        }
        if (Character.isSpaceChar(c)) {
            return ' ';
        }
        return switch (c) {
            case '\u2018', '\u2019', '\u02BC', '\u00B4', '`' -> '\'';
            case '\u201C', '\u201D', '\u201E' -> '"';
            default -> Character.toLowerCase(c);
        };
    }

    private static char fold(char c) {
        if (c >= '\u0300' && c <= '\u036F'
                || c >= '\u064B' && c <= '\u065F'
                || c >= '\u200B' && c <= '\u200F'
                || c >= '\uFE00' && c <= '\uFE0F') {
            return 0;
        }
        return switch (c) {
            case '\u0670', '\u0640', '\u00AD', '\u2060', '\uFEFF' -> 0;
            case 'ё' -> 'е';
            case 'ı' -> 'i';
            case 'ł' -> 'l';
            case 'ø' -> 'o';
            case 'đ' -> 'd';
            case 'أ', 'إ', 'آ', 'ٱ' -> 'ا';
            case 'ى', 'ئ', 'ی' -> 'ي';
            case 'ة' -> 'ه';
            case 'ؤ' -> 'و';
            case 'ک' -> 'ك';
            default -> unaccented(c);
        };
    }

    private static char unaccented(char c) {
        UnicodeScript script = UnicodeScript.of(c);
        if (c < 128 || script != UnicodeScript.LATIN && script != UnicodeScript.GREEK) {
            return c;
        }
        return Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD).charAt(0);
    }

    private static byte classify(char c) {
        if (c >= '\u200B' && c <= '\u200F' || c >= '\uFE00' && c <= '\uFE0F' || c == '\u00AD' || c == '\u2060') {
            return JOINED;
        }
        if (Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c)) {
            return SPACE;
        }
        if (Character.isDigit(c)) {
            return DIGIT;
        }
        if (Character.isLetter(c)) {
            return standsAlone(c) ? IDEOGRAM : LETTER;
        }
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
                standsAlone(c) ? IDEOGRAM : JOINED;
            case Character.MATH_SYMBOL, Character.CURRENCY_SYMBOL, Character.MODIFIER_SYMBOL, Character.OTHER_SYMBOL ->
                SYMBOL;
            case Character.LETTER_NUMBER, Character.OTHER_NUMBER -> LETTER;
            case Character.UNASSIGNED, Character.PRIVATE_USE, Character.SURROGATE, Character.FORMAT -> OTHER;
            default -> PUNCTUATION;
        };
    }

    /** Whether it is of a script that is written without blanks between words. */
    private static boolean standsAlone(char c) {
        return switch (UnicodeScript.of(c)) {
            case HAN, HIRAGANA, THAI, LAO, KHMER, MYANMAR, BOPOMOFO, YI, TIBETAN -> true;
            default -> false;
        };
    }
}
