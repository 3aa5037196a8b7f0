package io.antiphon.connector.mail;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Writes texts into headers so that they stay one field each, whatever somebody put into them. */
final class HeaderText {

    /** Bytes of an encoded word that leave it shorter than 75 characters. */
    private static final int WORD_BYTES = 42;

    private static final int LONGEST = 900;

    private HeaderText() {}

    /** Any text: as it is if ASCII will do, else in encoded words; without line ends and control characters. */
    static String of(String text) {
        String clean = clean(text);
        boolean isPlain = clean.chars().allMatch(c -> c >= ' ' && c < 0x7F) && !clean.contains("=?") && fits(clean);
        return isPlain ? clean : encoded(clean);
    }

    /** A display name, quoted if need be. */
    static String name(String text) {
        String clean = clean(text);
        if (clean.matches("[A-Za-z0-9 !#$%&'*+/=?^_`{|}~-]*") && !clean.contains("=?")) {
            return clean;
        }
        boolean isPlain = clean.chars().allMatch(c -> c >= ' ' && c < 0x7F);
        return isPlain ? '"' + clean.replace("\\", "\\\\").replace("\"", "\\\"") + '"' : encoded(clean);
    }

    private static boolean fits(String text) {
        return text.length() < LONGEST;
    }

    private static String clean(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]+", " ").strip();
        return line.length() <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, line.codePointCount(0, LONGEST) - 1));
    }

    private static String encoded(String text) {
        StringBuilder out = new StringBuilder();
        StringBuilder word = new StringBuilder();
        int bytes = 0;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            String character = Character.toString(point);
            int more = character.getBytes(StandardCharsets.UTF_8).length;
            if (bytes + more > WORD_BYTES) {
                word(word, out);
                bytes = 0;
            }
            word.append(character);
            bytes += more;
            i += Character.charCount(point);
        }
        word(word, out);
        return out.toString();
    }

    private static void word(StringBuilder word, StringBuilder out) {
        String digits = Base64.getEncoder().encodeToString(word.toString().getBytes(StandardCharsets.UTF_8));
        out.append(out.isEmpty() ? "" : "\r\n ")
                .append("=?UTF-8?B?")
                .append(digits)
                .append("?=");
        word.setLength(0);
    }
}
