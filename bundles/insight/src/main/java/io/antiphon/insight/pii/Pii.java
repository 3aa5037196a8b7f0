package io.antiphon.insight.pii;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds what is personal in texts. Every step looks at a bounded stretch, so that the time is in proportion to the text's length. */
public final class Pii {

    /** How many characters of a text are looked at. */
    public static final int MOST_TEXT = 200_000;

    /** The most that is told of a text. */
    public static final int MOST_FOUND = 200;

    private Pii() {}

    /** What is personal in a text, in its order and without overlaps. */
    public static List<Found> find(CharSequence text) {
        return find(text, "");
    }

    /** The same. @param giver the name of who gave it, which is looked for too; empty if it is not known */
    public static List<Found> find(CharSequence text, String giver) {
        return find(text, giver, MOST_FOUND);
    }

    /** All that is personal in the part of a text that is looked at. */
    static List<Found> all(String text) {
        return find(text, "", Integer.MAX_VALUE);
    }

    private static List<Found> find(CharSequence text, String giver, int most) {
        String given = text.subSequence(0, Math.min(text.length(), MOST_TEXT)).toString();
        List<Found> found = new ArrayList<>();
        Marks marks = Marks.of(given);
        if (marks.at()) {
            Emails.find(given, found);
        }
        if (marks.digits()) {
            Ibans.find(given, found);
            Addresses.find(given, found);
            Identifiers.find(given, found);
            Numbers.find(given, found);
        }
        Names.find(given, giver, found);
        return apart(found, most);
    }

    /** What a text has at all, so that most is not looked for in most texts. */
    private record Marks(boolean at, boolean digits) {
        static Marks of(String text) {
            boolean at = false;
            boolean digits = false;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                at |= c == '@';
                digits |= c >= '0' && c <= '9' || c > 0x600 && Character.isDigit(c);
            }
            return new Marks(at, digits || text.contains("::"));
        }
    }

    /** Of those that overlap, the surer one, or else the longer. */
    private static List<Found> apart(List<Found> found, int most) {
        if (found.size() < 2) {
            return List.copyOf(found);
        }
        found.sort(Comparator.comparingDouble(Found::confidence)
                .thenComparingInt(each -> each.to() - each.from())
                .reversed()
                .thenComparingInt(Found::from));
        java.util.TreeMap<Integer, Found> kept = new java.util.TreeMap<>();
        for (Found each : found) {
            java.util.Map.Entry<Integer, Found> before = kept.lowerEntry(each.to());
            if (kept.size() < most && (before == null || before.getValue().to() <= each.from())) {
                kept.put(each.from(), each);
            }
        }
        return List.copyOf(kept.values());
    }
}
