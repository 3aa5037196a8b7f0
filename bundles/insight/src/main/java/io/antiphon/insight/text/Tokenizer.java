package io.antiphon.insight.text;

/** Cuts normalised characters into tokens in one pass. For one use. */
final class Tokenizer {

    private static final long ADDRESS_HASH = Hash.of("http");

    private final char[] chars;
    private final Tokens tokens;
    private int at;

    private Tokenizer(char[] chars) {
        this.chars = chars;
        this.tokens = new Tokens(chars.length / 4 + 8);
    }

    static Tokens cut(char[] chars) {
        Tokenizer tokenizer = new Tokenizer(chars);
        while (tokenizer.at < chars.length) {
            tokenizer.next();
        }
        return tokenizer.tokens;
    }

    private void next() {
        char c = chars[at];
        switch (Characters.kind(c)) {
            case Characters.LETTER, Characters.DIGIT -> word(at, Tokens.WORD);
            case Characters.IDEOGRAM -> one(Tokens.IDEOGRAM);
            case Characters.PUNCTUATION -> punctuation(c);
            case Characters.SYMBOL -> symbol(c);
            case Characters.OTHER -> pair(c);
            default -> at++;
        }
    }

    private void one(byte kind) {
        tokens.add(at, at + 1, kind, Hash.of(chars, at, at + 1));
        at++;
    }

    /** A word that starts with letters; what stands before them, from {@code start}, belongs to the token. */
    private void word(int start, byte kind) {
        int first = at;
        if (isAddress()) {
            address(start);
            return;
        }
        boolean digits = true;
        int i = at;
        while (i < chars.length) {
            byte is = Characters.kind(chars[i]);
            if (is == Characters.LETTER || is == Characters.JOINED) {
                digits = digits && is == Characters.JOINED;
            } else if (is != Characters.DIGIT && !joins(i, first, digits)) {
                break;
            }
            i++;
        }
        at = i;
        boolean number = digits && kind == Tokens.WORD;
        tokens.add(start, i, number ? Tokens.NUMBER : kind, Hash.of(chars, first, i));
        if (i < chars.length && chars[i] == '\'' && i + 1 < chars.length && isLetter(i + 1)) {
            at = i + 1; // an elided article: l'hôtel is two words
        }
    }

    /** Whether the mark at a place stands within a word or a number. */
    private boolean joins(int i, int first, boolean digits) {
        char c = chars[i];
        if (i + 1 >= chars.length) {
            return false;
        }
        if (digits) {
            return (c == '.' || c == ',') && Characters.kind(chars[i + 1]) == Characters.DIGIT;
        }
        return c == '\'' && isLetter(i + 1) && !elides(i, first) && !owns(i)
                || c == '_' && Characters.isWord(chars[i + 1]);
    }

    private boolean elides(int apostrophe, int first) {
        int before = apostrophe - first;
        boolean isShort = before <= 2 || chars[apostrophe - 1] == 'l' && chars[apostrophe - 2] == 'l';
        return isShort && isLetter(apostrophe + 2) && isLetter(apostrophe + 3);
    }

    /** Whether the apostrophe begins the ending of Ada's. */
    private boolean owns(int apostrophe) {
        return chars[apostrophe + 1] == 's' && !isLetter(apostrophe + 2);
    }

    private boolean isLetter(int i) {
        return i < chars.length && Characters.kind(chars[i]) == Characters.LETTER;
    }

    private boolean isAddress() {
        char c = chars[at];
        return c == 'h' && (starts("http://") || starts("https://")) || c == 'w' && starts("www.");
    }

    private boolean starts(String with) {
        if (at + with.length() > chars.length) {
            return false;
        }
        for (int i = 0; i < with.length(); i++) {
            if (chars[at + i] != with.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void address(int start) {
        int i = at;
        while (i < chars.length && chars[i] > ' ' && chars[i] != '"' && chars[i] != '<' && chars[i] != '>') {
            if (Characters.kind(chars[i]) == Characters.IDEOGRAM) {
                break;
            }
            i++;
        }
        while (i > at && ".,;:!?)'".indexOf(chars[i - 1]) >= 0) {
            i--;
        }
        tokens.add(start, i, Tokens.ADDRESS, ADDRESS_HASH);
        at = i;
    }

    private void punctuation(char c) {
        boolean free = at == 0 || !Characters.isWord(chars[at - 1]);
        if ((c == '@' || c == '#') && free && at + 1 < chars.length) {
            byte after = Characters.kind(chars[at + 1]);
            if (after == Characters.LETTER || after == Characters.IDEOGRAM) {
                byte kind = c == '@' ? Tokens.MENTION : Tokens.HASHTAG;
                at++;
                if (after == Characters.LETTER) {
                    word(at - 1, kind);
                } else {
                    run(kind);
                }
                return;
            }
        }
        if (!emoticon()) {
            repeated(c, Tokens.PUNCTUATION);
        }
    }

    /** The signs after a # or @ up to the next blank, sign or punctuation mark. */
    private void run(byte kind) {
        int i = at;
        while (i < chars.length && Characters.isWord(chars[i])) {
            i++;
        }
        tokens.add(at - 1, i, kind, Hash.of(chars, at, i));
        at = i;
    }

    private void repeated(char c, byte kind) {
        int i = at + 1;
        while (i < chars.length && chars[i] == c) {
            i++;
        }
        tokens.add(at, i, kind, Hash.of(chars, at, at + 1));
        at = i;
    }

    private boolean emoticon() {
        int length = Emoticons.length(chars, at);
        if (length > 0) {
            tokens.add(at, at + length, Tokens.EMOJI, Hash.of(Emoticons.kin(chars, at, length)));
            at += length;
        }
        return length > 0;
    }

    private void symbol(char c) {
        if (emoticon()) {
            return;
        }
        if (c < 0x2000) {
            repeated(c, Tokens.PUNCTUATION); // currency, mathematics
        } else {
            emoji(at + 1, c);
        }
    }

    /** What is outside the basic plane. */
    private void pair(char c) {
        if (!Character.isHighSurrogate(c) || at + 1 >= chars.length || !Character.isLowSurrogate(chars[at + 1])) {
            at++;
            return;
        }
        int point = Character.toCodePoint(c, chars[at + 1]);
        if (Character.isIdeographic(point)) {
            tokens.add(at, at + 2, Tokens.IDEOGRAM, Hash.of(chars, at, at + 2));
            at += 2;
        } else if (Character.isLetterOrDigit(point)) {
            int i = at;
            while (i + 1 < chars.length
                    && Character.isSurrogatePair(chars[i], chars[i + 1])
                    && Character.isLetterOrDigit(Character.toCodePoint(chars[i], chars[i + 1]))) {
                i += 2;
            }
            tokens.add(at, i, Tokens.WORD, Hash.of(chars, at, i));
            at = i;
        } else {
            emoji(at + 2, point);
        }
    }

    /** An emoji whose first code point ends before {@code after}, with what modifies or extends it. */
    private void emoji(int after, int point) {
        int i = after;
        while (i < chars.length) {
            char c = chars[i];
            if (c >= '\uFE00' && c <= '\uFE0F') {
                i++;
            } else if (c == '\u200D' && i + 1 < chars.length) {
                i += Character.isHighSurrogate(chars[i + 1]) && i + 2 < chars.length ? 3 : 2;
            } else if (c == '\uD83C' && i + 1 < chars.length && chars[i + 1] >= '\uDFFB' && chars[i + 1] <= '\uDFFF') {
                i += 2; // a skin's colour
            } else {
                break;
            }
        }
        tokens.add(at, i, Tokens.EMOJI, Hash.of(Character.toString(point)));
        at = i;
    }
}
