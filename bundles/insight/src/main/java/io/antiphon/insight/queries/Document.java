package io.antiphon.insight.queries;

import io.antiphon.insight.language.Languages;
import io.antiphon.spi.Signal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A signal as queries see it: where in it each key occurs. One thread's; used again and again. */
final class Document {

    private static final int FEW = 512;

    private final Keys keys;
    private final List<String> fields;
    private final Tokens tokens = new Tokens();
    private final int[] seen;
    private final int[] first;
    private final int[] last;
    private int[] present = new int[FEW];
    private int presentCount;
    private int[] places = new int[FEW];
    private int[] next = new int[FEW];
    private int occurrences;
    private int turn;
    private @Nullable Signal signal;
    private @Nullable String language;

    /** @param fields whose values are keys */
    Document(Keys keys, List<String> fields) {
        this.keys = keys;
        this.fields = fields;
        seen = new int[keys.count()];
        first = new int[keys.count()];
        last = new int[keys.count()];
    }

    /** Reads a signal. */
    void read(Signal given) {
        if (++turn == Integer.MAX_VALUE) {
            java.util.Arrays.fill(seen, 0);
            turn = 1;
        }
        signal = given;
        language = null;
        presentCount = 0;
        occurrences = 0;
        String text = given.text();
        tokens.read(text == null ? "" : text);
        long lengths = keys.prefixLengths();
        boolean before = false;
        for (int i = 0; i < tokens.count(); i++) {
            word(i, lengths);
            boolean single = tokens.single(i);
            if (single && before && keys.pairs()) {
                int from = tokens.start(i - 1);
                int to = tokens.end(i);
                add(keys.find(Keys.PAIR, tokens.letters(), from, to, Keys.hash(tokens.letters(), from, to)), i - 1);
            }
            before = single;
        }
        for (String field : fields) {
            field(field, value(field));
        }
    }

    Tokens tokens() {
        return tokens;
    }

    private void word(int word, long lengths) {
        char[] letters = tokens.letters();
        int from = tokens.start(word);
        int to = tokens.end(word);
        int hash = Keys.start();
        for (int i = from; i < to; i++) {
            hash = Keys.add(hash, letters[i]);
            if ((lengths >>> i - from + 1 & 1) != 0) {
                add(keys.find(Keys.PREFIX, letters, from, i + 1, hash), word);
            }
        }
        add(keys.find(Keys.WORD, letters, from, to, hash), word);
        if (tokens.cyrillic(word) && keys.stems()) {
            int end = Stem.end(letters, from, to);
            add(keys.find(Keys.STEM, letters, from, end, Keys.hash(letters, from, end)), word);
        }
    }

    private void add(int key, int place) {
        if (key < 0) {
            return;
        }
        if (occurrences == places.length) {
            places = java.util.Arrays.copyOf(places, 2 * occurrences);
            next = java.util.Arrays.copyOf(next, 2 * occurrences);
        }
        places[occurrences] = place;
        next[occurrences] = -1;
        if (seen[key] == turn) {
            next[last[key]] = occurrences;
        } else {
            seen[key] = turn;
            first[key] = occurrences;
            if (presentCount == present.length) {
                present = java.util.Arrays.copyOf(present, 2 * presentCount);
            }
            present[presentCount++] = key;
        }
        last[key] = occurrences++;
    }

    private void field(String field, @Nullable Object value) {
        if (value instanceof List<?> list) {
            list.forEach(each -> field(field, each));
        } else if (value != null && !(value instanceof Map)) {
            String folded = Folding.fold(value.toString());
            if (field.equals(Fields.UNIT)) {
                for (int slash = folded.indexOf('/'); slash > 0; slash = folded.indexOf('/', slash + 1)) {
                    valued(field, folded.substring(0, slash));
                }
            }
            valued(field, folded);
        }
    }

    private void valued(String field, String folded) {
        char[] letters = key(field, folded).toCharArray();
        int key = keys.find(Keys.FIELD, letters, 0, letters.length, Keys.hash(letters, 0, letters.length));
        if (key >= 0 && seen[key] != turn) {
            add(key, -1);
        }
    }

    /** How a field's value is written as a key. */
    static String key(String field, String folded) {
        return field + '=' + folded;
    }

    /** The value of a field; null if it has none. */
    @Nullable
    Object value(String field) {
        Signal given = java.util.Objects.requireNonNull(signal);
        return switch (field) {
            case "channel" -> given.channel().isEmpty() ? null : given.channel();
            case "kind" -> given.kind();
            case "direction" -> given.direction().name().toLowerCase(Locale.ROOT);
            case Fields.UNIT -> given.unit().isEmpty() ? null : given.unit();
            case Fields.RATING -> given.rating();
            case Fields.LANGUAGE -> language();
            default -> attribute(given.attributes(), field.substring(Fields.ATTRIBUTE.length()));
        };
    }

    private static @Nullable Object attribute(Map<?, ?> attributes, String path) {
        Object whole = attributes.get(path);
        if (whole != null) {
            return whole;
        }
        int dot = path.indexOf('.');
        Object inner = dot < 0 ? null : attributes.get(path.substring(0, dot));
        return inner instanceof Map<?, ?> map ? attribute(map, path.substring(dot + 1)) : null;
    }

    /** The language that is stated or else detected, folded; null if unknown. Found when it is asked for first. */
    private @Nullable String language() {
        if (language == null) {
            language = Folding.fold(
                    Languages.of(java.util.Objects.requireNonNull(signal)).tag());
        }
        return language.equals("und") ? null : language;
    }

    boolean has(int key) {
        return seen[key] == turn;
    }

    int presentCount() {
        return presentCount;
    }

    int present(int index) {
        return present[index];
    }

    /** The first occurrence of a key that is there. */
    int first(int key) {
        return first[key];
    }

    /** The occurrence after one; -1 if there is none. */
    int next(int occurrence) {
        return next[occurrence];
    }

    /** The number of the word at which an occurrence is. */
    int place(int occurrence) {
        return places[occurrence];
    }

    /** The part of the text from a word to another, as two numbers in one. */
    long span(int firstWord, int lastWord) {
        return (long) tokens.from(firstWord) << 32 | tokens.to(lastWord);
    }
}
