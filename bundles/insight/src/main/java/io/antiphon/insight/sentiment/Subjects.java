package io.antiphon.insight.sentiment;

import io.antiphon.insight.text.Phrases;
import io.antiphon.insight.text.Reading;
import io.antiphon.insight.text.Tokens;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What can be praised and blamed: brands and aspects, in all ways they are written. Immutable once read. */
final class Subjects {

    /** The most a list may hold. */
    static final int MOST = 20_000;

    private static final int MOST_LINE = 10_000;

    /** What a subject is. */
    enum Sort {
        /** A brand, a company, a product. */
        BRAND,
        /** A side of a product or service. */
        ASPECT,
        /** A name that no list has. */
        NAME
    }

    /**
     * A subject.
     *
     * @param name what it goes by
     * @param capital whether it counts only with a capital letter, for its name is a common word, too
     */
    record Subject(String name, Sort sort, boolean capital) {}

    private final Phrases phrases = new Phrases();
    private final List<Subject> subjects = new ArrayList<>();

    private Subjects() {}

    /** None. */
    static Subjects none() {
        return new Subjects();
    }

    /** The brands and aspects that come with the product. */
    static Subjects shipped() throws IOException {
        Subjects all = new Subjects();
        all.resource("brands.txt", Sort.BRAND);
        all.resource("aspects.txt", Sort.ASPECT);
        return all;
    }

    private void resource(String name, Sort sort) throws IOException {
        try (InputStream in = Subjects.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException(name + " is missing in the bundle");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                line(line, ++number, sort);
            }
        }
    }

    /**
     * Reads lists by unit: {@code [acme/emea]} begins those of a unit and of all below it, what is before it is everyone's. A line
     * is {@code NAME = other ways to write it} for a brand and {@code NAME: words} for an aspect; # begins a remark.
     *
     * @throws IOException if a line is wrong; the message says which
     */
    static Map<String, Subjects> parse(List<String> lines) throws IOException {
        Map<String, Subjects> units = new HashMap<>();
        Subjects current = new Subjects();
        units.put("", current);
        int number = 0;
        for (String each : lines) {
            number++;
            String line = each.strip();
            if (line.startsWith("[")) {
                if (!line.endsWith("]")) {
                    throw new IOException("line " + number + ": a unit is written [acme/emea]");
                }
                String unit = line.substring(1, line.length() - 1).strip();
                current = units.computeIfAbsent(unit, any -> new Subjects());
            } else {
                current.line(line, number, line.contains(": ") && !line.contains(" = ") ? Sort.ASPECT : Sort.BRAND);
            }
        }
        return units;
    }

    private void line(String line, int number, Sort sort) throws IOException {
        if (line.isBlank() || line.startsWith("#")) {
            return;
        }
        if (line.length() > MOST_LINE || subjects.size() >= MOST) {
            throw new IOException("line " + number + ": a line has at most " + MOST_LINE
                    + " characters, a list at most " + MOST + " names");
        }
        String[] sides = line.split(sort == Sort.BRAND ? " = " : ": ", 2);
        boolean capital = sides[0].startsWith("^");
        String name = (capital ? sides[0].substring(1) : sides[0]).strip().replace('_', ' ');
        int index = subjects.size();
        subjects.add(new Subject(name, sort, capital));
        try {
            if (sort == Sort.BRAND) {
                phrases.add(name, index);
            }
            for (String word :
                    sides.length == 1 ? new String[0] : sides[1].strip().split("\\s+")) {
                phrases.add(word.replace('_', ' '), index);
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("line " + number + ": " + e.getMessage(), e);
        }
    }

    /** The longest one that begins with a token: {@link Phrases#match}. */
    int match(Reading reading, int token) {
        int match = phrases.match(reading, token);
        if (match < 0) {
            return match;
        }
        Tokens tokens = reading.tokens();
        boolean plain = subjects.get(Phrases.value(match)).capital()
                && reading.chars()[tokens.from(token)] < 'ɐ'
                && tokens.kind(token) == Tokens.WORD
                && !reading.isUpper(tokens.from(token));
        return plain ? -1 : match;
    }

    Subject subject(int match) {
        return subjects.get(Phrases.value(match));
    }
}
