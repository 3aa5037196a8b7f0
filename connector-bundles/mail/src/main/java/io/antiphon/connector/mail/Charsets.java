package io.antiphon.connector.mail;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Turns bytes into characters, whatever their charset is called and even if nothing or nonsense is said about it. */
final class Charsets {

    private static final Charset WINDOWS = Charset.forName("windows-1252");

    /** Names in use that Java does not know, and charsets whose name is used for a larger one. */
    private static final Map<String, String> USED_FOR = Map.ofEntries(
            Map.entry("iso-8859-1", "windows-1252"),
            Map.entry("latin1", "windows-1252"),
            Map.entry("iso-8859-9", "windows-1254"),
            Map.entry("gb2312", "GB18030"),
            Map.entry("gbk", "GB18030"),
            Map.entry("utf8", "UTF-8"),
            Map.entry("utf-8mb4", "UTF-8"),
            Map.entry("unicode", "UTF-16"),
            Map.entry("iso-8859-8-i", "ISO-8859-8"),
            Map.entry("iso-8859-8-e", "ISO-8859-8"),
            Map.entry("iso-8859-6-i", "ISO-8859-6"),
            Map.entry("ks_c_5601-1987", "x-windows-949"),
            Map.entry("euc-kr", "x-windows-949"),
            Map.entry("shift_jis", "windows-31j"),
            Map.entry("ansi", "windows-1252"),
            Map.entry("cp-1251", "windows-1251"),
            Map.entry("win-1251", "windows-1251"),
            Map.entry("koi8r", "KOI8-R"));

    private Charsets() {}

    /** The charset of a name; empty if nobody knows it, or if it is so small that the name says nothing. */
    static Optional<Charset> find(String name) {
        String plain = name.strip().replaceAll("^[\"']|[\"']$", "").toLowerCase(Locale.ROOT);
        if (plain.isEmpty() || plain.equals("us-ascii") || plain.equals("ascii") || plain.equals("ansi_x3.4-1968")) {
            return Optional.empty();
        }
        try {
            String known = USED_FOR.getOrDefault(plain, plain);
            return Charset.isSupported(known) ? Optional.of(Charset.forName(known)) : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** The text in a charset of that name; without a known one as {@link #guess}. */
    static String decode(byte[] bytes, String charset) {
        return find(charset).map(known -> new String(bytes, known)).orElseGet(() -> guess(bytes, WINDOWS));
    }

    /** The text in UTF-8 if it is valid, else in another charset. */
    static String guess(byte[] bytes, Charset otherwise) {
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return text.toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(bytes, otherwise);
        }
    }

    static Charset windows() {
        return WINDOWS;
    }
}
