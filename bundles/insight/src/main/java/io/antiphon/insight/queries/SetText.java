package io.antiphon.insight.queries;

import java.util.ArrayList;
import java.util.List;

/** Writes sets of queries: whole ones, and one query within the text of its set, whose comments and order stay. */
final class SetText {

    private static final String INDENT = "    ";

    private SetText() {}

    /** A set made of queries. */
    static String of(String unit, List<Listed> queries) {
        StringBuilder text = new StringBuilder();
        if (!unit.isEmpty()) {
            text.append("unit: ").append(unit).append('\n');
        }
        for (Listed query : queries) {
            text.append(text.isEmpty() ? "" : "\n").append(block(query));
        }
        return text.toString();
    }

    private static String block(Listed query) {
        StringBuilder block = new StringBuilder(query.name());
        if (!query.topic().isEmpty()) {
            block.append(" -> ").append(query.topic());
        }
        block.append('\n');
        query.text().lines().filter(line -> !line.isBlank()).forEach(line -> block.append(INDENT)
                .append(line.strip())
                .append('\n'));
        return block.toString();
    }

    /** The set's text with a query in the place of the one of its name, or at the end. */
    static String with(String text, Listed query) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        int[] place = place(lines, query.name());
        List<String> block = block(query).lines().toList();
        if (place.length == 0) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.addAll(block);
        } else {
            lines.subList(place[0], place[1]).clear();
            lines.addAll(place[0], block);
        }
        return String.join("\n", lines) + "\n";
    }

    /** The set's text without a query. */
    static String without(String text, String name) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        int[] place = place(lines, name);
        if (place.length == 2) {
            lines.subList(place[0], place[1]).clear();
        }
        return String.join("\n", lines) + "\n";
    }

    /** The first line of a query and the line after its last; empty if it is not there. */
    private static int[] place(List<String> lines, String name) {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith(name) && line.substring(name.length()).matches("\\s*(->.*)?")) {
                return new int[] {i, end(lines, i + 1)};
            }
        }
        return new int[0];
    }

    /** The line after a query's last indented one. Blank lines and comments that no indented line follows are not the query's. */
    private static int end(List<String> lines, int from) {
        int end = from;
        for (int i = from; i < lines.size(); i++) {
            String line = lines.get(i);
            boolean indented = !line.isBlank() && Character.isWhitespace(line.charAt(0));
            if (indented) {
                end = i + 1;
            } else if (!line.isBlank() && line.charAt(0) != '#') {
                return end;
            }
        }
        return end;
    }
}
