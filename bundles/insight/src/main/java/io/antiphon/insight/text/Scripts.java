package io.antiphon.insight.text;

import java.lang.Character.UnicodeScript;

/** Which script a text is in. */
final class Scripts {

    /** A sign says more than a letter. */
    private static final int SIGN = 2;

    private static final int COUNT = UnicodeScript.values().length;
    private static final int COMMON = UnicodeScript.COMMON.ordinal();
    private static final int INHERITED = UnicodeScript.INHERITED.ordinal();
    private static final int HAN = UnicodeScript.HAN.ordinal();
    private static final int HIRAGANA = UnicodeScript.HIRAGANA.ordinal();
    private static final int KATAKANA = UnicodeScript.KATAKANA.ordinal();

    private Scripts() {}

    static UnicodeScript prevailing(char[] chars) {
        int[] counts = new int[COUNT];
        for (char c : chars) {
            counts[Characters.scriptOrdinal(c)] += Characters.kind(c) == Characters.IDEOGRAM ? SIGN : 1;
        }
        counts[COMMON] = 0;
        counts[INHERITED] = 0;
        counts[UnicodeScript.UNKNOWN.ordinal()] = 0;
        int kana = counts[HIRAGANA] + counts[KATAKANA];
        if (kana * 8 > counts[HAN]) {
            counts[HIRAGANA] += counts[HAN] + counts[KATAKANA];
        }
        int best = COMMON;
        for (int i = 0; i < COUNT; i++) {
            if (counts[i] > counts[best]) {
                best = i;
            }
        }
        return Characters.script(best);
    }
}
