package io.antiphon.rules.lang;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Puts phrases together in plain English. */
public final class Words {

    private Words() {}

    /** {@code a, b or c}. */
    static String either(List<String> all) {
        return joined(all, " or ");
    }

    /** {@code a, b and c}. */
    static String both(List<String> all) {
        return joined(all, " and ");
    }

    private static String joined(List<String> all, String last) {
        if (all.size() < 2) {
            return all.isEmpty() ? "" : all.get(0);
        }
        return String.join(", ", all.subList(0, all.size() - 1)) + last + all.get(all.size() - 1);
    }

    /** Phrases of which several say something of {@code it}: the word is said once. */
    static String sentence(List<String> phrases) {
        List<String> told = new ArrayList<>();
        boolean it = false;
        for (String phrase : phrases) {
            if (phrase.isEmpty()) {
                continue;
            }
            boolean its = phrase.startsWith("it ") && !phrase.startsWith("it is not so ");
            told.add(its && it ? phrase.substring(3) : phrase);
            it = its;
        }
        return both(told);
    }

    /** A phrase turned into its contrary. */
    static String negated(String phrase) {
        boolean simple = !phrase.contains(" and ") && !phrase.startsWith("either ");
        for (String verb : simple ? List.of("matches", "says", "belongs", "comes", "contains") : List.<String>of()) {
            String says = "it " + verb + " ";
            if (phrase.startsWith(says)) {
                String stem = verb.substring(0, verb.length() - (verb.equals("matches") ? 2 : 1));
                return "it does not " + stem + " " + phrase.substring(says.length());
            }
        }
        int is = phrase.indexOf(" is ");
        boolean plain = is > 0 && simple && !phrase.contains(" is not ");
        return plain ? phrase.substring(0, is) + " is not " + phrase.substring(is + 4) : "it is not so that " + phrase;
    }

    /** {@code 1st, 2nd, 3rd, 4th}. */
    public static String ordinal(long number) {
        long tens = number % 100;
        boolean teens = tens > 10 && tens < 14;
        String ending = teens
                ? "th"
                : switch ((int) (number % 10)) {
                    case 1 -> "st";
                    case 2 -> "nd";
                    case 3 -> "rd";
                    default -> "th";
                };
        return number + ending;
    }

    /** {@code 7 days, 4 hours, 90 minutes}. */
    public static String time(Duration time) {
        long seconds = time.toSeconds();
        if (seconds % 86_400 == 0) {
            return count(seconds / 86_400, "day");
        }
        if (seconds % 3_600 == 0) {
            return count(seconds / 3_600, "hour");
        }
        return seconds % 60 == 0 ? count(seconds / 60, "minute") : count(seconds, "second");
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    /** {@code (0.93)}; nothing if it is certain. */
    static String sure(double confidence) {
        return confidence >= 1 ? "" : String.format(Locale.ROOT, " (%.2f)", confidence);
    }

    /** At most so many characters. */
    public static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
        return text.substring(0, end) + "…";
    }

    /** With its article: {@code a complaint, an order}. */
    static String a(String noun) {
        if (noun.startsWith("praise")) {
            return noun;
        }
        return ("aeiou".indexOf(noun.isEmpty() ? 'x' : noun.charAt(0)) >= 0 ? "an " : "a ") + noun;
    }
}
