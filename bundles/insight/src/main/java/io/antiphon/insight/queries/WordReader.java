package io.antiphon.insight.queries;

import io.antiphon.insight.queries.Expression.Mode;
import io.antiphon.insight.queries.Expression.Or;
import io.antiphon.insight.queries.Expression.Word;
import io.antiphon.insight.queries.Expression.Words;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the words and phrases of a query: {@code word, pre*, word~, =word}. */
final class WordReader {

    private static final int MOST_WORDS = 50;
    private static final int SHORTEST_PREFIX = 2;

    private final List<Mistake> mistakes;
    private final Tokens tokens = new Tokens();

    WordReader(List<Mistake> mistakes) {
        this.mistakes = mistakes;
    }

    private @Nullable Expression wrong(Lexeme where, String message) {
        mistakes.add(new Mistake(where.from(), Math.max(where.to(), where.from() + 1), message));
        return null;
    }

    @Nullable
    Expression word(Lexeme lexeme) {
        String text = lexeme.text();
        boolean exact = text.startsWith("=") && text.length() > 1;
        boolean prefix = text.endsWith("*");
        boolean plural = text.endsWith("~");
        String bare = text.substring(exact ? 1 : 0, text.length() - (prefix || plural ? 1 : 0));
        int star = bare.indexOf('*');
        if (star >= 0 || bare.indexOf('?') >= 0 && !bare.endsWith("?")) {
            return wrong(lexeme, "* stands at the end of a word only, as in refund*; ? is no wildcard.");
        }
        List<Word> words = words(bare, exact);
        if (words.isEmpty()) {
            return wrong(lexeme, "There is no letter, digit or emoji in this to look for.");
        }
        Word last = words.get(words.size() - 1);
        if (prefix) {
            return prefix(lexeme, words, last);
        }
        if (plural) {
            return plural(words, last);
        }
        return bounded(lexeme, words);
    }

    private @Nullable Expression prefix(Lexeme lexeme, List<Word> words, Word last) {
        boolean single = tokens.single(words.size() - 1);
        if (!single && last.text().length() < SHORTEST_PREFIX) {
            return wrong(lexeme, "Before * at least " + SHORTEST_PREFIX + " letters are needed.");
        }
        if (!single) {
            words.set(words.size() - 1, new Word(last.text(), Mode.PREFIX));
        }
        return bounded(lexeme, words);
    }

    /** A word in singular, plural and possessive, as English makes them. */
    private Expression plural(List<Word> words, Word last) {
        List<Expression> forms = new ArrayList<>();
        for (String form : forms(last.text())) {
            List<Word> each = new ArrayList<>(words);
            each.set(words.size() - 1, new Word(form, Mode.EXACT));
            forms.add(new Words(List.copyOf(each)));
        }
        return forms.size() == 1 ? forms.get(0) : new Or(List.copyOf(forms));
    }

    /** The possessive needs no form of its own, for the text's {@code 's} is a word by itself. */
    static Set<String> forms(String word) {
        String base = word;
        if (word.endsWith("ies") && word.length() > 4) {
            base = word.substring(0, word.length() - 3) + "y";
        } else if (word.matches(".+(?:s|x|z|ch|sh)es")) {
            base = word.substring(0, word.length() - 2);
        } else if (word.matches(".{2,}[^su]s")) {
            base = word.substring(0, word.length() - 1);
        }
        Set<String> forms = new LinkedHashSet<>(List.of(word, base));
        if (base.matches(".+[^aeiou]y")) {
            forms.add(base.substring(0, base.length() - 1) + "ies");
        } else if (base.matches(".+(?:s|x|z|ch|sh)")) {
            forms.add(base + "es");
        } else {
            forms.add(base + "s");
        }
        return forms;
    }

    @Nullable
    Expression phrase(Lexeme lexeme) {
        List<Word> words = new ArrayList<>();
        String text = lexeme.text();
        int at = 0;
        while (at < text.length()) {
            int star = text.indexOf('*', at);
            int stop = star < 0 ? text.length() : star;
            List<Word> part = words(text.substring(at, stop), false);
            boolean starred = star > 0 && !Character.isWhitespace(text.charAt(star - 1)) && !part.isEmpty();
            if (starred && !tokens.single(part.size() - 1)) {
                Word last = part.get(part.size() - 1);
                part.set(part.size() - 1, new Word(last.text(), Mode.PREFIX));
            }
            words.addAll(part);
            at = stop + 1;
        }
        return words.isEmpty()
                ? wrong(lexeme, "There is no letter, digit or emoji in this phrase to look for.")
                : bounded(lexeme, words);
    }

    private @Nullable Expression bounded(Lexeme lexeme, List<Word> words) {
        return words.size() > MOST_WORDS
                ? wrong(lexeme, "A phrase has at most " + MOST_WORDS + " words, not " + words.size() + ".")
                : new Words(List.copyOf(words));
    }

    private List<Word> words(String text, boolean exact) {
        tokens.read(text);
        List<Word> words = new ArrayList<>();
        for (int i = 0; i < tokens.count(); i++) {
            if (tokens.cyrillic(i) && !exact) {
                char[] letters = tokens.text(i).toCharArray();
                words.add(new Word(new String(letters, 0, Stem.end(letters, 0, letters.length)), Mode.STEM));
            } else {
                words.add(new Word(tokens.text(i), Mode.EXACT));
            }
        }
        return words;
    }
}
