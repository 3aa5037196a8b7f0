package io.antiphon.profiles;

import java.net.IDN;
import java.util.Locale;

/**
 * E-mail addresses. Upper and lower case are the same, also before the @: the standard would let a host tell them
 * apart, none in use does. Dots and {@code +tags} are kept: what they mean differs from host to host and changes, and
 * joining two people on a guess is worse than not joining one.
 */
final class EmailAddress {

    private static final int MOST_LOCAL = 64;
    private static final int MOST_DOMAIN = 253;
    private static final int MOST_LABEL = 63;
    private static final String SPECIAL = "()<>[]:;@\\,\"";
    /** Letters that the JDK's IDNA 2003 maps to others, while domains are registered with them today. */
    private static final String DEVIATIONS = "ßς\u200c\u200d";

    private EmailAddress() {}

    /** The normalised form; empty if it is no e-mail address. */
    static String normalised(String value) {
        int at = value.lastIndexOf('@');
        if (at < 1 || at > MOST_LOCAL) {
            return "";
        }
        String local = value.substring(0, at).toLowerCase(Locale.ROOT);
        String domain = domain(value.substring(at + 1).toLowerCase(Locale.ROOT));
        return isLocal(local) && !domain.isEmpty() ? local + "@" + domain : "";
    }

    private static boolean isLocal(String local) {
        return local.codePoints()
                .noneMatch(c -> Character.isWhitespace(c)
                        || Character.isSpaceChar(c)
                        || Character.isISOControl(c)
                        || SPECIAL.indexOf(c) >= 0);
    }

    private static String domain(String given) {
        String domain = given.endsWith(".") ? given.substring(0, given.length() - 1) : given;
        if (!isAscii(domain)) {
            if (domain.chars().anyMatch(c -> DEVIATIONS.indexOf(c) >= 0)) {
                return domain.chars().anyMatch(Character::isWhitespace) ? "" : domain;
            }
            try {
                domain = IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
            } catch (IllegalArgumentException e) {
                return "";
            }
        }
        return isHost(domain) ? domain : "";
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    /** At least two labels of letters, digits and hyphens. */
    private static boolean isHost(String domain) {
        int label = 0;
        int labels = 1;
        for (int i = 0; i < domain.length(); i++) {
            char c = domain.charAt(i);
            if (c == '.') {
                if (label == 0) {
                    return false;
                }
                labels++;
                label = 0;
            } else if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_') {
                label++;
                if (label > MOST_LABEL) {
                    return false;
                }
            } else {
                return false;
            }
        }
        return label > 0 && labels > 1 && domain.length() <= MOST_DOMAIN;
    }
}
