package io.antiphon.insight.pii;

import io.antiphon.insight.pii.Numbers.Cluster;
import java.util.List;
import java.util.Locale;

/** Tells payment cards: the range of an issuer, a length it uses, and Luhn's check digit. */
final class Cards {

    private static final int BEFORE = 40;
    private static final List<String> CUES = List.of(
            "card", "karte", "carte", "tarjeta", "cartão", "carta", "kart", "карт", "kaart", "kort", "卡", "カード", "카드",
            "بطاقة", "visa");

    private Cards() {}

    /** The issuer; empty if it is no card. */
    static String issuer(Cluster cluster) {
        int length = cluster.length();
        if (length < 12 || length > 19 || cluster.plus() || !shaped(cluster) || !luhn(cluster.digits())) {
            return "";
        }
        String issuer = issuer(cluster.number(0, 2), cluster.number(0, 3), cluster.number(0, 4), length);
        return issuer.isEmpty() && cued(cluster) ? "unknown" : issuer;
    }

    /** Whether a word not far before it says that it is a card. */
    private static boolean cued(Cluster cluster) {
        int from = Math.max(0, cluster.from() - BEFORE);
        String before = cluster.text().substring(from, cluster.from()).toLowerCase(Locale.ROOT);
        return CUES.stream().anyMatch(before::contains);
    }

    /** In one group, or in groups of four or as American Express has them, with one mark between. */
    private static boolean shaped(Cluster cluster) {
        if (cluster.plain()) {
            return true;
        }
        boolean alike = cluster.marks().chars().distinct().count() == 1
                && (cluster.marks().charAt(0) == ' ' || cluster.marks().charAt(0) == '-');
        int last = cluster.groups().size() - 1;
        boolean fours = cluster.groups().subList(0, last).stream().allMatch(size -> size == 4)
                && cluster.groups().get(last) <= 4;
        return alike
                && (fours
                        || cluster.groups().equals(List.of(4, 6, 5))
                        || cluster.groups().equals(List.of(4, 6, 4)));
    }

    private static String issuer(int two, int three, int four, int length) {
        if (two / 10 == 4) {
            return length == 13 || length == 16 || length == 19 ? "visa" : "";
        } else if (two >= 51 && two <= 55 || four >= 2221 && four <= 2720) {
            return length == 16 ? "mastercard" : "";
        } else if (two == 34 || two == 37) {
            return length == 15 ? "american-express" : "";
        } else if (four == 6011 || three >= 644 && three <= 649 || two == 65) {
            return length >= 16 ? "discover" : "";
        } else if (two == 35 || (four == 2131 || four == 1800) && length == 15) {
            return length >= 16 || length == 15 ? "jcb" : "";
        } else if (three >= 300 && three <= 305 || two == 36 || two == 38 || two == 39) {
            return length >= 14 ? "diners-club" : "";
        } else if (two == 62 && length >= 16) {
            return "unionpay";
        } else if (four >= 2200 && four <= 2204 && length >= 16) {
            return "mir";
        }
        return two == 50 || two >= 56 && two <= 69 || four == 604 ? "maestro" : "";
    }

    /** Whether the last digit checks the others by Luhn's formula. */
    static boolean luhn(CharSequence digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int doubled = i % 2 == 0 ? digit : 2 * digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0;
    }
}
