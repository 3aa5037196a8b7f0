package io.antiphon.insight.queries;

import io.antiphon.insight.queries.Expression.Has;
import io.antiphon.insight.queries.Expression.Is;
import io.antiphon.insight.queries.Expression.Within;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which fields a query may ask for, and how their values are written. */
final class Fields {

    /** Begins the name of an attribute. */
    static final String ATTRIBUTE = "attribute.";

    static final String LANGUAGE = "language";
    static final String UNIT = "unit";
    static final String RATING = "rating";

    private static final List<String> PLAIN = List.of("channel", "kind", LANGUAGE, UNIT, "direction");
    private static final Pattern COMPARED = Pattern.compile("(>=|<=|>|<|=)(-?\\d{1,15}(?:\\.\\d{1,9})?)");
    private static final Pattern BETWEEN =
            Pattern.compile("(-?\\d{1,15}(?:\\.\\d{1,9})?)\\.\\.(-?\\d{1,15}(?:\\.\\d{1,9})?)");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(?:\\.\\d{1,9})?");

    private Fields() {}

    /** The field as it is kept; null if there is none of that name. */
    static @Nullable String named(String written) {
        String lower = written.toLowerCase(Locale.ROOT);
        if (PLAIN.contains(lower) || lower.equals(RATING)) {
            return lower;
        }
        if (lower.startsWith(ATTRIBUTE) && written.length() > ATTRIBUTE.length()) {
            return ATTRIBUTE + written.substring(ATTRIBUTE.length());
        }
        return null;
    }

    /** What is wrong with a name, and what there is. */
    static String unknown(String written) {
        return "There is no field '" + written + "'. There are " + String.join(", ", PLAIN)
                + ", rating and attribute.NAME; a colon that belongs to the text is put in quotation marks.";
    }

    /**
     * Reads what follows the colon.
     *
     * @param quoted whether it stood in quotation marks, and so is no number to compare with
     * @return null if it cannot be read; {@link #wrong} says why
     */
    static @Nullable Expression value(String field, String value, boolean quoted) {
        boolean numeric = field.equals(RATING) || field.startsWith(ATTRIBUTE);
        if (value.equals("*") && !quoted) {
            return new Has(field);
        }
        if (numeric && !quoted) {
            Matcher compared = COMPARED.matcher(value);
            if (compared.matches()) {
                return compared(field, compared.group(1), Double.parseDouble(compared.group(2)));
            }
            Matcher between = BETWEEN.matcher(value);
            if (between.matches()) {
                double least = Double.parseDouble(between.group(1));
                double most = Double.parseDouble(between.group(2));
                return least <= most ? new Within(field, least, true, most, true) : null;
            }
            if (field.equals(RATING)) {
                return NUMBER.matcher(value).matches() ? compared(field, "=", Double.parseDouble(value)) : null;
            }
        }
        String folded = Folding.fold(value.strip());
        boolean operator = !quoted && (value.startsWith(">") || value.startsWith("<"));
        return folded.isEmpty() || operator || field.equals(RATING) ? null : new Is(field, folded);
    }

    private static Expression compared(String field, String operator, double number) {
        double least = Double.NEGATIVE_INFINITY;
        double most = Double.POSITIVE_INFINITY;
        return switch (operator) {
            case ">=" -> new Within(field, number, true, most, true);
            case ">" -> new Within(field, number, false, most, true);
            case "<=" -> new Within(field, least, true, number, true);
            case "<" -> new Within(field, least, true, number, false);
            default -> new Within(field, number, true, number, true);
        };
    }

    /** How a value is written. */
    static String wrong(String field) {
        return field.equals(RATING)
                ? "A rating is compared as in rating:>=4, rating:<3, rating:5 or rating:1..3."
                : "After " + field + ": a value is needed, as in " + field + ":" + example(field) + ".";
    }

    private static String example(String field) {
        return switch (field) {
            case "channel" -> "email";
            case "kind" -> "review";
            case LANGUAGE -> "ru";
            case UNIT -> "acme/emea";
            case "direction" -> "inbound";
            default -> "gold, " + field + ":>100 or " + field + ":\"New York\"";
        };
    }
}
