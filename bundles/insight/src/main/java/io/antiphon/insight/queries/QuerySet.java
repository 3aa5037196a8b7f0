package io.antiphon.insight.queries;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A set of queries, as its file says. A line that is not indented names a query, {@code NAME} or {@code NAME -> TOPIC}; the indented lines
 * below it are its text. {@code unit: PATH} before the first query makes the set hear that unit only. {@code #} begins a comment.
 *
 * @param name the set's
 * @param unit the path of the unit it hears; empty for all
 * @param queries those that can be read
 * @param faults what is wrong
 * @param version what the set is made of, in 12 characters
 */
record QuerySet(
        String name,
        String unit,
        List<Listed> queries,
        Map<String, Expression> expressions,
        List<SetFault> faults,
        String version) {

    /** The most queries of a set. */
    static final int MOST = 20_000;

    /** The most faults told of a set. */
    static final int MOST_FAULTS = 100;

    /** How the name of a set or a query looks. */
    static final String NAME = "[a-z0-9][a-z0-9._-]{0,99}";

    private static final String TOPIC = "[^\\s](?:.{0,198}[^\\s])?";
    private static final String UNIT = "unit:";

    /** Reads a set. What is wrong is among its faults. */
    static QuerySet read(String name, String text) {
        return new Reader(name).read(text);
    }

    /** The set without the queries in which a character stands, and with more faults. */
    QuerySet without(char character, List<SetFault> more) {
        List<Listed> left = queries.stream()
                .filter(query -> query.text().indexOf(character) < 0)
                .toList();
        Map<String, Expression> kept = new TreeMap<>();
        left.forEach(query -> kept.computeIfAbsent(query.name(), expressions::get));
        List<SetFault> all = new ArrayList<>(more);
        all.addAll(faults);
        return new QuerySet(name, unit, left, Map.copyOf(kept), List.copyOf(all), version);
    }

    /** What a text is, in 12 characters. */
    static String version(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Goes through the lines. */
    private static final class Reader {

        private final String set;
        private final List<Listed> queries = new ArrayList<>();
        private final Map<String, Expression> expressions = new TreeMap<>();
        private final List<SetFault> faults = new ArrayList<>();
        private final Set<String> names = new HashSet<>();
        private String unit = "";
        private String query = "";
        private String topic = "";
        private int begun;
        private final List<String> lines = new ArrayList<>();
        private final List<Integer> indents = new ArrayList<>();
        private final List<Integer> numbers = new ArrayList<>();

        Reader(String set) {
            this.set = set;
        }

        QuerySet read(String text) {
            int number = 0;
            for (String line : text.split("\n", -1)) {
                number++;
                line(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line, number);
            }
            close();
            return new QuerySet(
                    set, unit, List.copyOf(queries), Map.copyOf(expressions), List.copyOf(faults), version(text));
        }

        private void line(String line, int number) {
            if (line.isBlank()) {
                return;
            }
            if (!Character.isWhitespace(line.charAt(0))) {
                if (line.charAt(0) != '#') {
                    close();
                    head(line.stripTrailing(), number);
                }
            } else if (query.isEmpty()) {
                fault("", number, 1, line, 0, "An indented line belongs to a query, but none is named above it.");
            } else {
                int indent = line.length() - line.stripLeading().length();
                lines.add(line.strip());
                indents.add(indent);
                numbers.add(number);
            }
        }

        private void head(String line, int number) {
            if (line.startsWith(UNIT)) {
                if (!names.isEmpty()) {
                    fault(
                            "",
                            number,
                            1,
                            line,
                            0,
                            "unit: stands before the first query, for it holds for the whole set.");
                }
                unit = line.substring(UNIT.length()).strip();
                return;
            }
            int arrow = line.indexOf("->");
            String name = (arrow < 0 ? line : line.substring(0, arrow)).strip();
            String fed = arrow < 0 ? "" : line.substring(arrow + 2).strip();
            if (!name.matches(NAME)) {
                fault(
                        "",
                        number,
                        1,
                        line,
                        0,
                        "A query's name is made of small letters, digits, '-', '_' and '.', such as late-delivery; the query itself is indented.");
            } else if (!names.add(name)) {
                fault(name, number, 1, line, 0, "There is a query of this name already.");
            } else if (arrow >= 0 && !fed.matches(TOPIC)) {
                fault(
                        name,
                        number,
                        arrow + 1,
                        line,
                        arrow,
                        "After -> stands the topic that the query feeds, such as delivery/late.");
            } else if (names.size() > MOST) {
                fault(name, number, 1, line, 0, "A set has at most " + MOST + " queries; make two of it.");
            } else {
                query = name;
                topic = fed;
                begun = number;
                return;
            }
            query = "-";
            begun = 0;
        }

        private void close() {
            if (!query.isEmpty() && begun > 0) {
                Query.Parsed parsed = Query.read(String.join("\n", lines));
                if (lines.isEmpty()) {
                    fault(query, begun, 1, query, 0, "The query is empty: its text stands below its name, indented.");
                } else if (parsed.query() != null) {
                    queries.add(new Listed(query, topic, String.join("\n", lines), numbers.get(0)));
                    expressions.put(query, parsed.query().expression());
                } else {
                    parsed.mistakes().forEach(this::mistake);
                }
            }
            query = "";
            lines.clear();
            indents.clear();
            numbers.clear();
        }

        private void mistake(Mistake mistake) {
            int line = 0;
            int start = 0;
            while (line + 1 < lines.size() && start + lines.get(line).length() < mistake.from()) {
                start += lines.get(line).length() + 1;
                line++;
            }
            int column = mistake.from() - start + indents.get(line) + 1;
            if (faults.size() < MOST_FAULTS) {
                faults.add(new SetFault(
                        query, numbers.get(line), column, mistake.message(), mistake.shown(String.join("\n", lines))));
            }
        }

        private void fault(String where, int number, int column, String line, int at, String message) {
            if (faults.size() < MOST_FAULTS) {
                faults.add(new SetFault(where, number, column, message, new Mistake(at, at + 1, message).shown(line)));
            }
        }
    }
}
