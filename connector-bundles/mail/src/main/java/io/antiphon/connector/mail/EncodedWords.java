package io.antiphon.connector.mail;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words of a header that are written in other characters than ASCII (RFC 2047), also as those write them who have not read it. */
final class EncodedWords {

    private static final Pattern WORD =
            Pattern.compile("=\\?([A-Za-z0-9_:.+-]{1,60})(?:\\*[A-Za-z0-9-]*)?\\?([bBqQ])\\?([^?]*)\\?=");
    private static final int HEXADECIMAL = 16;

    private EncodedWords() {}

    /** The text with its encoded words decoded; neighbours in one charset are decoded together, since some split a character. */
    static String decode(String text) {
        if (!text.contains("=?")) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        Matcher word = WORD.matcher(text);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String charset = "";
        int end = 0;
        while (word.find()) {
            String between = text.substring(end, word.start());
            boolean follows = end > 0 && between.isBlank();
            if (!follows || !charset.equalsIgnoreCase(word.group(1))) {
                flush(bytes, charset, out);
                out.append(follows ? "" : between);
            }
            charset = word.group(1);
            bytes.writeBytes(word.group(2).equalsIgnoreCase("b") ? base64(word.group(3)) : quoted(word.group(3)));
            end = word.end();
        }
        flush(bytes, charset, out);
        return out.append(text, end, text.length()).toString();
    }

    private static void flush(ByteArrayOutputStream bytes, String charset, StringBuilder out) {
        out.append(Charsets.decode(bytes.toByteArray(), charset));
        bytes.reset();
    }

    private static byte[] base64(String text) {
        String digits = text.replaceAll("[^A-Za-z0-9+/]", "");
        int whole = digits.length() % 4 == 1 ? digits.length() - 1 : digits.length();
        return Base64.getDecoder().decode(digits.substring(0, whole));
    }

    private static byte[] quoted(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int high = c == '=' && i + 2 < text.length() ? Character.digit(text.charAt(i + 1), HEXADECIMAL) : -1;
            int low = high < 0 ? -1 : Character.digit(text.charAt(i + 2), HEXADECIMAL);
            if (low >= 0) {
                out.write(high * HEXADECIMAL + low);
                i += 2;
            } else if (c == '_') {
                out.write(' ');
            } else if (c < 0x80) {
                out.write(c);
            } else {
                out.writeBytes(String.valueOf(c).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
        }
        return out.toByteArray();
    }
}
