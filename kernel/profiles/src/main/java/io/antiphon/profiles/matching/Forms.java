package io.antiphon.profiles.matching;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values in the forms in which they are compared. */
final class Forms {

    private static final int LONGEST = 128;
    private static final Pattern YEAR_FIRST =
            Pattern.compile("([0-9]{4})[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,2})(?:[T ].*)?");
    private static final Pattern DAY_FIRST = Pattern.compile("([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    private Forms() {}

    /** The form of a value; empty if it says nothing. */
    static String of(Attribute attribute, String value) {
        String text = value.length() > LONGEST ? beginning(value) : value;
        return switch (attribute) {
            case BORN -> date(text.strip());
            case EMAIL -> text.strip().toLowerCase(Locale.ROOT);
            case PHONE, NATIONAL_ID, HOUSE -> words(text).replace(" ", "");
            default -> words(text);
        };
    }

    private static String beginning(String value) {
        return value.substring(0, Character.isHighSurrogate(value.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST);
    }

    /** Words of small letters without accents and digits, with one blank between. */
    static String words(String text) {
        String plain = isAscii(text)
                ? text
                : MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                        .replaceAll("");
        StringBuilder words = new StringBuilder(plain.length());
        boolean gap = false;
        for (int i = 0; i < plain.length(); ) {
            int c = plain.codePointAt(i);
            i += Character.charCount(c);
            if (Character.isLetterOrDigit(c)) {
                if (gap && words.length() > 0) {
                    words.append(' ');
                }
                gap = false;
                words.appendCodePoint(Character.toLowerCase(c));
            } else if (c != '\'' && c != '’') {
                gap = true;
            }
        }
        return words.toString();
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7f) {
                return false;
            }
        }
        return true;
    }

    /** Year, month and day in eight digits, also if there is no such day; empty if it is no date. */
    private static String date(String text) {
        Matcher yearFirst = YEAR_FIRST.matcher(text);
        if (yearFirst.matches()) {
            return yearFirst.group(1) + two(yearFirst.group(2)) + two(yearFirst.group(3));
        }
        Matcher dayFirst = DAY_FIRST.matcher(text);
        if (dayFirst.matches()) {
            return dayFirst.group(3) + two(dayFirst.group(2)) + two(dayFirst.group(1));
        }
        return text.length() == 8 && text.chars().allMatch(c -> c >= '0' && c <= '9') ? text : "";
    }

    private static String two(String digits) {
        return digits.length() == 2 ? digits : "0" + digits;
    }
}
