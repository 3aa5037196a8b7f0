package io.antiphon.profiles;

/** What is known of two nodes being the same person: what signals show, and what a person ruled, which counts more. */
final class Edge {

    /** The rule by which a signal with several identities links them. */
    static final String SAME_SIGNAL = "same-signal";

    /** The rule by which a person links two identities (score 1) or keeps them apart (score 0). */
    static final String PERSON = "person";

    final long a;
    final long b;

    /** The first signal that carried both; 0 if none did. */
    long evidence;

    /** A person's last ruling: 1 together, -1 apart, 0 none. */
    int ruling;

    /** Where the ruling stands. */
    long ruled;

    /** @param a the older node */
    Edge(long a, long b) {
        this.a = a;
        this.b = b;
    }

    /** Whether it holds the two together. */
    boolean holds() {
        return ruling > 0 || ruling == 0 && evidence > 0;
    }

    /** The rule by which it holds. */
    String rule() {
        return ruling > 0 ? PERSON : SAME_SIGNAL;
    }

    /** The entry by which it holds. */
    long shownBy() {
        return ruling > 0 ? ruled : evidence;
    }
}
