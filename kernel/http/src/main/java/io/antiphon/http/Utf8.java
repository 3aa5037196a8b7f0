package io.antiphon.http;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Strict UTF-8: no overlong forms, no surrogates, nothing behind U+10FFFF. */
final class Utf8 {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long BACKSLASHES = 0x5c5c5c5c5c5c5c5cL;
    private static final int LAST_PLAIN = 0xd7ff;

    private Utf8() {}

    /** The place of the first byte that is not UTF-8; -1 if there is none. */
    static int malformed(byte[] bytes) {
        int i = 0;
        while (i < bytes.length) {
            while (i + 8 <= bytes.length && ((long) LONGS.get(bytes, i) & HIGH_BITS) == 0) {
                i += 8;
            }
            if (i == bytes.length) {
                return -1;
            }
            int length = sequence(bytes, i);
            if (length == 0) {
                return i;
            }
            i += length;
        }
        return -1;
    }

    /** The length of the sequence at a place; 0 if it is malformed. */
    private static int sequence(byte[] bytes, int at) {
        int first = bytes[at] & 0xff;
        if (first < 0x80) {
            return 1;
        }
        int length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
        if (length == 0 || at + length > bytes.length) {
            return 0;
        }
        int second = bytes[at + 1] & 0xff;
        int least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
        int most = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
        if (second < least || second > most) {
            return 0;
        }
        for (int i = at + 2; i < at + length; i++) {
            if ((bytes[i] & 0xc0) != 0x80) {
                return 0;
            }
        }
        return length;
    }

    /**
     * Whether JSON holds an escape such as {@code \\u0000}. Only by one can well-formed UTF-8 come to mean U+0000 or half of a
     * surrogate pair.
     */
    static boolean hasEscapes(byte[] json) {
        int i = 0;
        for (; i + 8 <= json.length; i += 8) {
            long differing = (long) LONGS.get(json, i) ^ BACKSLASHES;
            boolean backslash = ((differing - LOW_BITS) & ~differing & HIGH_BITS) != 0;
            if (backslash && hasEscape(json, i, i + 8)) {
                return true;
            }
        }
        return hasEscape(json, i, json.length);
    }

    private static boolean hasEscape(byte[] json, int from, int to) {
        for (int i = from; i < to; i++) {
            if (json[i] == '\\' && i + 1 < json.length && json[i + 1] == 'u') {
                return true;
            }
        }
        return false;
    }

    /** Whether a text can be stored: it holds no U+0000 and no half of a surrogate pair. */
    static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((char) (c - 1) < LAST_PLAIN) {
                continue;
            }
            if (c == 0) {
                return false;
            }
            if (Character.isSurrogate(c)) {
                if (c > Character.MAX_HIGH_SURROGATE
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /** The text with U+FFFD for each half of a surrogate pair that stands alone. */
    static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return mended(text);
            }
        }
        return text;
    }

    private static String mended(String text) {
        StringBuilder mended = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xfffd : c)
                .forEach(mended::appendCodePoint);
        return mended.toString();
    }
}
