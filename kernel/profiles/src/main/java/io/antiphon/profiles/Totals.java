package io.antiphon.profiles;

/**
 * How far the graph has come, and its counts. It changes with every batch that changes anything, so equal totals mean equal
 * rows.
 *
 * @param position of the last entry, as {@link Rows#number}
 * @param nodes how many identities there are, and the id of the newest
 * @param profiles how many parts the graph has
 * @param links how many links hold
 * @param joins how often two profiles became one
 * @param partings how often one became two
 * @param shared how many identities belong to several people
 * @param refused how many links signals showed that were not made because they would have joined too much
 */
record Totals(
        long position, long nodes, long profiles, long links, long joins, long partings, long shared, long refused) {

    static final Totals NONE = new Totals(0, 0, 0, 0, 0, 0, 0, 0);
}
