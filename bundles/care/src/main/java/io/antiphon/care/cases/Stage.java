package io.antiphon.care.cases;

import java.util.Locale;

/** How far an answer has come; the order is that of the stored numbers. */
public enum Stage {
    PENDING,
    SENT,
    REFUSED,
    UNSURE;

    private static final Stage[] ALL = values();

    static Stage of(int number) {
        return ALL[number];
    }

    /** Its name in lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
