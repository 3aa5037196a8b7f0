package io.antiphon.spi;

import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The bundles that are plugged in, and their replacement while signals flow. A service; thread-safe. One change is carried out at
 * a time; others wait for it.
 *
 * <p>A change is all or nothing: the new bundle is checked and started beside the old one, which serves until the new one has
 * proved that it can; if it cannot, the old one simply goes on. Each change is recorded before it is carried out.
 */
@ProviderType
public interface Bundles {

    /** What can be replaced or was refused lately, by name. */
    List<Plugged> list();

    /**
     * Installs a bundle, or replaces the one of its symbolic name.
     *
     * @param jar is read to its end and not closed
     * @param called what the user calls it, usually a file name; it stands in messages
     * @param digest the SHA-256 it must have, in hexadecimal; empty to take it as it is
     * @param who the user's name
     * @return what was done, once it is durable
     * @throws AntiphonException INVALID if it cannot be one of this system's bundles; TOO_LARGE; CONFLICT if it did not start or
     *     did not prove healthy, so that all is as before; BUSY if other changes take too long
     */
    Change put(InputStream jar, String called, String digest, String who);

    /**
     * Replaces a bundle by the one that served before it.
     *
     * @throws AntiphonException NOT_FOUND if there is no such bundle or none before it; else as {@link #put}
     */
    Change rollback(String name, String who);

    /**
     * Takes a bundle away; its data stay.
     *
     * @throws AntiphonException NOT_FOUND; INVALID if it belongs to the kernel
     */
    Change remove(String name, String who);

    /**
     * A bundle.
     *
     * @param name its symbolic name; what the user called it if it was refused before that was known
     * @param version its version; empty if none serves
     * @param digest its SHA-256 in hexadecimal; empty for a bundle of the distribution
     * @param state {@code active}, {@code changing}, or if none serves {@code removed} or {@code refused}
     * @param origin {@code distribution}, {@code deploy/FILE}, or {@code uploaded}
     * @param since when it began to serve
     * @param former what served before it and can be gone back to, latest first; at most 3
     * @param refused the latest change that was refused or taken back, if none succeeded after it; empty if there is none
     */
    record Plugged(
            String name,
            String version,
            String digest,
            String state,
            String origin,
            Instant since,
            List<Former> former,
            List<Refusal> refused) {
        /** Copies. */
        public Plugged {
            former = List.copyOf(former);
            refused = List.copyOf(refused);
        }
    }

    /** A bundle that served before; its digest is empty for one of the distribution. */
    record Former(String version, String digest) {}

    /** What was refused, when and why. */
    record Refusal(String version, String digest, Instant at, String reason) {}

    /**
     * A change that was made.
     *
     * @param command {@code install, upgrade, rollback, remove}, or {@code keep} if the bundle served already
     * @param from the version before; empty if there was none
     * @param to the version now; empty if there is none
     * @param digest the SHA-256 of the bundle now, in hexadecimal
     * @param took from being asked to being done
     */
    record Change(String command, String name, String from, String to, String digest, Duration took) {}
}
