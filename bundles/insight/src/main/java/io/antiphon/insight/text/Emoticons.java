package io.antiphon.insight.text;

/** Faces made of punctuation, each taken as one of five: {@code :) :( :/ :o <3}. */
final class Emoticons {

    private Emoticons() {}

    /** How long the emoticon is that stands here; 0 if none does. */
    static int length(char[] chars, int at) {
        char c = chars[at];
        if (c != ':' && c != ';' && c != '=' && c != '<') {
            return 0;
        }
        boolean apart = at == 0 || !Characters.isWord(chars[at - 1]) || c != ':' && c != '<';
        if (!apart || at + 1 >= chars.length) {
            return 0;
        }
        if (c == '<') {
            return chars[at + 1] == '3' && free(chars, at + 2) ? 2 : 0;
        }
        int mouth = at + 1;
        if ((chars[mouth] == '-' || chars[mouth] == '\'') && mouth + 1 < chars.length) {
            mouth++;
        }
        if (face(chars[mouth]) == 0) {
            return 0;
        }
        int end = mouth + 1;
        while (end < chars.length && chars[end] == chars[mouth] && chars[mouth] != '/') {
            end++;
        }
        return free(chars, end) ? end - at : 0;
    }

    private static boolean free(char[] chars, int at) {
        return at >= chars.length || !Characters.isWord(chars[at]) && chars[at] != '/';
    }

    /** The one of the five. */
    static String kin(char[] chars, int at, int length) {
        if (chars[at] == '<') {
            return "<3";
        }
        return ":" + face(chars[at + length - 1]);
    }

    private static char face(char mouth) {
        return switch (mouth) {
            case ')', 'd', ']', 'p', '*', '}' -> ')';
            case '(', '[', '{', 'c' -> '(';
            case '/', '\\', '|' -> '/';
            case 'o' -> 'o';
            default -> 0;
        };
    }
}
