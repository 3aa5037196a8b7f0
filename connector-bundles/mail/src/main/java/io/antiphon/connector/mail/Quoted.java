package io.antiphon.connector.mail;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A mail's text, with what was said before and who says it split off. Nothing is dropped, and where it is not plain that
 * nothing new follows, nothing is split.
 *
 * @param text what is new
 * @param rest a signature, and the history below; empty if there is none
 */
record Quoted(String text, String rest) {

    private static final Pattern QUOTE = Pattern.compile("\\s{0,3}>.*");
    private static final Pattern SIGNATURE = Pattern.compile("--\\s?");
    private static final Pattern SEPARATOR = Pattern.compile(
            "(?iu)\\s*-{2,12}\\s*(original message|original appointment|"
                    + "urspr\u00fcngliche nachricht|originalnachricht|message d'origine|message original|mensaje original|"
                    + "messaggio originale|oorspronkelijk bericht|oprindelig meddelelse|ursprungligt meddelande|mensagem original|"
                    + "\u0438\u0441\u0445\u043e\u0434\u043d\u043e\u0435 \u0441\u043e\u043e\u0431\u0449\u0435\u043d\u0438\u0435|"
                    + "\u0432\u0438\u0445\u0456\u0434\u043d\u0435 \u043f\u043e\u0432\u0456\u0434\u043e\u043c\u043b\u0435\u043d\u043d\u044f|"
                    + "oryginalna wiadomo\u015b\u0107|\u539f\u59cb\u90ae\u4ef6|\u90ae\u4ef6\u539f\u4ef6)\\s*-{2,12}\\s*");
    private static final Pattern WROTE =
            Pattern.compile("(?iu).*(wrote|writes|schrieb|\u00e9crit|escribi\u00f3|ha scritto|schreef|"
                    + "escreveu|skrev|napisa\u0142.{0,4}|\u043d\u0430\u043f\u0438\u0441\u0430\u043b.{0,3}|"
                    + "\u043f\u0438\u0448\u0435\u0442|\u043f\u0438\u0448\u0435|\u5199\u9053|\u5199\u9053|\u5beb\u9053|"
                    + "\u3055\u3093\u306f\u66f8\u304d\u307e\u3057\u305f).{0,120}:\\s*");
    private static final Pattern DATED = Pattern.compile(".*\\d.*[:\uff1a>]\\s*");
    private static final Pattern FROM =
            Pattern.compile("(?iu)\\*?(from|von|de|da|van|od|fra|fr\u00e5n|\u043e\u0442|\u0432\u0456\u0434|"
                    + "\u53d1\u4ef6\u4eba|\u5bc4\u4ef6\u8005|\u5dee\u51fa\u4eba)\\s?:\\*?\\s.*");
    private static final Pattern OTHER = Pattern.compile(
            "(?iu)\\*?(sent|date|to|subject|gesendet|datum|an|betreff|envoy\u00e9|"
                    + "\u00e0|objet|enviado( el)?|para|asunto|inviato|a|oggetto|verzonden|aan|onderwerp|sendt|til|emne|skickat|till|\u00e4mne|"
                    + "wys\u0142ano|do|temat|\u043e\u0442\u043f\u0440\u0430\u0432\u043b\u0435\u043d\u043e|\u0434\u0430\u0442\u0430|"
                    + "\u043a\u043e\u043c\u0443|\u0442\u0435\u043c\u0430|\u53d1\u9001\u65f6\u95f4|\u6536\u4ef6\u4eba|\u4e3b\u9898)\\s?:\\*?\\s.*");
    private static final int LONGEST_SIGNATURE = 15;
    private static final int HEADER_LINES = 7;
    private static final int LONGEST_LINE = 1_000;

    static Quoted of(String text) {
        List<String> lines = List.of(text.split("\n", -1));
        int history = history(lines);
        int signature = signature(lines, history);
        int cut = Math.min(history, signature);
        String fresh = String.join("\n", lines.subList(0, cut)).strip();
        return cut == lines.size() || fresh.isEmpty()
                ? new Quoted(text.strip(), "")
                : new Quoted(
                        fresh,
                        String.join("\n", lines.subList(cut, lines.size())).strip());
    }

    /** The line from which on everything was said before; the number of lines if there is none. */
    private static int history(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            String line = bounded(lines.get(i));
            if (SEPARATOR.matcher(line).matches() || isHeader(lines, i)) {
                return i > 0 && lines.get(i - 1).strip().matches("[_-]{5,}") ? i - 1 : i;
            }
        }
        return trailingQuote(lines);
    }

    private static String bounded(String line) {
        return line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line;
    }

    private static boolean isHeader(List<String> lines, int at) {
        boolean isBegun = at == 0
                || lines.get(at - 1).isBlank()
                || lines.get(at - 1).strip().matches("[_-]{5,}");
        if (!isBegun || !FROM.matcher(bounded(lines.get(at))).matches()) {
            return false;
        }
        List<String> next = lines.subList(at + 1, Math.min(lines.size(), at + HEADER_LINES));
        return next.stream()
                        .filter(line -> OTHER.matcher(bounded(line)).matches())
                        .count()
                >= 2;
    }

    /** Quoted lines to the very end, with the line above that says who wrote them. */
    private static int trailingQuote(List<String> lines) {
        int from = lines.size();
        while (from > 0
                && (lines.get(from - 1).isBlank()
                        || QUOTE.matcher(bounded(lines.get(from - 1))).matches())) {
            from--;
        }
        if (lines.subList(from, lines.size()).stream().allMatch(String::isBlank)) {
            return lines.size();
        }
        StringBuilder above = new StringBuilder();
        for (int i = from - 1; i >= Math.max(0, from - 3) && !lines.get(i).isBlank(); i--) {
            above.insert(0, bounded(lines.get(i)) + " ");
            String said = above.toString();
            boolean isAttribution =
                    WROTE.matcher(said).matches() && DATED.matcher(said).matches();
            if (isAttribution && (i == 0 || lines.get(i - 1).isBlank() || i == from - 3 || begins(lines.get(i)))) {
                return i;
            }
        }
        return from;
    }

    private static boolean begins(String line) {
        return line.strip()
                .matches("(?iu)(on|am|le|el|il|op|em|den|dnia|w dniu|\\d|\u0432|\u043f\u043d|\u0432\u0442|\u0441\u0440"
                        + "|\u0447\u0442|\u043f\u0442|\u0441\u0431|\u0432\u0441).*");
    }

    private static int signature(List<String> lines, int before) {
        for (int i = before - 1; i >= Math.max(0, before - LONGEST_SIGNATURE - 1); i--) {
            if (SIGNATURE.matcher(lines.get(i)).matches()) {
                return i;
            }
        }
        return lines.size();
    }
}
