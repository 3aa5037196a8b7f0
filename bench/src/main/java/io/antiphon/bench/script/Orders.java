package io.antiphon.bench.script;

import io.antiphon.bench.Body;
import java.util.Locale;

/** Orders of twenty fields with what the customer said of them; some of them call for somebody to call back. */
final class Orders implements Body {

    private static final int VARIANTS = 40;

    @Override
    public int variants() {
        return VARIANTS;
    }

    @Override
    public String signal(int variant, String id, String customer) {
        return String.format(
                Locale.ROOT,
                "{\"id\":\"%s\",\"email\":\"customer%s@example.org\",\"name\":\"Ada Example\",\"comment\":\"%s\","
                        + "\"rating\":%d,\"order\":\"A-4711\",\"total\":%.2f,\"currency\":\"EUR\",\"country\":\"DE\","
                        + "\"items\":3,\"daysLate\":%d,\"loyalty\":\"%s\",\"carrier\":\"Swift\",\"warehouse\":\"HAM-2\","
                        + "\"payment\":\"card\",\"campaign\":\"autumn\",\"firstOrder\":false,\"refunds\":%d,"
                        + "\"weight\":2.4,\"express\":true}",
                id,
                customer,
                comment(variant),
                rating(variant),
                total(variant),
                daysLate(variant),
                isGold(variant) ? "gold" : "none",
                variant % 2);
    }

    /** Whether the policy decides something about it. */
    static boolean callsForUs(int variant) {
        boolean unhappy = rating(variant) <= 2 || comment(variant).contains("broken");
        return daysLate(variant) > 3 && (total(variant) >= 500 || isGold(variant)) && unhappy;
    }

    /** The part of all orders about which the policy decides something. */
    static double share() {
        int count = 0;
        for (int i = 0; i < VARIANTS; i++) {
            count += callsForUs(i) ? 1 : 0;
        }
        return (double) count / VARIANTS;
    }

    private static String comment(int variant) {
        return variant % 4 == 0
                ? "The parcel came late, the box was open and one of the cups is broken."
                : "It came in the end; the driver was kind and called ahead, thank you for that.";
    }

    private static int rating(int variant) {
        return 1 + variant % 5;
    }

    private static double total(int variant) {
        return 20 + 23.5 * variant;
    }

    private static int daysLate(int variant) {
        return variant % 7;
    }

    private static boolean isGold(int variant) {
        return variant % 3 == 0;
    }
}
