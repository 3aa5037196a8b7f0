package io.antiphon.connector.mail;

import java.util.Arrays;
import java.util.Locale;

/** How a connection to a mail server is kept from others' eyes. */
enum Security {
    /** Encrypted from the first byte. */
    TLS,
    /** Encrypted before anything is said that matters, or not at all. */
    STARTTLS,
    /** In the clear. */
    PLAIN;

    static final String[] NAMES =
            Arrays.stream(values()).map(Security::toString).toArray(String[]::new);

    static Security of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
