package io.antiphon.insight.text;

import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is read of one text, once, and shared by all that understand something of it: parts are made when asked for first.
 * Offsets are UTF-16 units of the text as given. Of a long text the first {@link #MOST} units are read. Thread-safe; the arrays
 * it shows are to be read only.
 */
public final class Reading {

    /** How many units of a text are read. */
    public static final int MOST = 16_384;

    /** What nothing says. */
    public static final Reading EMPTY = new Reading("");

    private static final int UNASKED = 1 << 31;

    private final String text;
    private final char[] chars;
    // Two threads may make a part at once: both make the same.
    private volatile @Nullable Tokens tokens;
    private volatile @Nullable Segments segments;
    private volatile @Nullable UnicodeScript script;
    private volatile int spoken = UNASKED;
    private volatile Object[] parts = {};

    private Reading(String text) {
        this.text = text;
        int length = Math.min(text.length(), MOST);
        if (length < text.length() && Character.isHighSurrogate(text.charAt(length - 1))) {
            length--;
        }
        char[] normal = new char[length];
        text.getChars(0, length, normal, 0);
        for (int i = 0; i < length; i++) {
            normal[i] = Characters.normal(normal[i]);
        }
        this.chars = normal;
    }

    /** Reads a text. */
    public static Reading of(String text) {
        return text.isEmpty() ? EMPTY : new Reading(text);
    }

    /** The text as given. */
    public String text() {
        return text;
    }

    /** The units read, each by {@link Characters#normal}: a place here is the same place in the text. */
    public char[] chars() {
        return chars;
    }

    /** Whether the unit at a place is an upper-case letter in the text as given. */
    public boolean isUpper(int at) {
        char c = text.charAt(at);
        return c != chars[at] && Character.isUpperCase(c);
    }

    /** The tokens. */
    public Tokens tokens() {
        Tokens made = tokens;
        if (made == null) {
            made = Tokenizer.cut(chars);
            tokens = made;
        }
        return made;
    }

    /** The clauses. */
    public Segments segments() {
        Segments made = segments;
        if (made == null) {
            made = Segments.cut(chars, tokens());
            segments = made;
        }
        return made;
    }

    /** The script most letters are of; {@link UnicodeScript#COMMON} if there are none. Japanese is told by its kana. */
    public UnicodeScript script() {
        UnicodeScript made = script;
        if (made == null) {
            made = Scripts.prevailing(chars);
            script = made;
        }
        return made;
    }

    /** The {@link CommonWords#languages languages} whose frequent words come most, as a mask; 0 if none do. */
    public int spoken() {
        int made = spoken;
        if (made == UNASKED) {
            made = CommonWords.spoken(tokens());
            spoken = made;
        }
        return made;
    }

    /** A part that somebody else makes of the text, once for all who ask for that type. */
    public <T> T part(Class<T> type, Function<Reading, T> make) {
        for (Object part : parts) {
            if (type.isInstance(part)) {
                return type.cast(part);
            }
        }
        T made = make.apply(this);
        Object[] before = parts;
        Object[] after = Arrays.copyOf(before, before.length + 1);
        after[before.length] = made;
        parts = after;
        return made;
    }
}
