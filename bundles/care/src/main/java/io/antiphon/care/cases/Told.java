package io.antiphon.care.cases;

import io.antiphon.care.settings.CareSettings;
import io.antiphon.spi.Direction;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Signal;
import java.util.List;
import java.util.Map;

/** What a signal tells of what its giver wants and feels, as bits; and whether it needs an answer at all. */
final class Told {

    static final int COMPLAINT = 1;
    static final int QUESTION = 1 << 1;
    static final int REQUEST = 1 << 2;
    static final int PRAISE = 1 << 3;
    static final int POSITIVE = 1 << 4;
    static final int NEGATIVE = 1 << 5;
    static final int MIXED = 1 << 6;
    static final int URGENT = 1 << 7;
    static final int LOW = 1 << 8;
    static final int HIGH = 1 << 9;

    private static final int GLAD = PRAISE | POSITIVE | HIGH;
    private static final int MORE = COMPLAINT | QUESTION | REQUEST | NEGATIVE | MIXED | URGENT | LOW;
    private static final int MOST_SUBJECT = 160;

    private Told() {}

    /** Whether somebody said it who may be answered, and no machine. */
    static boolean needsAnswer(Signal signal, CareSettings settings) {
        if (signal.direction() == Direction.OUTBOUND
                || settings.ignored().contains(signal.kind())
                || Boolean.TRUE.equals(signal.attributes().get("auto"))) {
            return false;
        }
        String text = signal.text();
        return text != null && !text.isBlank() || signal.rating() != null;
    }

    /** What the signal itself tells. */
    static int bits(Signal signal) {
        int bits = signal.kind().equals("complaint") ? COMPLAINT : 0;
        Double rating = signal.rating();
        if (rating != null) {
            boolean survey = signal.kind().startsWith("survey");
            bits |= rating <= (survey ? 6 : 2) ? LOW : rating >= (survey ? 9 : 4) ? HIGH : 0;
        }
        return bits;
    }

    /** What was understood of it. */
    static int bits(List<Insight> insights) {
        int bits = 0;
        for (Insight insight : insights) {
            if (insight.about() == null) {
                bits |= switch (insight.type()) {
                    case "sentiment" -> feeling(insight.value());
                    case "intent" -> intent(insight.value());
                    case "urgency" -> URGENT;
                    default -> 0;
                };
            }
        }
        return bits;
    }

    private static int feeling(String value) {
        return switch (value) {
            case "positive" -> POSITIVE;
            case "negative" -> NEGATIVE;
            case "mixed" -> MIXED;
            default -> 0;
        };
    }

    private static int intent(String value) {
        return switch (value) {
            case "complaint" -> COMPLAINT;
            case "question" -> QUESTION;
            case "request" -> REQUEST;
            case "praise" -> PRAISE;
            default -> 0;
        };
    }

    /** Whether there is praise and nothing else. */
    static boolean praises(int bits) {
        return (bits & GLAD) != 0 && (bits & MORE) == 0;
    }

    /** A mail's subject, or the first line of the text. */
    static String subject(Signal signal) {
        String text = signal.attributes().get("subject") instanceof String told && !told.isBlank()
                ? told
                : signal.text() == null ? "" : signal.text();
        String line = text.strip().lines().findFirst().orElse("").strip();
        if (line.length() <= MOST_SUBJECT) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(MOST_SUBJECT - 1)) ? MOST_SUBJECT - 1 : MOST_SUBJECT;
        return line.substring(0, end) + "…";
    }

    /** Whether the signal says of its giver that they are very important. */
    static boolean vip(Signal signal, CareSettings settings) {
        if (!(signal.attributes().get("profile") instanceof Map<?, ?> traits)) {
            return false;
        }
        for (String name : settings.vip()) {
            Object value = traits.get(name);
            if (value != null
                    && !value.equals(false)
                    && !value.equals("")
                    && !value.equals("false")
                    && !value.equals(0L)) {
                return true;
            }
        }
        return false;
    }
}
