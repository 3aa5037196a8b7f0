package io.antiphon.shell;

import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;

/** Who sits at a terminal. */
final class Sessions {

    private Sessions() {}

    /** The user's name; {@code shell} where nobody signed in. */
    static String user(@Nullable Session session) {
        Object user = session == null ? null : session.get("USER");
        return user instanceof String name && !name.isBlank() ? name : "shell";
    }
}
