package io.antiphon.outbound.calendar;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The lines of an iCalendar text: unfolded, and cut into name, parameters and value. */
final class Lines {

    /** A line. @param number where it stands in the text, from 1 */
    record Line(int number, String name, Map<String, String> parameters, String value) {

        /** The value as a text. */
        String text() {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                if (c == '\\' && i + 1 < value.length()) {
                    char escaped = value.charAt(++i);
                    text.append(escaped == 'n' || escaped == 'N' ? '\n' : escaped);
                } else {
                    text.append(c);
                }
            }
            return text.toString();
        }
    }

    private Lines() {}

    static List<Line> of(String text) {
        List<Line> lines = new ArrayList<>();
        String[] raw = text.split("\r\n|\n|\r", -1);
        for (int i = 0; i < raw.length; i++) {
            int number = i + 1;
            StringBuilder whole = new StringBuilder(raw[i]);
            while (i + 1 < raw.length && (raw[i + 1].startsWith(" ") || raw[i + 1].startsWith("\t"))) {
                whole.append(raw[++i].substring(1));
            }
            if (!whole.toString().isBlank()) {
                lines.add(line(number, whole.toString()));
            }
        }
        return lines;
    }

    private static Line line(int number, String whole) {
        int colon = outsideQuotes(whole, ':', 0);
        String head = colon < 0 ? whole : whole.substring(0, colon);
        String value = colon < 0 ? "" : whole.substring(colon + 1);
        Map<String, String> parameters = new LinkedHashMap<>();
        int from = outsideQuotes(head, ';', 0);
        String name = from < 0 ? head : head.substring(0, from);
        while (from >= 0) {
            int to = outsideQuotes(head, ';', from + 1);
            String parameter = head.substring(from + 1, to < 0 ? head.length() : to);
            int equals = parameter.indexOf('=');
            if (equals > 0) {
                parameters.put(
                        parameter.substring(0, equals).toUpperCase(Locale.ROOT),
                        parameter.substring(equals + 1).replace("\"", ""));
            }
            from = to;
        }
        return new Line(number, name.strip().toUpperCase(Locale.ROOT), parameters, value);
    }

    private static int outsideQuotes(String text, char wanted, int from) {
        boolean quoted = false;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == wanted && !quoted) {
                return i;
            }
        }
        return -1;
    }
}
