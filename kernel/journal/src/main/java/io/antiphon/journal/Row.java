package io.antiphon.journal;

/**
 * An entry as it stands in a segment.
 *
 * @param at microseconds since 1970
 * @param cause the offset of what it derives from, 0 if from nothing
 */
record Row(long position, int kind, long at, long cause, int crc, byte[] body) {

    /** Whether it is as it was written. */
    boolean whole() {
        return crc == Checksum.ofRow(position, kind, at, cause, Checksum.ofBody(body));
    }
}
