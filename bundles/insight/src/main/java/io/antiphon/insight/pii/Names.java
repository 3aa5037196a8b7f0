package io.antiphon.insight.pii;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Finds people's names where it is sure that they are: after words that introduce one, after a title, and the name of who gives the
 * text, where it is known. A name by itself is not looked for: too many are words as well.
 */
final class Names {

    private static final List<String> INTRODUCED = List.of(
            "my name is ",
            "name's ",
            "i am called ",
            "mein name ist ",
            "ich heiße ",
            "je m'appelle ",
            "je m’appelle ",
            "mon nom est ",
            "me llamo ",
            "mi nombre es ",
            "meu nome é ",
            "me chamo ",
            "mi chiamo ",
            "mijn naam is ",
            "ik heet ",
            "nazywam się ",
            "меня зовут ",
            "моё имя ",
            "мое имя ",
            "benim adım ",
            "adım ",
            "jag heter ",
            "mit navn er ",
            "nimeni on ",
            "jmenuji se ");
    private static final List<String> TITLES = List.of(
            "mr. ",
            "mrs. ",
            "ms. ",
            "miss ",
            "dr. ",
            "prof. ",
            "mr ",
            "mrs ",
            "ms ",
            "herr ",
            "frau ",
            "mme ",
            "monsieur ",
            "madame ",
            "señor ",
            "señora ",
            "sr. ",
            "sra. ",
            "signor ",
            "signora ",
            "mevrouw ",
            "meneer ",
            "г-н ",
            "г-жа ",
            "господин ",
            "госпожа ");
    private static final Map<Character, List<String>> BY_FIRST = byFirst(INTRODUCED);
    private static final Map<Character, List<String>> TITLES_BY_FIRST = byFirst(TITLES);
    private static final List<String> HAN = List.of("我叫", "我的名字是", "我是叫");
    private static final int MOST_WORDS = 3;
    private static final int MOST_WORD = 30;
    private static final int SHORTEST_GIVER = 3;
    private static final double AFTER_WORDS = 0.9;
    private static final double AFTER_TITLE = 0.9;

    private static final int LONGEST_HAN = 3;
    private static final double AFTER_HAN = 0.7;

    private Names() {}

    private static Map<Character, List<String>> byFirst(List<String> words) {
        return words.stream().collect(Collectors.groupingBy(each -> each.charAt(0)));
    }

    static void find(String text, String giver, List<Found> found) {
        boolean before = false;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            boolean letter = Character.isLetter(c);
            if (letter && !before) {
                introduced(text, at, c, found);
            } else if (c == '我') {
                han(text, at, found);
            }
            before = letter;
        }
        giver(text, giver.strip(), found);
    }

    private static void introduced(String text, int at, char first, List<Found> found) {
        char lower = Character.toLowerCase(first);
        for (String words : BY_FIRST.getOrDefault(lower, List.of())) {
            if (text.regionMatches(true, at, words, 0, words.length())) {
                add(text, at + words.length(), MOST_WORDS, AFTER_WORDS, found);
            }
        }
        if (lower != first) {
            for (String title : TITLES_BY_FIRST.getOrDefault(lower, List.of())) {
                if (text.regionMatches(true, at, title, 0, title.length())) {
                    add(text, at + title.length(), MOST_WORDS, AFTER_TITLE, found);
                }
            }
        }
    }

    private static void han(String text, int at, List<Found> found) {
        for (String words : HAN) {
            if (text.startsWith(words, at)) {
                int from = at + words.length();
                int to = from;
                while (to < text.length() && to - from < LONGEST_HAN && Character.isIdeographic(text.charAt(to))) {
                    to++;
                }
                if (to - from >= 2) {
                    found.add(new Found(Found.NAME, "", from, to, AFTER_HAN));
                }
            }
        }
    }

    /** Adds up to so many words that begin with a capital. */
    private static void add(String text, int from, int most, double confidence, List<Found> found) {
        int at = from;
        int to = from;
        for (int word = 0; word < most; word++) {
            int end = word(text, at);
            if (end < 0) {
                break;
            }
            to = end;
            if (end >= text.length() || text.charAt(end) != ' ') {
                break;
            }
            at = end + 1;
        }
        if (to > from) {
            found.add(new Found(Found.NAME, "", from, to, confidence));
        }
    }

    /** Where a word that begins with a capital ends, an initial with its dot; -1 if there is none. */
    private static int word(String text, int from) {
        if (from >= text.length() || !Character.isUpperCase(text.charAt(from))) {
            return -1;
        }
        int to = from;
        while (to < text.length() && to - from < MOST_WORD && part(text, to)) {
            to++;
        }
        boolean initial = to - from == 1 && to < text.length() && text.charAt(to) == '.';
        return initial ? to + 1 : to;
    }

    private static boolean part(String text, int at) {
        char c = text.charAt(at);
        boolean joins = (c == '-' || c == '\'' || c == '’')
                && at + 1 < text.length()
                && Character.isLetter(text.charAt(at + 1));
        return Character.isLetter(c)
                || Character.getType(c) == Character.NON_SPACING_MARK
                || joins && !text.startsWith("'s ", at) && !text.startsWith("’s ", at);
    }

    private static void giver(String text, String giver, List<Found> found) {
        int length = giver.length();
        if (length < SHORTEST_GIVER) {
            return;
        }
        char upper = Character.toUpperCase(giver.charAt(0));
        for (int at = 0; at + length <= text.length(); at++) {
            if (Character.toUpperCase(text.charAt(at)) == upper
                    && Characters.free(text, at)
                    && Characters.ends(text, at + length)
                    && text.regionMatches(true, at, giver, 0, length)) {
                found.add(new Found(Found.NAME, "giver", at, at + length, 1));
            }
        }
    }
}
