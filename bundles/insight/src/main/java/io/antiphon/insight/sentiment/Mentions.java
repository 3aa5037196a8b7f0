package io.antiphon.insight.sentiment;

import io.antiphon.insight.sentiment.Subjects.Sort;
import io.antiphon.insight.sentiment.Subjects.Subject;
import io.antiphon.insight.text.Phrases;
import io.antiphon.insight.text.Reading;
import io.antiphon.insight.text.Tokens;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;

/** Finds where in a text something is spoken of that can be praised or blamed. */
final class Mentions {

    /** The most of a text. */
    static final int MOST = 24;

    private static final int LEAST_NAME = 3;

    private Mentions() {}

    /**
     * A place where a subject is spoken of.
     *
     * @param from its first token
     * @param to the token after its last
     */
    record Mention(Subject subject, int from, int to) {}

    /** All in order; where lists disagree, the first one's. */
    static List<Mention> of(Reading reading, List<Subjects> lists, boolean names) {
        Tokens tokens = reading.tokens();
        List<Mention> found = new ArrayList<>();
        for (int i = 0; i < tokens.count() && found.size() < MOST; i++) {
            byte kind = tokens.kind(i);
            if (kind == Tokens.PUNCTUATION || kind == Tokens.EMOJI || kind == Tokens.ADDRESS) {
                continue;
            }
            Mention mention = listed(reading, lists, i);
            if (mention == null && names && isName(reading, i)) {
                mention = name(reading, i);
            }
            if (mention != null) {
                found.add(mention);
                i = mention.to() - 1;
            }
        }
        return found;
    }

    private static @org.jspecify.annotations.Nullable Mention listed(Reading reading, List<Subjects> lists, int token) {
        for (Subjects list : lists) {
            int match = list.match(reading, token);
            if (match >= 0) {
                return new Mention(list.subject(match), token, token + Phrases.length(match));
            }
        }
        return null;
    }

    /** Whether a token is surely a name: an @mention, or a word in Latin letters and with a capital in a text of another script. */
    private static boolean isName(Reading reading, int token) {
        Tokens tokens = reading.tokens();
        if (tokens.kind(token) == Tokens.MENTION) {
            return true;
        }
        int from = tokens.from(token);
        if (tokens.kind(token) != Tokens.WORD || tokens.to(token) - from < LEAST_NAME || reading.chars()[from] > 'z') {
            return false;
        }
        UnicodeScript script = reading.script();
        return script != UnicodeScript.LATIN && script != UnicodeScript.COMMON && reading.isUpper(from);
    }

    /** A name with the names and numbers that follow it at a blank's distance. */
    private static Mention name(Reading reading, int token) {
        Tokens tokens = reading.tokens();
        int end = token + 1;
        while (end < tokens.count()
                && end - token < 3
                && tokens.from(end) - tokens.to(end - 1) == 1
                && tokens.kind(token) == Tokens.WORD
                && (tokens.kind(end) == Tokens.NUMBER || isName(reading, end))) {
            end++;
        }
        String name = reading.text().substring(tokens.from(token), tokens.to(end - 1));
        return new Mention(new Subject(name, Sort.NAME, false), token, end);
    }
}
