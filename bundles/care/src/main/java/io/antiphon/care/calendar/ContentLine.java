package io.antiphon.care.calendar;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One line of an iCalendar text, unfolded: {@code DTSTART;VALUE=DATE:20261225}. */
record ContentLine(int number, String name, Map<String, String> parameters, String value) {

    /** All lines of a text; a line that begins with a blank continues the one before it. */
    static List<ContentLine> read(String text) {
        List<ContentLine> lines = new ArrayList<>();
        StringBuilder whole = new StringBuilder();
        int begun = 0;
        int number = 0;
        for (String line : (text.startsWith("\uFEFF") ? text.substring(1) : text).split("\r\n|\n|\r", -1)) {
            number++;
            if (!line.isEmpty() && (line.charAt(0) == ' ' || line.charAt(0) == '\t')) {
                whole.append(line, 1, line.length());
                continue;
            }
            add(begun, whole, lines);
            whole.setLength(0);
            whole.append(line);
            begun = number;
        }
        add(begun, whole, lines);
        return lines;
    }

    private static void add(int number, CharSequence line, List<ContentLine> to) {
        if (!line.toString().isBlank()) {
            to.add(parse(number, line.toString()));
        }
    }

    private static ContentLine parse(int number, String line) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ';' || c == ':')) {
                parts.add(line.substring(from, i));
                from = i + 1;
                if (c == ':') {
                    return of(number, parts, line.substring(from));
                }
            }
        }
        throw new IllegalArgumentException("line " + number + ": a colon is missing; a line is written NAME:value");
    }

    private static ContentLine of(int number, List<String> parts, String value) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String part : parts.subList(1, parts.size())) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? part : part.substring(0, equals);
            String given = equals < 0 ? "" : part.substring(equals + 1).replace("\"", "");
            parameters.put(name.toUpperCase(Locale.ROOT), given);
        }
        String name = parts.get(0).strip().toUpperCase(Locale.ROOT);
        return new ContentLine(number, name, Map.copyOf(parameters), value);
    }

    /** A parameter in capitals; empty if it is not there. */
    String parameter(String parameter) {
        return parameters.getOrDefault(parameter, "");
    }

    /** The value as a text meant for people. */
    String text() {
        StringBuilder plain = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && i + 1 < value.length()) {
                i++;
                char escaped = value.charAt(i);
                plain.append(escaped == 'n' || escaped == 'N' ? ' ' : escaped);
            } else {
                plain.append(c);
            }
        }
        return plain.toString().strip();
    }

    /** What is wrong with this line. */
    IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException("line " + number + ", " + name + ": " + what);
    }
}
