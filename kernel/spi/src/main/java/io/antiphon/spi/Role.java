package io.antiphon.spi;

import java.util.Locale;

/** What a person may do. Each role may do all that those before it may. */
public enum Role {
    /** Looks. */
    VIEWER,
    /** Answers customers: works on cases. */
    AGENT,
    /** Answers for others' work: assigns cases, approves what leaves, presses stop, writes rules. */
    SUPERVISOR,
    /** Everything: connections, bundles, scripts, people. */
    ADMINISTRATOR;

    /** Whether this role may do what another may. */
    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }

    /** Its name in lower case, as it is written everywhere. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The role of a name in lower case.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Role of(String word) {
        for (Role role : values()) {
            if (role.word().equals(word)) {
                return role;
            }
        }
        throw new IllegalArgumentException(
                "'" + Text.shown(word) + "' is no role; there are viewer, agent, supervisor and administrator");
    }
}
