package io.antiphon.outbound.text;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a text can be in a language, judged by its writing only: Russian is not written in Latin letters, nor English in Chinese
 * ones. It cannot tell English from German; that is the work of who writes or of an enricher.
 */
final class Script {

    private static final int FEW = 12;
    private static final double MOST = 0.3;
    private static final Set<UnicodeScript> LATIN = Set.of(UnicodeScript.LATIN);
    private static final Set<UnicodeScript> CYRILLIC = Set.of(UnicodeScript.CYRILLIC);
    private static final Set<UnicodeScript> ARABIC = Set.of(UnicodeScript.ARABIC);
    private static final Map<String, Set<UnicodeScript>> WRITTEN = Map.ofEntries(
            Map.entry("ru", CYRILLIC),
            Map.entry("uk", CYRILLIC),
            Map.entry("be", CYRILLIC),
            Map.entry("bg", CYRILLIC),
            Map.entry("mk", CYRILLIC),
            Map.entry("ar", ARABIC),
            Map.entry("fa", ARABIC),
            Map.entry("ur", ARABIC),
            Map.entry("he", Set.of(UnicodeScript.HEBREW)),
            Map.entry("el", Set.of(UnicodeScript.GREEK)),
            Map.entry("th", Set.of(UnicodeScript.THAI)),
            Map.entry("hi", Set.of(UnicodeScript.DEVANAGARI)),
            Map.entry("ka", Set.of(UnicodeScript.GEORGIAN)),
            Map.entry("hy", Set.of(UnicodeScript.ARMENIAN)),
            Map.entry("zh", Set.of(UnicodeScript.HAN, UnicodeScript.BOPOMOFO)),
            Map.entry("ja", Set.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA)),
            Map.entry("ko", Set.of(UnicodeScript.HANGUL, UnicodeScript.HAN)));
    private static final Set<String> IN_LATIN = Set.of(
            "en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "no", "fi", "pl", "cs", "sk", "sl", "hr", "hu", "ro", "tr",
            "et", "lv", "lt", "vi", "id", "ms", "sq", "ca", "eu", "ga", "is");

    private Script() {}

    /** What is wrong; empty if nothing, if no language is stated, or if the text is too short to tell. */
    static Optional<String> against(String text, String language) {
        Locale stated = Locale.forLanguageTag(language);
        Set<UnicodeScript> expected = expected(stated);
        Map<UnicodeScript, Integer> letters = letters(text);
        int all = letters.values().stream().mapToInt(Integer::intValue).sum();
        if (expected.isEmpty() || all < FEW) {
            return Optional.empty();
        }
        int right = expected.stream().mapToInt(script -> letters.getOrDefault(script, 0)).sum();
        return right >= all * MOST
                ? Optional.empty()
                : Optional.of("it says that it is in " + stated.getDisplayLanguage(Locale.ENGLISH)
                        + ", but it is not written so");
    }

    private static Set<UnicodeScript> expected(Locale stated) {
        if (stated.getScript().equals("Latn")) {
            return LATIN;
        }
        if (stated.getScript().equals("Cyrl")) {
            return CYRILLIC;
        }
        String language = stated.getLanguage();
        return WRITTEN.getOrDefault(language, IN_LATIN.contains(language) ? LATIN : Set.of());
    }

    private static Map<UnicodeScript, Integer> letters(String text) {
        Map<UnicodeScript, Integer> letters = new EnumMap<>(UnicodeScript.class);
        text.codePoints()
                .filter(Character::isLetter)
                .forEach(letter -> letters.merge(UnicodeScript.of(letter), 1, Integer::sum));
        return letters;
    }
}
