package io.antiphon.spi;

/**
 * A place in the journal. Positions of one partition are totally ordered in the order in which the
 * entries became durable; they are never reused. Written {@code partition-offset}, as in {@code
 * 0-1027}.
 *
 * @param partition the partition, 0 in a system of one process
 * @param offset the place in the partition; the first entry has 1
 */
public record Position(int partition, long offset) implements Comparable<Position> {

    /** Before the first entry of partition 0: reading after it reads everything. */
    public static final Position START = new Position(0, 0);

    /** Refuses negative parts with an {@link IllegalArgumentException}. */
    public Position {
        if (partition < 0 || offset < 0) {
            throw new IllegalArgumentException("A position has no negative parts: " + partition + "-" + offset);
        }
    }

    /** A position of partition 0. */
    public static Position of(long offset) {
        return new Position(0, offset);
    }

    /**
     * Reads the written form.
     *
     * @throws IllegalArgumentException if the text is not {@code partition-offset}
     */
    public static Position parse(String text) {
        int dash = text.indexOf('-');
        try {
            if (dash > 0) {
                return new Position(
                        Integer.parseInt(text.substring(0, dash)), Long.parseLong(text.substring(dash + 1)));
            }
        } catch (NumberFormatException e) {
            // falls through to the one message
        }
        throw new IllegalArgumentException("'" + text + "' is not a position; one looks like 0-1027");
    }

    /** The position directly after this one. */
    public Position next() {
        return new Position(partition, offset + 1);
    }

    /** Whether this position stands behind the other. */
    public boolean isAfter(Position other) {
        return compareTo(other) > 0;
    }

    @Override
    public int compareTo(Position other) {
        int byPartition = Integer.compare(partition, other.partition);
        return byPartition != 0 ? byPartition : Long.compare(offset, other.offset);
    }

    @Override
    public String toString() {
        return partition + "-" + offset;
    }
}
