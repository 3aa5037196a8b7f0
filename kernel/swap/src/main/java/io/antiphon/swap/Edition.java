package io.antiphon.swap;

import java.time.Instant;

/**
 * A bundle's version that serves or served.
 *
 * @param digest the SHA-256 of its jar, in hexadecimal; empty if it comes with the distribution
 * @param origin {@code distribution}, {@code deploy/FILE}, or {@code uploaded}
 * @param since when it began to serve
 */
record Edition(String version, String digest, String origin, Instant since) {

    static final String DISTRIBUTION = "distribution";
    static final String UPLOADED = "uploaded";
    static final String DEPLOY = "deploy/";

    /** Whether it comes with the distribution, which holds its jar. */
    boolean shipped() {
        return digest.isEmpty();
    }

    Edition since(Instant when) {
        return new Edition(version, digest, origin, when);
    }
}
