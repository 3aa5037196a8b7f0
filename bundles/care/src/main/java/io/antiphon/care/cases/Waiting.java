package io.antiphon.care.cases;

import java.util.Locale;

/** Whose turn it is in a case; the order is that of the stored numbers. */
public enum Waiting {
    US,
    CUSTOMER,
    NOBODY;

    private static final Waiting[] ALL = values();

    static Waiting of(int number) {
        return ALL[number];
    }

    /** Its name in lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
