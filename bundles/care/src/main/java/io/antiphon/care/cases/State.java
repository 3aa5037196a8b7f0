package io.antiphon.care.cases;

import java.util.Locale;

/** Where a case stands in the life cycle of ISO 10002; the order is that of the stored numbers. */
public enum State {
    RECEIVED,
    ACKNOWLEDGED,
    ASSESSED,
    ANSWERED,
    CLOSED,
    REOPENED;

    private static final State[] ALL = values();

    static State of(int number) {
        return ALL[number];
    }

    /** Its name in lower case, as it is written everywhere. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
