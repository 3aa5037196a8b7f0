package io.antiphon.insight.queries;

import io.antiphon.insight.queries.Lexeme.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts a query into pieces. */
final class Lexer {

    /** The widest distance of NEAR. */
    static final int MOST_NEAR = 100;

    private static final int USUAL_NEAR = 5;

    private final String query;
    private final List<Mistake> mistakes;
    private final List<Lexeme> lexemes = new ArrayList<>();
    private int at;

    private Lexer(String query, List<Mistake> mistakes) {
        this.query = query;
        this.mistakes = mistakes;
    }

    static List<Lexeme> cut(String query, List<Mistake> mistakes) {
        Lexer lexer = new Lexer(query, mistakes);
        while (lexer.at < query.length()) {
            lexer.next();
        }
        lexer.add(Kind.END, "", 0, query.length());
        return lexer.lexemes;
    }

    private void add(Kind kind, String text, int number, int from) {
        lexemes.add(new Lexeme(kind, text, number, from, Math.max(at, from)));
    }

    private void next() {
        char c = query.charAt(at);
        int from = at;
        if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
            at++;
        } else if (c == '(' || c == ')') {
            at++;
            add(c == '(' ? Kind.OPEN : Kind.CLOSE, String.valueOf(c), 0, from);
        } else if (quote(c)) {
            phrase(from);
        } else if (c == '-' && at + 1 < query.length() && !Character.isWhitespace(query.charAt(at + 1))) {
            at++;
            add(Kind.NOT, "-", 0, from);
        } else {
            word(from);
        }
    }

    private static boolean quote(char c) {
        return c == '"' || c == '“' || c == '”' || c == '„' || c == '«' || c == '»';
    }

    private void phrase(int from) {
        int end = at + 1;
        while (end < query.length() && !quote(query.charAt(end))) {
            end++;
        }
        String text = query.substring(at + 1, end);
        if (end == query.length()) {
            mistakes.add(new Mistake(from, from + 1, "This quotation mark is not closed: write a second one."));
        }
        at = Math.min(query.length(), end + 1);
        add(Kind.PHRASE, text, 0, from);
    }

    private void word(int from) {
        while (at < query.length() && !ends(query.charAt(at))) {
            if (query.charAt(at) == ':' && at > from) {
                at++;
                add(Kind.FIELD, query.substring(from, at - 1), 0, from);
                return;
            }
            at++;
        }
        String text = query.substring(from, at);
        switch (text) {
            case "AND", "&&" -> add(Kind.AND, text, 0, from);
            case "OR", "||", "|" -> add(Kind.OR, text, 0, from);
            case "NOT", "!" -> add(Kind.NOT, text, 0, from);
            default -> {
                if (text.equals("NEAR") || text.startsWith("NEAR/")) {
                    near(text, from);
                } else {
                    add(Kind.WORD, text, 0, from);
                }
            }
        }
    }

    private static boolean ends(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '(' || c == ')' || quote(c);
    }

    private void near(String text, int from) {
        String number = text.length() > 5 ? text.substring(5) : "";
        int distance = USUAL_NEAR;
        if (number.matches("\\d{1,3}") && Integer.parseInt(number) >= 1 && Integer.parseInt(number) <= MOST_NEAR) {
            distance = Integer.parseInt(number);
        } else if (!text.equals("NEAR")) {
            mistakes.add(new Mistake(
                    from,
                    at,
                    String.format(
                            Locale.ROOT,
                            "NEAR/ is followed by a number of words from 1 to %d, as in NEAR/5.",
                            MOST_NEAR)));
        }
        add(Kind.NEAR, text, distance, from);
    }
}
