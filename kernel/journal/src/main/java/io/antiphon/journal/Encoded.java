package io.antiphon.journal;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Position;
import org.jspecify.annotations.Nullable;

/**
 * An entry made ready on its caller's thread, so that the writer only numbers and inserts it.
 *
 * @param cause the offset of what it derives from, 0 if from nothing
 * @param connection of a heard signal; null of anything else
 * @param crc of the body
 * @param key by which a repeat is recognised; null if it cannot be one
 */
record Encoded(
        Entry entry,
        Kind kind,
        long cause,
        @Nullable String connection,
        byte[] body,
        int crc,
        @Nullable Key key) {

    /** The largest stored entry, in bytes. */
    static final int MOST_BYTES = 32 << 20;

    static Encoded of(Entry entry) {
        Kind kind = Kind.of(entry);
        byte[] body = EntryWriter.body(entry);
        if (body.length > MOST_BYTES) {
            throw new AntiphonException(
                    AntiphonException.Code.TOO_LARGE,
                    "An entry of " + body.length + " bytes is too large for the journal; at most " + MOST_BYTES
                            + " are possible. Send large contents as a reference.");
        }
        Position cause = entry.cause();
        String connection = entry instanceof Entry.Heard heard ? heard.connection() : null;
        return new Encoded(
                entry,
                kind,
                cause == null ? 0 : cause.offset(),
                connection,
                body,
                Checksum.ofBody(body),
                key(entry, connection));
    }

    private static @Nullable Key key(Entry entry, @Nullable String connection) {
        if (entry instanceof Entry.Heard heard) {
            String externalId = heard.signal().externalId();
            return connection == null || externalId == null ? null : Key.heard(connection, externalId);
        }
        return entry instanceof Entry.Commanded ? null : Key.derived(entry.id());
    }
}
