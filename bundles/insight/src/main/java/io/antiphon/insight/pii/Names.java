package io.antiphon.insight.pii;

import java.util.List;
import java.util.Locale;

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
            "mr.",
            "mrs.",
            "ms.",
            "miss",
            "dr.",
            "prof.",
            "mr",
            "mrs",
            "ms",
            "herr",
            "frau",
            "mme",
            "monsieur",
            "madame",
            "señor",
            "señora",
            "sr.",
            "sra.",
            "signor",
            "signora",
            "mevrouw",
            "meneer",
            "г-н",
            "г-жа",
            "господин",
            "госпожа");
    private static final List<String> HAN = List.of("我叫", "我的名字是", "我是叫");
    private static final int MOST_WORDS = 3;
    private static final int MOST_WORD = 30;
    private static final int SHORTEST_GIVER = 3;
    private static final double AFTER_WORDS = 0.9;
    private static final double AFTER_TITLE = 0.9;

    private Names() {}

    static void find(String text, String giver, List<Found> found) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.length() != text.length()) {
            return;
        }
        for (String words : INTRODUCED) {
            for (int at = lower.indexOf(words); at >= 0; at = lower.indexOf(words, at + 1)) {
                if (Characters.free(text, at)) {
                    add(text, at + words.length(), MOST_WORDS, AFTER_WORDS, found);
                }
            }
        }
        for (String words : HAN) {
            int at = text.indexOf(words);
            if (at >= 0) {
                int from = at + words.length();
                int to = from;
                while (to < text.length() && to - from < 4 && Character.isIdeographic(text.charAt(to))) {
                    to++;
                }
                if (to - from >= 2) {
                    found.add(new Found(Found.NAME, "", from, Math.min(to, from + 3), 0.7));
                }
            }
        }
        titles(text, lower, found);
        giver(text, lower, giver, found);
    }

    private static void titles(String text, String lower, List<Found> found) {
        int at = 0;
        while (at < text.length()) {
            if (Character.isLetter(text.charAt(at)) && Characters.free(text, at)) {
                int end = at;
                while (end < text.length() && !Character.isWhitespace(text.charAt(end)) && end - at < 12) {
                    end++;
                }
                if (end < text.length()
                        && text.charAt(end) == ' '
                        && Character.isUpperCase(text.charAt(at))
                        && TITLES.contains(lower.substring(at, end))) {
                    add(text, end + 1, MOST_WORDS, AFTER_TITLE, found);
                }
                at = end;
            } else {
                at++;
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

    private static void giver(String text, String lower, String giver, List<Found> found) {
        String sought = giver.strip().toLowerCase(Locale.ROOT);
        if (sought.length() < SHORTEST_GIVER) {
            return;
        }
        for (int at = lower.indexOf(sought); at >= 0; at = lower.indexOf(sought, at + sought.length())) {
            if (Characters.free(text, at) && Characters.ends(text, at + sought.length())) {
                found.add(new Found(Found.NAME, "giver", at, at + sought.length(), 1));
            }
        }
    }
}
