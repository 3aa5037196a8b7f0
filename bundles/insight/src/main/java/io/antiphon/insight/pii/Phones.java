package io.antiphon.insight.pii;

import io.antiphon.insight.pii.Numbers.Cluster;
import java.util.List;
import java.util.Locale;

/** Tells how sure a group of digits is a telephone number: by its plus, its grouping, or a word before it that says so. */
final class Phones {

    private static final int MOST = 15;
    private static final int BEFORE = 24;
    private static final int MOST_EXTENSION = 6;
    private static final double PLUS = 0.97;
    private static final double CUED = 0.95;
    private static final double GROUPED = 0.75;
    private static final List<String> CUES = List.of(
            "phone",
            "call",
            "tel",
            "mobile",
            "cell",
            "fax",
            "whatsapp",
            "reach me",
            "handy",
            "mobil",
            "móvil",
            "número",
            "numéro",
            "portable",
            "телефон",
            "тел.",
            "звон",
            "номер",
            "电话",
            "手机",
            "電話",
            "携帯",
            "전화",
            "هاتف",
            "رقم",
            "फ़ोन");

    private Phones() {}

    static double confidence(Cluster cluster) {
        int length = cluster.length();
        if (length > MOST || dated(cluster) || decimal(cluster) || cluster.grouped('-', 3, 2, 4)) {
            return 0;
        }
        if (cluster.plus()) {
            return length >= 8 ? PLUS : 0;
        }
        if (cued(cluster)) {
            return CUED;
        }
        if (cluster.plain()) {
            boolean trunk = cluster.digit(0) == 0 && (length == 10 || length == 11);
            boolean chinese = length == 11 && cluster.digit(0) == 1 && cluster.digit(1) >= 3;
            return trunk || chinese ? 0.6 : 0;
        }
        return grouped(cluster) ? GROUPED : 0;
    }

    private static boolean grouped(Cluster cluster) {
        List<Integer> groups = cluster.groups();
        boolean sizes = groups.stream().allMatch(size -> size <= 6) && groups.get(groups.size() - 1) >= 2;
        boolean national = groups.size() >= 3 || cluster.digit(0) == 0;
        boolean few = groups.size() <= 6 && cluster.length() >= 9 && national;
        return sizes
                && few
                && groups.stream().anyMatch(size -> size >= 3)
                && cluster.marks().indexOf('/') <= 0;
    }

    /** A date, a time or a stretch of years. */
    private static boolean dated(Cluster cluster) {
        List<Integer> groups = cluster.groups();
        if (groups.size() < 3 || groups.size() > 6) {
            return false;
        }
        boolean year = groups.get(0) == 4 && (cluster.digit(0) == 1 || cluster.digit(0) == 2);
        boolean iso = year && groups.get(1) <= 2 && groups.get(2) <= 2;
        boolean day = groups.get(0) <= 2 && groups.get(1) <= 2 && groups.get(2) == 4;
        return iso || day;
    }

    /** A sum of money, as in 1.234.567 or 100 000 000. */
    private static boolean decimal(Cluster cluster) {
        List<Integer> groups = cluster.groups();
        boolean thousands = groups.size() > 1
                && groups.get(0) <= 3
                && groups.subList(1, groups.size()).stream().allMatch(size -> size == 3)
                && cluster.marks().chars().distinct().count() == 1
                && (cluster.marks().charAt(0) == '.' || cluster.digits().endsWith("000"));
        String text = cluster.text();
        boolean comma = cluster.to() + 1 < text.length()
                && text.charAt(cluster.to()) == ','
                && Characters.isDigit(text.charAt(cluster.to() + 1));
        return thousands || comma;
    }

    private static boolean cued(Cluster cluster) {
        int from = Math.max(0, cluster.from() - BEFORE);
        String before = cluster.text().substring(from, cluster.from()).toLowerCase(Locale.ROOT);
        return CUES.stream().anyMatch(before::contains);
    }

    /** Where it ends, with an extension as in x123. */
    static int end(Cluster cluster) {
        String text = cluster.text();
        int at = cluster.to();
        if (at + 1 < text.length() && text.charAt(at) == 'x' && Characters.isDigit(text.charAt(at + 1))) {
            int end = at + 1;
            while (end < text.length() && end - at <= MOST_EXTENSION && Characters.isDigit(text.charAt(end))) {
                end++;
            }
            return end;
        }
        return at;
    }
}
