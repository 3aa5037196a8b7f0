package io.antiphon.profiles;

import org.jspecify.annotations.Nullable;

/** What is known of two nodes being the same person: what signals show, what their traits suggest, and what a person ruled, which counts most. */
final class Edge {

    /** The rule by which a signal with several identities links them. */
    static final String SAME_SIGNAL = "same-signal";

    /** The same, where the signal says that its giver had signed in. */
    static final String AUTHENTICATED = "authenticated";

    /** The same, where the signal says that a system of record asserts it. */
    static final String CRM = "crm";

    /** The rule by which what is told about two is alike. */
    static final String MATCH = "match";

    /** The rule by which a person links two identities (score 1) or keeps them apart (score 0). */
    static final String PERSON = "person";

    final long a;
    final long b;

    /** The first signal that carried both. */
    @Nullable
    Proof shown;

    /** What their traits suggest. */
    @Nullable
    Proof match;

    /** A person's last ruling. */
    @Nullable
    Proof ruling;

    /** Whether what was shown or suggested was found to be enough, and nothing spoke against it. */
    boolean held;

    /** @param a the older node */
    Edge(long a, long b) {
        this.a = a;
        this.b = b;
    }

    /** What a person ruled: 1 together, -1 apart, 0 nothing. */
    int ruled() {
        Proof known = ruling;
        return known == null ? 0 : known.score() > 0 ? 1 : -1;
    }

    /** Whether it holds the two together. */
    boolean holds() {
        return ruled() > 0 || ruled() == 0 && held;
    }

    /** Whether nothing but what traits suggest speaks for it, and no person has spoken. */
    boolean byMatchAlone() {
        return shown == null && ruled() == 0;
    }

    /** By what it holds, or would. */
    @Nullable
    Proof proof() {
        if (ruled() > 0) {
            return ruling;
        }
        return shown != null ? shown : match;
    }
}
