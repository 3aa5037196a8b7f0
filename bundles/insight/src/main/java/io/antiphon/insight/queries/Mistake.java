package io.antiphon.insight.queries;

/**
 * What is wrong in a query, and where.
 *
 * @param from the first character of it, from 0
 * @param to the character after its last
 * @param message what is wrong and what to write instead
 */
public record Mistake(int from, int to, String message) {

    private static final int WIDTH = 100;

    /** The line of the query with the mistake, a caret under it, and the message. */
    public String shown(String query) {
        int at = Math.min(from, query.length());
        int start = query.lastIndexOf('\n', at - 1) + 1;
        int stop = query.indexOf('\n', at);
        stop = stop < 0 ? query.length() : stop;
        int left = Math.max(start, at - WIDTH / 2);
        int right = Math.min(stop, left + WIDTH);
        StringBuilder under = new StringBuilder();
        for (int i = left; i < at; i += Character.charCount(query.codePointAt(i))) {
            int point = query.codePointAt(i);
            under.append(point == '\t' ? '\t' : wide(point) ? '\u3000' : ' ');
        }
        int carets = Math.max(1, Math.min(to, right) - at);
        return query.substring(left, right) + "\n" + under + "^".repeat(carets) + "\n" + message;
    }

    private static boolean wide(int point) {
        return switch (Character.UnicodeScript.of(point)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL -> true;
            default -> false;
        };
    }
}
