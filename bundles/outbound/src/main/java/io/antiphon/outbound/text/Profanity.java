package io.antiphon.outbound.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Words that no organisation wants to have said. A short list of several languages: whole words, with {@code *} for any ending; in
 * writing without spaces, anywhere.
 */
final class Profanity {

    private static final Pattern FOUL = pattern();

    private Profanity() {}

    private static Pattern pattern() {
        List<String> words = new ArrayList<>();
        try (InputStream in = Objects.requireNonNull(Profanity.class.getResourceAsStream("profanity.txt"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(Profanity::expression)
                    .forEach(words::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Pattern.compile(String.join("|", words));
    }

    private static String expression(String word) {
        if (word.codePoints().anyMatch(Character::isIdeographic)) {
            return Pattern.quote(word);
        }
        String bare = word.endsWith("*") ? word.substring(0, word.length() - 1) : word;
        String ending = word.endsWith("*") ? "\\p{L}*" : "(?![\\p{L}\\p{N}])";
        return "(?<![\\p{L}\\p{N}])" + Pattern.quote(bare) + ending;
    }

    /** The first such word; empty if there is none. */
    static Optional<String> find(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        Matcher foul = FOUL.matcher(plain);
        return foul.find() ? Optional.of(foul.group()) : Optional.empty();
    }
}
