package io.antiphon.insight.pii;

import io.antiphon.insight.pii.Numbers.Cluster;

/**
 * Tells national numbers made of digits alone: by their grouping where it is unmistakable, or else by check digits together with a
 * date of birth, so that an order's number is hardly ever taken for one.
 */
final class NationalNumbers {

    private static final int[] PESEL = {1, 3, 7, 9, 1, 3, 7, 9, 1, 3};
    private static final int[] CHINA = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};

    private NationalNumbers() {}

    /** The country's two letters; empty if it is none. */
    static String country(Cluster cluster) {
        if (cluster.plus()) {
            return "";
        }
        if (cluster.grouped('-', 3, 2, 4)) {
            return social(cluster) ? "us" : "";
        }
        return switch (cluster.length()) {
            case 10 -> cluster.grouped('-', 6, 4) && date(cluster, 0, 2, 4) && Cards.luhn(cluster.digits()) ? "se" : "";
            case 11 -> eleven(cluster);
            case 13 -> cluster.plain() && southAfrican(cluster) ? "za" : "";
            case 15 -> french(cluster) ? "fr" : "";
            case 18 -> cluster.plain() && chinese(cluster) ? "cn" : "";
            default -> "";
        };
    }

    private static boolean social(Cluster cluster) {
        int area = cluster.number(0, 3);
        return area != 0 && area != 666 && area < 900 && cluster.number(3, 5) != 0 && cluster.number(5, 9) != 0;
    }

    private static String eleven(Cluster cluster) {
        boolean dotted = cluster.groups().equals(java.util.List.of(3, 3, 3, 2))
                && cluster.marks().equals("..-");
        if ((dotted || cluster.plain())
                && brazilian(cluster)
                && (dotted || !cluster.digits().startsWith("0"))) {
            return "br";
        }
        boolean russian = cluster.groups().equals(java.util.List.of(3, 3, 3, 2))
                && cluster.marks().equals("-- ");
        if (russian && snils(cluster)) {
            return "ru";
        }
        return cluster.plain() && polish(cluster) ? "pl" : "";
    }

    private static boolean brazilian(Cluster cluster) {
        if (cluster.digits().chars().distinct().count() == 1) {
            return false;
        }
        for (int check = 9; check <= 10; check++) {
            int sum = 0;
            for (int i = 0; i < check; i++) {
                sum += cluster.digit(i) * (check + 1 - i);
            }
            if (sum * 10 % 11 % 10 != cluster.digit(check)) {
                return false;
            }
        }
        return true;
    }

    private static boolean snils(Cluster cluster) {
        int sum = 0;
        for (int i = 0; i < 9; i++) {
            sum += cluster.digit(i) * (9 - i);
        }
        return sum % 101 % 100 == cluster.number(9, 11);
    }

    private static boolean polish(Cluster cluster) {
        int sum = 0;
        for (int i = 0; i < PESEL.length; i++) {
            sum += cluster.digit(i) * PESEL[i];
        }
        int month = cluster.number(2, 4) % 20;
        int day = cluster.number(4, 6);
        return (10 - sum % 10) % 10 == cluster.digit(10) && month >= 1 && month <= 12 && day >= 1 && day <= 31;
    }

    private static boolean southAfrican(Cluster cluster) {
        return date(cluster, 0, 2, 4) && cluster.digit(10) <= 2 && Cards.luhn(cluster.digits());
    }

    private static boolean french(Cluster cluster) {
        int first = cluster.digit(0);
        int month = cluster.number(3, 5);
        long body = Long.parseLong(cluster.digits().substring(0, 13));
        return (first == 1 || first == 2) && month >= 1 && month <= 12 && 97 - body % 97 == cluster.number(13, 15);
    }

    private static boolean chinese(Cluster cluster) {
        int year = cluster.number(6, 10);
        return year >= 1900
                && year <= 2099
                && date(cluster, 8, 10, 12)
                && check(cluster.digits()) == cluster.digits().charAt(17);
    }

    /** The check character of a Chinese identity number, which may be an X. */
    static char check(CharSequence digits) {
        int sum = 0;
        for (int i = 0; i < CHINA.length; i++) {
            sum += (digits.charAt(i) - '0') * CHINA[i];
        }
        return "10X98765432".charAt(sum % 11);
    }

    private static boolean date(Cluster cluster, int year, int month, int day) {
        int months = cluster.number(month, month + 2);
        int days = cluster.number(day, day + 2);
        return cluster.number(year, year + 2) >= 0 && months >= 1 && months <= 12 && days >= 1 && days <= 31;
    }
}
