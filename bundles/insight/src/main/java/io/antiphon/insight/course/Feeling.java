package io.antiphon.insight.course;

import io.antiphon.spi.Insight;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How something was felt about; the order is that of the columns. */
enum Feeling {
    POSITIVE,
    NEGATIVE,
    NEUTRAL,
    MIXED;

    private static final String TYPE = "sentiment";

    /** The feeling an insight tells; null if it tells none. */
    static @Nullable Feeling told(Insight insight) {
        if (!insight.type().equals(TYPE)) {
            return null;
        }
        return switch (insight.value()) {
            case "positive" -> POSITIVE;
            case "negative" -> NEGATIVE;
            case "neutral" -> NEUTRAL;
            case "mixed" -> MIXED;
            default -> null;
        };
    }

    /** The feeling of a whole signal; null if none was understood. */
    static @Nullable Feeling whole(List<Insight> insights) {
        for (Insight insight : insights) {
            if (insight.about() == null) {
                Feeling told = told(insight);
                if (told != null) {
                    return told;
                }
            }
        }
        return null;
    }
}
