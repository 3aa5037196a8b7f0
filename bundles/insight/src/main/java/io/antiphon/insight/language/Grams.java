package io.antiphon.insight.language;

/**
 * The letters of a text and the hashes of its n-grams. Words are lower-cased and stand between single spaces; an n-gram does not
 * reach over a space, but may begin or end with one. One thread's.
 */
final class Grams {

    /** How many letters of a text are looked at first. */
    static final int FIRST_LETTERS = 90;

    /** How many are looked at if those do not tell. */
    static final int MOST_LETTERS = 600;

    /** How many bits a hash has. */
    static final int BITS = 24;

    private static final int LONGEST = 4;
    private static final int LONGEST_WORD = 24;
    private static final int FEWEST_PLAIN = 4;
    private static final int MOST_UNITS = 4 * MOST_LETTERS;

    private final char[] text = new char[MOST_LETTERS + 2];
    private final boolean[] names = new boolean[MOST_LETTERS + 2];
    private final int[] letters = new int[Script.count()];
    private final int[] hashes = new int[(LONGEST + 1) * (MOST_LETTERS + 2)];
    private int length;
    private int found;
    private boolean sentence;

    /** How many letters of each script the text read last has, by number. */
    int[] letters() {
        return letters;
    }

    int[] hashes() {
        return hashes;
    }

    int found() {
        return found;
    }

    /** Reads so many letters of a text and counts them by script. Addresses, mentions and tags are left out. @return whether there is more */
    boolean read(CharSequence input, int most) {
        java.util.Arrays.fill(letters, 0);
        length = 0;
        sentence = true;
        text[length++] = ' ';
        int end = Math.min(input.length(), MOST_UNITS);
        int at = 0;
        while (at < end && length < most) {
            char c = input.charAt(at);
            if (c <= ' ') {
                space();
                at++;
                continue;
            }
            int stop = at;
            boolean address = c == '@' || c == '#';
            while (stop < end && input.charAt(stop) > ' ') {
                char u = input.charAt(stop++);
                address |= u == '@' && stop - at > 1 || u == '/' && stop - at > 1 && input.charAt(stop - 2) == '/';
            }
            if (!address) {
                word(input, at, stop, most);
            }
            at = stop;
        }
        space();
        return at < end;
    }

    private void word(CharSequence input, int from, int to, int most) {
        names[length - 1] = !sentence && name(input, from, to);
        sentence = ".!?:\u201d\"\u00bb".indexOf(input.charAt(to - 1)) >= 0;
        for (int i = from; i < to && length < most; i++) {
            char c = input.charAt(i);
            int script = Script.of(c);
            if (script != 0) {
                letters[script]++;
                text[length++] = c < 128 ? (char) (c | 0x20) : Character.toLowerCase(c);
            } else if ((c == '\'' || c == '’' || c == 'ʻ' || c == 'ʼ') && i > from && i + 1 < to) {
                text[length++] = '\'';
            } else if (Character.getType(c) == Character.NON_SPACING_MARK || c == 0x200C || c == 0x200D) {
                continue;
            } else {
                space();
            }
        }
        space();
    }

    /** Whether a word that begins no sentence is written as names are: with a capital before small letters. */
    private static boolean name(CharSequence input, int from, int to) {
        return to - from > 1
                && Character.isUpperCase(input.charAt(from))
                && Character.isLowerCase(input.charAt(from + 1));
    }

    private void space() {
        if (text[length - 1] != ' ') {
            names[length] = false;
            text[length++] = ' ';
        }
    }

    /** Hashes the n-grams of the words that have a letter of a script. Names, which look alike in all languages, are left out if enough else is there. */
    void hash(Script script) {
        found = 0;
        boolean single = script == Script.HAN || script == Script.TIBETAN || script == Script.MYANMAR;
        boolean plain = plain(script.ordinal()) >= FEWEST_PLAIN;
        int at = 0;
        while (at + 1 < length) {
            int end = end(at);
            if (!(plain && names[at]) && written(at, end, script.ordinal())) {
                grams(at, end, single);
            }
            at = end;
        }
    }

    private int end(int from) {
        int end = from + 1;
        while (text[end] != ' ') {
            end++;
        }
        return end;
    }

    private boolean written(int from, int to, int script) {
        for (int i = from + 1; i < to; i++) {
            if (Script.of(text[i]) == script) {
                return true;
            }
        }
        return false;
    }

    /** How many letters are in words of a script that are no names. */
    private int plain(int script) {
        int plain = 0;
        int at = 0;
        while (at + 1 < length && plain < FEWEST_PLAIN) {
            int end = end(at);
            if (!names[at] && written(at, end, script)) {
                plain += end - at - 1;
            }
            at = end;
        }
        return plain;
    }

    /** Of the word between the spaces at two places. */
    private void grams(int from, int to, boolean single) {
        int whole = 0x3C6EF372;
        for (int i = from; i <= to; i++) {
            int hash = 0x9E3779B9;
            int last = Math.min(i + LONGEST - 1, to);
            for (int j = i; j <= last; j++) {
                hash = (hash ^ text[j]) * 0x01000193;
                hash ^= hash >>> 15;
                if (j > i || single && i > from && i < to) {
                    hashes[found++] = (hash * 0x85EBCA6B) >>> (32 - BITS);
                }
            }
            whole = (whole ^ text[i]) * 0x01000193;
            whole ^= whole >>> 13;
        }
        if (to - from > LONGEST - 1 && to - from < LONGEST_WORD) {
            hashes[found++] = (whole * 0x85EBCA6B) >>> (32 - BITS);
        }
    }
}
