package io.antiphon.spi;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A person or a company, unified over all channels: the identities that evidence connects.
 *
 * @param id stable while its oldest identity stays in it; empty for {@link #ANONYMOUS}
 * @param identities normalised, oldest first
 * @param traits what signals told about the person ({@code name}, {@code locale}, …), the latest word wins; the first 256 by name
 * @param firstSeen when its first signal was heard; null if none was
 * @param lastSeen when its latest signal was heard; null if none was
 * @param signals how many signals it gave
 */
public record Profile(
        String id,
        List<Identity> identities,
        Map<String, Object> traits,
        @Nullable Instant firstSeen,
        @Nullable Instant lastSeen,
        long signals) {

    /** The profile of a signal that names nobody. */
    public static final Profile ANONYMOUS = new Profile("", List.of(), Map.of(), null, null, 0);

    /** Copies. */
    public Profile {
        identities = List.copyOf(identities);
        traits = Attributes.copy(traits);
    }

    /** Whether nobody is known. */
    public boolean anonymous() {
        return id.isEmpty();
    }
}
