package io.antiphon.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The first 128 bits of a SHA-256: nobody can choose an external id that is taken for another one. */
record Key(long high, long low) implements Comparable<Key> {

    private static final ThreadLocal<MessageDigest> DIGEST = ThreadLocal.withInitial(Key::digest);

    /** The key of a signal of a connection. */
    static Key heard(String connection, String externalId) {
        return of(connection + '\0' + externalId);
    }

    /** The key of a derived entry. */
    static Key derived(String id) {
        return of(id);
    }

    private static Key of(String text) {
        ByteBuffer bytes = ByteBuffer.wrap(DIGEST.get().digest(text.getBytes(StandardCharsets.UTF_8)));
        return new Key(bytes.getLong(), bytes.getLong());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public int compareTo(Key other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }
}
