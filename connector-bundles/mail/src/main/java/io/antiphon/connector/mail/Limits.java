package io.antiphon.connector.mail;

/**
 * How much of a mail is read.
 *
 * @param bytes the largest mail
 * @param parts the most parts, however nested
 * @param depth how deep multiparts may nest
 * @param fields the most header fields of a part
 * @param field the longest header field, in bytes
 */
record Limits(long bytes, int parts, int depth, int fields, int field) {

    private static final long MEGABYTE = 1L << 20;
    private static final int MOST_PARTS = 500;
    private static final int DEEPEST = 20;
    private static final int MOST_FIELDS = 1_000;
    private static final int LONGEST_FIELD = 100_000;

    static Limits megabytes(long most) {
        return new Limits(most * MEGABYTE, MOST_PARTS, DEEPEST, MOST_FIELDS, LONGEST_FIELD);
    }
}
