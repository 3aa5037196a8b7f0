package io.antiphon.http.people;

import java.time.Instant;

/**
 * A token of a person, for programs.
 *
 * @param id to remove it by
 * @param label what it is for
 * @param hash the SHA-256 of the token, in hexadecimal
 * @param createdAt when it was made
 */
public record ApiToken(String id, String label, String hash, Instant createdAt) {

    private static final int MOST_LABEL = 100;

    /** Checks. */
    public ApiToken {
        if (!id.matches("[0-9a-z-]{1,40}")) {
            throw new IllegalArgumentException("id: 1 to 40 of 0-9, a-z and '-'");
        }
        if (label.isBlank() || label.length() > MOST_LABEL || !Member.isPlain(label)) {
            throw new IllegalArgumentException("label: what the token is for, in 1 to " + MOST_LABEL + " characters");
        }
        if (!hash.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("hash: a SHA-256 of 64 hexadecimal digits");
        }
    }

    /** A token about to be added. */
    public static ApiToken of(String label, String token, Instant now) {
        return new ApiToken(Secret.id(), label.strip(), Secret.hash(token), now);
    }

    @Override
    public String toString() {
        return "ApiToken " + id; // never a hash in a log
    }
}
