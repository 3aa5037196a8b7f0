package io.antiphon.insight.language;

import java.lang.Character.UnicodeScript;

/** A writing system that languages are told apart within. Han stands for Chinese, Kana for Japanese, which is written with both. */
enum Script {
    NONE,
    LATIN,
    CYRILLIC,
    ARABIC,
    DEVANAGARI,
    HEBREW,
    ETHIOPIC,
    BENGALI,
    TIBETAN,
    MYANMAR,
    HAN,
    KANA,
    HANGUL,
    GREEK,
    ARMENIAN,
    GEORGIAN,
    THAI,
    LAO,
    KHMER,
    SINHALA,
    TAMIL,
    TELUGU,
    KANNADA,
    MALAYALAM,
    GUJARATI,
    GURMUKHI,
    ORIYA,
    THAANA,
    CHEROKEE,
    CANADIAN,
    OL_CHIKI,
    TIFINAGH,
    NKO,
    SYRIAC,
    MEETEI_MAYEK;

    private static final Script[] ALL = values();
    private static final int TABLE = 1 << 16;
    private static final byte[] BY_UNIT = table();

    private static byte[] table() {
        byte[] table = new byte[TABLE];
        for (int c = 0; c < TABLE; c++) {
            if (Character.isLetter(c)
                    || Character.getType(c) == Character.NON_SPACING_MARK
                    || Character.getType(c) == Character.COMBINING_SPACING_MARK) {
                table[c] = (byte) named(UnicodeScript.of(c)).ordinal();
            }
        }
        return table;
    }

    private static Script named(UnicodeScript script) {
        return switch (script) {
            case HIRAGANA, KATAKANA -> KANA;
            case CANADIAN_ABORIGINAL -> CANADIAN;
            default -> {
                for (Script each : ALL) {
                    if (each.name().equals(script.name())) {
                        yield each;
                    }
                }
                yield NONE;
            }
        };
    }

    /** The number of the script of a letter; 0 for what is no letter. */
    static int of(char unit) {
        return BY_UNIT[unit];
    }

    static Script numbered(int number) {
        return ALL[number];
    }

    static int count() {
        return ALL.length;
    }

    /**
     * The script that a text is in: the one with the most letters, where a letter of any other weighs as much as two Latin ones, for
     * names and brands are written in Latin everywhere, and a Han character as much as three; Kana beside Han is Japanese.
     *
     * @param letters how many letters of each script there are, by number
     */
    static Script main(int[] letters) {
        int cjk = letters[HAN.ordinal()] + letters[KANA.ordinal()];
        int best = NONE.ordinal();
        long most = 0;
        for (int i = 1; i < letters.length; i++) {
            long weight = 2L * letters[i];
            if (i == LATIN.ordinal()) {
                weight = letters[i];
            } else if (i == HAN.ordinal() || i == KANA.ordinal()) {
                weight = 3L * cjk;
            }
            if (weight > most) {
                most = weight;
                best = i;
            }
        }
        if (best == HAN.ordinal() || best == KANA.ordinal()) {
            return letters[KANA.ordinal()] * 8 >= cjk ? KANA : HAN;
        }
        return ALL[best];
    }
}
