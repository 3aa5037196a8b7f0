package io.antiphon.insight.pii;

import java.util.List;

/**
 * Finds what is made of digits in groups: cards, social security numbers, other national numbers with check digits, and what is left
 * and looks like a telephone number.
 */
final class Numbers {

    private static final int MOST_DIGITS = 24;
    private static final String BETWEEN = " -./()\u00A0\u2011\u2013";

    private Numbers() {}

    /** Digits with what separates them. @param groups how many digits each group has @param marks what stands before each group but the first */
    record Cluster(String text, int from, int to, String digits, List<Integer> groups, String marks) {

        int length() {
            return digits.length();
        }

        /** Whether it is grouped so, with this mark between all groups. */
        boolean grouped(char mark, Integer... sizes) {
            return groups.equals(List.of(sizes)) && marks.chars().allMatch(c -> c == mark);
        }

        boolean plain() {
            return groups.size() == 1;
        }

        int digit(int index) {
            return digits.charAt(index) - '0';
        }

        int number(int from, int to) {
            return Integer.parseInt(digits.substring(from, to));
        }

        boolean plus() {
            return text.charAt(from) == '+' || text.startsWith("(+", from);
        }
    }

    static void find(String text, List<Found> found) {
        int at = 0;
        while (at < text.length()) {
            if (begins(text, at)) {
                Cluster cluster = cluster(text, at);
                classify(cluster, found);
                at = Math.max(cluster.to(), at + 1);
            } else {
                at++;
            }
        }
    }

    private static boolean begins(String text, int at) {
        char c = text.charAt(at);
        if (!Characters.free(text, at)) {
            return false;
        }
        if (c == '+' || c == '(') {
            int next = at + 1 + (c == '(' && at + 1 < text.length() && text.charAt(at + 1) == '+' ? 1 : 0);
            return next < text.length() && Characters.isDigit(text.charAt(next));
        }
        return Characters.isDigit(c);
    }

    private static Cluster cluster(String text, int from) {
        StringBuilder digits = new StringBuilder();
        StringBuilder marks = new StringBuilder();
        List<Integer> groups = new java.util.ArrayList<>();
        int at = text.charAt(from) == '+' ? from + 1 : from;
        int end = at;
        while (at < text.length() && digits.length() <= MOST_DIGITS) {
            int start = at;
            while (at < text.length() && Characters.isDigit(text.charAt(at)) && digits.length() <= MOST_DIGITS) {
                digits.append((char) ('0' + Characters.digit(text.charAt(at))));
                at++;
            }
            if (at > start) {
                groups.add(at - start);
                end = at;
            }
            int between = at;
            while (between < text.length() && between - at < 3 && mark(text, between, from)) {
                between++;
            }
            if (between >= text.length() || !Characters.isDigit(text.charAt(between))) {
                break;
            }
            if (!groups.isEmpty()) {
                marks.append(between - at == 1 ? text.charAt(at) : '~');
            }
            at = between;
        }
        return new Cluster(
                text, from, end, digits.toString(), groups, marks.toString().replace('\u00A0', ' '));
    }

    private static boolean mark(String text, int at, int from) {
        char c = text.charAt(at);
        return BETWEEN.indexOf(c) >= 0 || c == '+' && at == from + 1;
    }

    private static void classify(Cluster cluster, List<Found> found) {
        if (cluster.length() < 7 || cluster.length() > MOST_DIGITS || glued(cluster)) {
            return;
        }
        String card = Cards.issuer(cluster);
        if (!card.isEmpty()) {
            found.add(new Found(Found.CARD, card, cluster.from(), cluster.to(), cluster.length() < 14 ? 0.85 : 0.99));
            return;
        }
        String national = NationalNumbers.country(cluster);
        if (!national.isEmpty()) {
            found.add(new Found(Found.NATIONAL_ID, national, cluster.from(), cluster.to(), 0.97));
            return;
        }
        double phone = Phones.confidence(cluster);
        if (phone > 0) {
            found.add(new Found(Found.PHONE, "", cluster.from(), Phones.end(cluster), phone));
        }
    }

    /** Whether a letter, a money sign or a decimal stands at its end, so that it is part of something else. */
    private static boolean glued(Cluster cluster) {
        String text = cluster.text();
        int to = cluster.to();
        boolean extension = to + 1 < text.length() && text.charAt(to) == 'x' && Characters.isDigit(text.charAt(to + 1));
        boolean money = cluster.from() > 0 && "$€£¥₽₹".indexOf(text.charAt(cluster.from() - 1)) >= 0;
        return money || !Characters.ends(text, to) && !extension && Characters.letter(text.charAt(to));
    }
}
