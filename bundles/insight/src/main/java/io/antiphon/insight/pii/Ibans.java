package io.antiphon.insight.pii;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Finds international bank account numbers: a country's length, and the check of ISO 7064 (modulo 97 is 1). */
final class Ibans {

    private static final Map<String, Integer> LENGTHS = lengths(
            "NO15 BE16 DK18 FI18 FO18 FK18 GL18 NL18 SD18 MK19 SI19 AT20 BA20 EE20 KZ20 LT20 LU20 MN20 XK20 CH21 HR21 LI21"
                    + " LV21 BG22 BH22 CR22 DE22 GB22 GE22 IE22 ME22 RS22 AE23 GI23 IL23 IQ23 OM23 TL23 SO23 NI28 AD24 CZ24 ES24"
                    + " MD24 PK24 RO24 SA24 SE24 SK24 TN24 VG24 LY25 PT25 ST25 IS26 TR26 BI27 DJ27 FR27 GR27 IT27 MC27 MR27 SM27"
                    + " AL28 AZ28 BY28 CY28 DO28 GT28 HU28 LB28 PL28 SV28 BR29 EG29 PS29 QA29 UA29 JO30 KW30 MU30 YE30 MT31 SC31"
                    + " LC32 RU33");
    private static final int MODULUS = 97;

    private Ibans() {}

    private static Map<String, Integer> lengths(String table) {
        Map<String, Integer> lengths = new HashMap<>();
        for (String each : table.split(" ")) {
            lengths.put(each.substring(0, 2), Integer.valueOf(each.substring(2)));
        }
        return Map.copyOf(lengths);
    }

    static void find(String text, List<Found> found) {
        for (int i = 0; i + 4 < text.length(); i++) {
            if (Characters.letter(text.charAt(i))
                    && Characters.letter(text.charAt(i + 1))
                    && Characters.isDigit(text.charAt(i + 2))
                    && Characters.isDigit(text.charAt(i + 3))
                    && Characters.free(text, i)) {
                String country = text.substring(i, i + 2).toUpperCase(Locale.ROOT);
                int to = LENGTHS.containsKey(country) ? end(text, i, LENGTHS.get(country)) : -1;
                if (to > 0) {
                    found.add(new Found(Found.IBAN, country, i, to, 1));
                    i = to - 1;
                }
            }
        }
    }

    /** Where so many letters and digits end, spaces or dashes between groups left out, if the check holds; or else -1. */
    private static int end(String text, int from, int length) {
        StringBuilder compact = new StringBuilder(length);
        int at = from;
        while (at < text.length() && compact.length() < length) {
            char c = text.charAt(at);
            boolean between =
                    (c == ' ' || c == '-' || c == '\u00A0') && compact.length() >= 4 && text.charAt(at - 1) != c;
            if (Characters.letter(c) || c >= '0' && c <= '9') {
                compact.append(Character.toUpperCase(c));
            } else if (!between) {
                return -1;
            }
            at++;
        }
        return compact.length() == length && Characters.ends(text, at) && valid(compact) ? at : -1;
    }

    private static boolean valid(CharSequence compact) {
        int rest = 0;
        for (int i = 0; i < compact.length(); i++) {
            char c = compact.charAt((i + 4) % compact.length());
            int value = c <= '9' ? c - '0' : c - 'A' + 10;
            rest = (rest * (value > 9 ? 100 : 10) + value) % MODULUS;
        }
        return rest == 1;
    }
}
