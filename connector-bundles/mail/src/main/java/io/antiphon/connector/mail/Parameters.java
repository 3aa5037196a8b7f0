package io.antiphon.connector.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The value of a header such as Content-Type and its parameters, continued and encoded ones (RFC 2231) put together.
 *
 * @param value what stands before the first semicolon, in lower case
 * @param all parameters by lower-case name
 */
record Parameters(String value, Map<String, String> all) {

    private static final Pattern PARAMETER =
            Pattern.compile(";\\s*([^\\s=;\"]{1,80})\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*+)\"?|([^;]*))");
    private static final Pattern NAME = Pattern.compile("(.+?)(?:\\*(\\d{1,4}))?(\\*)?");
    private static final int MOST = 200;
    private static final int HEXADECIMAL = 16;

    static Parameters of(String header) {
        int semicolon = header.indexOf(';');
        String value = semicolon < 0 ? header : header.substring(0, semicolon);
        Map<String, String> plain = new LinkedHashMap<>();
        Map<String, TreeMap<Integer, String>> continued = new LinkedHashMap<>();
        Matcher parameter = PARAMETER.matcher(header);
        for (int count = 0; count < MOST && parameter.find(); count++) {
            String text = parameter.group(2) != null
                    ? parameter.group(2).replaceAll("\\\\(.)", "$1")
                    : parameter.group(3).strip();
            Matcher name = NAME.matcher(parameter.group(1).toLowerCase(Locale.ROOT));
            if (name.matches() && (name.group(2) != null || name.group(3) != null)) {
                int part = name.group(2) == null ? 0 : Integer.parseInt(name.group(2));
                continued
                        .computeIfAbsent(name.group(1), key -> new TreeMap<>())
                        .putIfAbsent(part, (name.group(3) == null ? "-" : "%") + text);
            } else {
                plain.putIfAbsent(parameter.group(1).toLowerCase(Locale.ROOT), EncodedWords.decode(text));
            }
        }
        continued.forEach((name, parts) -> plain.put(name, joined(parts)));
        return new Parameters(value.strip().toLowerCase(Locale.ROOT), plain);
    }

    String get(String name) {
        return all.getOrDefault(name, "");
    }

    /** The parts in order; those marked % are escaped, and the first of them says in which charset. */
    private static String joined(TreeMap<Integer, String> parts) {
        String charset = "";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Map.Entry<Integer, String> part : parts.entrySet()) {
            String text = part.getValue().substring(1);
            if (part.getValue().charAt(0) != '%') {
                bytes.writeBytes(text.getBytes(Charsets.find(charset).orElse(StandardCharsets.UTF_8)));
                continue;
            }
            String[] stated = part.getKey() == 0 ? text.split("'", 3) : new String[0];
            if (stated.length == 3) {
                charset = stated[0];
                text = stated[2];
            }
            unescape(text, bytes);
        }
        return Charsets.decode(bytes.toByteArray(), charset);
    }

    private static void unescape(String text, ByteArrayOutputStream out) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int high = c == '%' && i + 2 < text.length() ? Character.digit(text.charAt(i + 1), HEXADECIMAL) : -1;
            int low = high < 0 ? -1 : Character.digit(text.charAt(i + 2), HEXADECIMAL);
            if (low >= 0) {
                out.write(high * HEXADECIMAL + low);
                i += 2;
            } else {
                out.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
