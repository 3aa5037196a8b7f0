package io.antiphon.insight.queries;

/**
 * The words of a text, folded, with their places. A word is a run of letters and digits; in scripts without spaces between words
 * (Chinese, Japanese, Korean, Thai, …) each character is one, and so is each emoji. One thread's; used again and again.
 */
final class Tokens {

    /** How many words of a text are looked at. */
    static final int MOST = 20_000;

    private static final int LONGEST = 63;
    private static final int FEW = 256;

    private char[] letters = new char[8 * FEW];
    private int[] starts = new int[FEW + 1];
    private int[] froms = new int[FEW];
    private int[] tos = new int[FEW];
    private boolean[] cyrillic = new boolean[FEW];
    private boolean[] single = new boolean[FEW];
    private int count;
    private int used;
    private int wordFrom;
    private boolean open;

    int count() {
        return count;
    }

    /** The folded letters of all words, one after the other. */
    char[] letters() {
        return letters;
    }

    /** Where the letters of a word begin. */
    int start(int word) {
        return starts[word];
    }

    /** Where the letters of a word end. */
    int end(int word) {
        return starts[word + 1];
    }

    /** Where in the text a word begins, in UTF-16 units. */
    int from(int word) {
        return froms[word];
    }

    /** Where in the text a word ends. */
    int to(int word) {
        return tos[word];
    }

    /** Whether a word is Cyrillic, and so is compared by its stem. */
    boolean cyrillic(int word) {
        return cyrillic[word];
    }

    /** Whether a word is a character of a script without spaces, or an emoji. */
    boolean single(int word) {
        return single[word];
    }

    String text(int word) {
        return new String(letters, starts[word], starts[word + 1] - starts[word]);
    }

    /** Reads a text. */
    void read(CharSequence text) {
        count = 0;
        used = 0;
        open = false;
        int length = text.length();
        for (int i = 0; i < length && count < MOST; i++) {
            char c = text.charAt(i);
            switch (Folding.kind(c)) {
                case Folding.LETTER -> letter(Folding.folded(c), i);
                case Folding.BREAK -> close(i);
                case Folding.SINGLE -> single(Folding.folded(c), i, i + 1);
                case Folding.SEVERAL -> several(Folding.longer(c), i, i + 1);
                case Folding.VOICING -> voicing(Folding.folded(c), i);
                case Folding.SURROGATE -> i += surrogate(text, i);
                default -> {}
            }
        }
        close(length);
    }

    private void letter(char folded, int at) {
        if (!open) {
            begin(at);
        }
        if (used - starts[count] < LONGEST) {
            cyrillic[count] |= folded >= 'а' && folded <= 'я' || folded >= 'ѐ' && folded <= 'џ';
            put(folded);
        }
    }

    private void begin(int at) {
        if (count + 1 >= froms.length) {
            int more = 2 * froms.length;
            starts = java.util.Arrays.copyOf(starts, more + 1);
            froms = java.util.Arrays.copyOf(froms, more);
            tos = java.util.Arrays.copyOf(tos, more);
            cyrillic = java.util.Arrays.copyOf(cyrillic, more);
            single = java.util.Arrays.copyOf(single, more);
        }
        open = true;
        wordFrom = at;
        starts[count] = used;
        cyrillic[count] = false;
        single[count] = false;
    }

    private void put(char folded) {
        if (used == letters.length) {
            letters = java.util.Arrays.copyOf(letters, 2 * used);
        }
        letters[used++] = folded;
    }

    private void close(int at) {
        if (open) {
            froms[count] = wordFrom;
            tos[count] = at;
            count++;
            starts[count] = used;
            open = false;
        }
    }

    private void single(char folded, int from, int to) {
        close(from);
        begin(from);
        single[count] = true;
        put(folded);
        close(to);
    }

    private void voicing(char mark, int at) {
        if (!open && count > 0 && single[count - 1] && tos[count - 1] == at) {
            letters[used - 1] = Folding.voiced(letters[used - 1], mark);
            tos[count - 1] = at + 1;
        }
    }

    private void several(@org.jspecify.annotations.Nullable String plain, int from, int to) {
        for (int i = 0; plain != null && i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (Folding.kind(c) == Folding.SINGLE) {
                single(c, from, to);
            } else {
                letter(c, from);
            }
        }
    }

    /** @return how many units more than one were read */
    private int surrogate(CharSequence text, int at) {
        int point = Character.codePointAt(text, at);
        if (point < Character.MIN_SUPPLEMENTARY_CODE_POINT) {
            close(at);
            return 0;
        }
        byte kind = Folding.kindOf(point);
        if (kind == Folding.BREAK) {
            close(at);
        } else if (kind == Folding.SINGLE) {
            close(at);
            begin(at);
            single[count] = true;
            put(text.charAt(at));
            put(text.charAt(at + 1));
            close(at + 2);
        } else if (kind == Folding.LETTER) {
            several(Folding.plain(point), at, at + 2);
        }
        return 1;
    }
}
