package io.antiphon.profiles;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import io.antiphon.spi.Problem;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Phone numbers, in E.164; an extension follows as {@code ;ext=7}, since who shares an office's number is not the same
 * person. A number without country code belongs to the configured region. If there is none, its digits alone are compared: an
 * enterprise of one country is served by that, and two countries' numbers rarely meet.
 */
final class PhoneNumbers {

    private static final String PUNCTUATION = " \t\u00a0\u202f-‐‑–./()";
    private static final int FEWEST_DIGITS = 7;
    private static final int MOST_DIGITS = 15;
    private static final int MOST_REMEMBERED = 20_000;

    private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    private final @Nullable String region;
    private final String asked;

    /** What parsing found, since it costs more than all else; emptied when full. */
    private final ConcurrentHashMap<String, String> remembered = new ConcurrentHashMap<>();

    PhoneNumbers(String region) {
        asked = region.strip().toUpperCase(Locale.ROOT);
        this.region = numbers.getSupportedRegions().contains(asked) ? asked : null;
    }

    List<Problem> problems() {
        return asked.isEmpty() || region != null
                ? List.of()
                : List.of(Problem.warning(
                        ProfileSettings.PID,
                        "The region '" + asked
                                + "' is no country code, so numbers without one are compared by their digits.",
                        "Set region to a code of two letters such as DE or US, or leave it empty."));
    }

    /** The normalised form; empty if it is no phone number. */
    String normalised(String value) {
        String known = remembered.get(value);
        if (known == null) {
            known = region == null && !value.startsWith("+") && !value.startsWith("＋") ? digits(value) : parsed(value);
            if (remembered.size() >= MOST_REMEMBERED) {
                remembered.clear();
            }
            remembered.put(value, known);
        }
        return known;
    }

    private String parsed(String value) {
        try {
            PhoneNumber number = numbers.parse(value, region);
            if (!numbers.isPossibleNumber(number)) {
                return "";
            }
            String standard = numbers.format(number, PhoneNumberFormat.E164);
            return number.hasExtension() ? standard + ";ext=" + number.getExtension() : standard;
        } catch (NumberParseException e) {
            return "";
        }
    }

    private static String digits(String value) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isDigit(c)) {
                digits.append((char) ('0' + Character.digit(c, 10)));
            } else if (PUNCTUATION.indexOf(c) < 0) {
                return "";
            }
        }
        boolean plausible = digits.length() >= FEWEST_DIGITS
                && digits.length() <= MOST_DIGITS
                && digits.chars().distinct().count() > 1;
        return plausible ? digits.toString() : "";
    }
}
