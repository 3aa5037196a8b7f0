package io.antiphon.care.cases;

import java.util.Locale;

/** What has become of a signal; the order is that of the stored numbers. */
public enum Disposition {
    OPEN,
    ANSWERED,
    SOLVED,
    THANKED,
    CLOSED;

    private static final Disposition[] ALL = values();

    static Disposition of(int number) {
        return ALL[number];
    }

    /** Its name in lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
