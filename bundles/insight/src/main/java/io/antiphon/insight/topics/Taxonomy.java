package io.antiphon.insight.topics;

import io.antiphon.insight.models.ByUnit;
import io.antiphon.insight.text.Phrases;
import io.antiphon.insight.text.Reading;
import io.antiphon.insight.text.Tokens;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A tree of tags. A tag is given to a text for what a model, a listening query or a script calls it, or for words in it.
 * Immutable once read.
 */
public final class Taxonomy {

    private static final int MOST_TAGS = 10_000;
    private static final int MOST_DEPTH = 16;

    private final List<String> paths = new ArrayList<>();
    private final Map<String, String> byLabel = new HashMap<>();
    private final Phrases words = new Phrases();

    private Taxonomy() {}

    /** None. */
    static Taxonomy none() {
        return new Taxonomy();
    }

    /**
     * Reads trees by unit: {@code [acme/emea]} begins that of a unit and of all below it, what is before it is everyone's. A line is
     * a tag, indented by two blanks more than the one it belongs to; after {@code =} follow, parted by commas, labels ({@code
     * LABEL}, {@code MODEL/LABEL}, {@code query:NAME}) and words in quotes ({@code "late parcel"}, {@code "delay*"}); # begins a
     * remark.
     *
     * @throws IOException if a line is wrong; the message says which
     */
    public static ByUnit<Taxonomy> parse(List<String> lines) throws IOException {
        Map<String, Taxonomy> units = new HashMap<>();
        Taxonomy current = new Taxonomy();
        units.put("", current);
        Deque<String> open = new ArrayDeque<>();
        int number = 0;
        for (String line : lines) {
            number++;
            if (line.isBlank() || line.strip().startsWith("#")) {
                continue;
            }
            if (line.startsWith("[") && line.stripTrailing().endsWith("]")) {
                String unit = line.strip();
                current = units.computeIfAbsent(
                        unit.substring(1, unit.length() - 1).strip(), any -> new Taxonomy());
                open.clear();
                continue;
            }
            try {
                current.line(line, open);
            } catch (IllegalArgumentException e) {
                throw new IOException("line " + number + ": " + e.getMessage(), e);
            }
        }
        return new ByUnit<>(units);
    }

    private void line(String line, Deque<String> open) {
        int blanks = 0;
        while (line.charAt(blanks) == ' ') {
            blanks++;
        }
        int depth = blanks / 2;
        if (blanks % 2 != 0 || line.charAt(blanks) == '\t' || depth > open.size() || depth > MOST_DEPTH) {
            throw new IllegalArgumentException("a tag is indented by two blanks more than the one it belongs to");
        }
        while (open.size() > depth) {
            open.removeLast();
        }
        String[] sides = line.strip().split("\\s*=\\s*", 2);
        if (sides[0].isEmpty() || sides[0].indexOf('/') >= 0) {
            throw new IllegalArgumentException("a tag has a name, and no / in it");
        }
        open.addLast(sides[0]);
        String path = String.join("/", open);
        if (paths.size() >= MOST_TAGS) {
            throw new IllegalArgumentException("a tree has at most " + MOST_TAGS + " tags");
        }
        int tag = paths.size();
        paths.add(path);
        byLabel.putIfAbsent(sides[0], path);
        for (String source : sides.length == 1 ? new String[0] : sides[1].split("\\s*,\\s*")) {
            if (source.startsWith("\"")) {
                words.add(source.substring(1, source.endsWith("\"") ? source.length() - 1 : source.length()), tag);
            } else if (!source.isEmpty()) {
                byLabel.put(source, path);
            }
        }
    }

    /** Whether it has no tags. */
    public boolean isEmpty() {
        return paths.isEmpty();
    }

    /** The path of the tag for a label, from the root; empty if it has none. {@code MODEL/LABEL} goes before {@code LABEL}. */
    public java.util.Optional<String> path(String source, String label) {
        String path = byLabel.get(source + "/" + label);
        return java.util.Optional.ofNullable(path == null ? byLabel.get(label) : path);
    }

    /**
     * A tag's words found in a text.
     *
     * @param from the first token
     * @param to the token after the last
     */
    record Found(int from, int to) {}

    /** The paths of tags whose words are in a text, each with the first place. */
    Map<String, Found> in(Reading reading) {
        if (words.isEmpty()) {
            return Map.of();
        }
        Tokens tokens = reading.tokens();
        Map<String, Found> found = new LinkedHashMap<>();
        for (int i = 0; i < tokens.count(); i++) {
            int match = tokens.kind(i) == Tokens.PUNCTUATION ? -1 : words.match(reading, i);
            if (match >= 0) {
                int end = i + Phrases.length(match);
                found.putIfAbsent(paths.get(Phrases.value(match)), new Found(i, end));
                i = end - 1;
            }
        }
        return found;
    }
}
