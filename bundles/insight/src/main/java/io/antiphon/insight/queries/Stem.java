package io.antiphon.insight.queries;

/**
 * Cuts the endings of inflection from Russian words, so that all forms of a word compare as one: the endings that may follow the
 * first vowel are taken off in the order verbs, adjectives and nouns wear them. A vowel that comes and goes before a last к or ц
 * (доставок, доставка) is taken out. Words of other languages in Cyrillic lose the same endings, in texts and queries alike.
 */
final class Stem {

    private static final String VOWELS = "аеиоуыэюяіїє";
    private static final int SHORTEST = 2;

    private static final String[][] GERUND_AFTER_A = byLast("в", "вши", "вшись");
    private static final String[][] GERUND = byLast("ив", "ивши", "ившись", "ыв", "ывши", "ывшись");
    private static final String[][] ADJECTIVE = byLast(
            "ее", "ие", "ые", "ое", "ими", "ыми", "ей", "ий", "ый", "ой", "ем", "им", "ым", "ом", "его", "ого", "ему",
            "ому", "их", "ых", "ую", "юю", "ая", "яя", "ою", "ею");
    private static final String[][] PARTICIPLE_AFTER_A = byLast("ем", "нн", "вш", "ющ", "щ");
    private static final String[][] PARTICIPLE = byLast("ивш", "ывш", "ующ");
    private static final String[][] REFLEXIVE = byLast("ся", "сь");
    private static final String[][] VERB_AFTER_A = byLast(
            "ла", "на", "ете", "йте", "ли", "й", "л", "ем", "н", "ло", "но", "ет", "ют", "ны", "ть", "ешь", "нно");
    private static final String[][] VERB = byLast(
            "ила", "ыла", "ена", "ейте", "уйте", "ите", "или", "ыли", "ей", "уй", "ил", "ыл", "им", "ым", "ен", "ило",
            "ыло", "ено", "ят", "ует", "уют", "ит", "ыт", "ены", "ить", "ыть", "ишь", "ую", "ю");
    private static final String[][] VERB_AFTER_N = byLast("уть", "ул", "ула", "уло", "ули");
    private static final String[][] NOUN = byLast(
            "а", "ев", "ов", "ие", "ье", "е", "иями", "ями", "ами", "еи", "ии", "и", "ией", "ей", "ой", "ий", "й",
            "иям", "ям", "ием", "ем", "ам", "ом", "о", "у", "ах", "иях", "ях", "ы", "ь", "ию", "ью", "ю", "ия", "ья",
            "я");
    private static final String[][] SUPERLATIVE = byLast("ейш", "ейше");
    private static final String[][] NOUN_OF_QUALITY = byLast("ост", "ость");

    private Stem() {}

    /** Endings by their last letter, longest first. */
    private static String[][] byLast(String... endings) {
        String[][] table = new String[32][0];
        for (String ending : endings) {
            int last = ending.charAt(ending.length() - 1) - 'а';
            String[] more = java.util.Arrays.copyOf(table[last], table[last].length + 1);
            more[more.length - 1] = ending;
            java.util.Arrays.sort(
                    more, java.util.Comparator.comparingInt(String::length).reversed());
            table[last] = more;
        }
        return table;
    }

    /**
     * Where the stem of a word ends; its last letters may be changed in place.
     *
     * @param letters folded
     */
    static int end(char[] letters, int from, int to) {
        int first = from;
        while (first < to && !vowel(letters[first])) {
            first++;
        }
        int region = Math.max(first + 1, from + SHORTEST);
        if (region >= to) {
            return to;
        }
        int end = inflected(letters, region, to);
        if (end > region && letters[end - 1] == 'и') {
            end--;
        }
        end = without(NOUN_OF_QUALITY, letters, Math.max(region, second(letters, region, end)), end);
        if (end - 2 >= region && letters[end - 1] == 'н' && letters[end - 2] == 'н') {
            return end - 1;
        }
        int shorter = without(SUPERLATIVE, letters, region, end);
        if (shorter < end) {
            return shorter - 2 >= region && letters[shorter - 1] == 'н' && letters[shorter - 2] == 'н'
                    ? shorter - 1
                    : shorter;
        }
        if (end > region && letters[end - 1] == 'ь') {
            end--;
        }
        return fleeting(letters, from, end);
    }

    private static int inflected(char[] letters, int region, int to) {
        int end = after('а', 'я', GERUND_AFTER_A, letters, region, to);
        end = end < to ? end : without(GERUND, letters, region, to);
        if (end < to) {
            return end;
        }
        int base = without(REFLEXIVE, letters, region, to);
        end = without(ADJECTIVE, letters, region, base);
        if (end < base) {
            int participle = without(PARTICIPLE, letters, region, end);
            return participle < end ? participle : after('а', 'я', PARTICIPLE_AFTER_A, letters, region, end);
        }
        end = without(VERB, letters, region, base);
        end = end < base ? end : after('а', 'я', VERB_AFTER_A, letters, region, base);
        end = end < base ? end : after('н', 'н', VERB_AFTER_N, letters, region, base);
        return end < base ? end : without(NOUN, letters, region, base);
    }

    /** Where the second region of a word begins: after the next vowel but for the first, and the consonant that follows it. */
    private static int second(char[] letters, int region, int end) {
        int at = region;
        while (at < end && vowel(letters[at])) {
            at++;
        }
        while (at < end && !vowel(letters[at])) {
            at++;
        }
        while (at < end && vowel(letters[at])) {
            at++;
        }
        at = at < end ? at + 1 : end;
        return at;
    }

    private static int without(String[][] endings, char[] letters, int region, int end) {
        int last = end > region ? letters[end - 1] - 'а' : -1;
        if (last >= 0 && last < endings.length) {
            for (String ending : endings[last]) {
                if (ends(ending, letters, region, end)) {
                    return end - ending.length();
                }
            }
        }
        return end;
    }

    /** Takes off an ending that follows one of two letters. */
    private static int after(char one, char other, String[][] endings, char[] letters, int region, int end) {
        int last = end > region ? letters[end - 1] - 'а' : -1;
        if (last >= 0 && last < endings.length) {
            for (String ending : endings[last]) {
                int before = end - ending.length() - 1;
                if (before >= region - 1
                        && before >= 0
                        && (letters[before] == one || letters[before] == other)
                        && ends(ending, letters, region, end)) {
                    return end - ending.length();
                }
            }
        }
        return end;
    }

    private static boolean ends(String ending, char[] letters, int region, int end) {
        int length = ending.length();
        if (end - length < region) {
            return false;
        }
        for (int i = 2; i <= length; i++) {
            if (letters[end - i] != ending.charAt(length - i)) {
                return false;
            }
        }
        return true;
    }

    private static int fleeting(char[] letters, int from, int end) {
        if (end - from < 4 || vowel(letters[end - 3])) {
            return end;
        }
        char vowel = letters[end - 2];
        char last = letters[end - 1];
        boolean fleeting =
                last == 'к' && (vowel == 'о' || vowel == 'е') && end - from > 4 || last == 'ц' && vowel == 'е';
        if (!fleeting) {
            return end;
        }
        letters[end - 2] = last;
        return end - 1;
    }

    private static boolean vowel(char letter) {
        return VOWELS.indexOf(letter) >= 0;
    }
}
