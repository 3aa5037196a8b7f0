package io.antiphon.profiles;

import io.antiphon.spi.Identity;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The words by which a node is found beside its value: the value in lower case, if that is another, what follows the @
 * in it, and the words of its owner's name.
 */
final class Terms {

    private static final int MOST_WORDS = 8;
    private static final int LONGEST = 64;
    private static final Pattern GAPS = Pattern.compile("[\\s,;]+");
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9][0-9 ()./-]{4,}");
    private static final Pattern SCHEME = Pattern.compile("[a-z0-9._-]+:(?!//)");

    private Terms() {}

    /** The words of a node. */
    static Set<String> of(Identity identity, String name) {
        Set<String> terms = new LinkedHashSet<>();
        String value = folded(identity.value());
        if (!value.equals(identity.value())) {
            terms.add(cut(value));
        }
        int at = value.lastIndexOf('@');
        if (at > 0 && at < value.length() - 1) {
            terms.add(cut(value.substring(at + 1)));
        }
        if (!name.isEmpty()) {
            terms.addAll(words(name));
        }
        return terms;
    }

    /** The words somebody looks for: a phone number is one word, and a scheme before a value is left out. */
    static List<String> sought(String text) {
        if (PHONE.matcher(text.strip()).matches()) {
            return List.of(text.replaceAll("[ ()./-]", ""));
        }
        return words(text).stream()
                .map(word -> SCHEME.matcher(word).replaceFirst(""))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static List<String> words(String text) {
        return GAPS.splitAsStream(folded(text))
                .filter(word -> !word.isEmpty())
                .map(Terms::cut)
                .distinct()
                .limit(MOST_WORDS)
                .toList();
    }

    private static String folded(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    private static String cut(String term) {
        if (term.length() <= LONGEST) {
            return term;
        }
        return term.substring(0, Character.isHighSurrogate(term.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST);
    }
}
