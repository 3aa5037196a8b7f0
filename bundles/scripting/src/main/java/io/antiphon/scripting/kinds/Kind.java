package io.antiphon.scripting.kinds;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a script can be. Its file's name tells: {@code NAME.KIND.js}. */
public enum Kind {
    /** Decides. Pure: it has neither clock nor chance. */
    POLICY("decide"),
    /** Understands. */
    ENRICHER("enrich"),
    /** Hears and speaks. */
    CONNECTOR("signal");

    private static final Pattern FILE =
            Pattern.compile("([a-z0-9][a-z0-9_-]{0,63})\\.(policy|enricher|connector)\\.js");

    private final String function;

    Kind(String function) {
        this.function = function;
    }

    /** The function it exports. */
    public String function() {
        return function;
    }

    /** Lower-case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind that a file's name tells; empty if it is no plugin's. */
    public static Optional<Kind> of(String file) {
        Matcher parts = FILE.matcher(file);
        return parts.matches() ? Optional.of(valueOf(parts.group(2).toUpperCase(Locale.ROOT))) : Optional.empty();
    }

    /** The plugin's name that a file's name tells. */
    public static String name(String file) {
        Matcher parts = FILE.matcher(file);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + file + "' is no script's name; one looks like vip.policy.js:"
                    + " a name of lower-case letters, digits, '_' or '-', then policy, enricher or connector");
        }
        return parts.group(1);
    }
}
