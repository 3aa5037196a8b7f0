package io.antiphon.routes;

import org.jspecify.annotations.Nullable;

/** What is known of connectors' checks of a connection's settings: the last one, and the one it went live with. */
final class Proofs {

    private volatile @Nullable Proof last;
    private volatile @Nullable Proof live;

    /** Learns that a connector could serve. Any thread. */
    void learn(Proof proof) {
        last = proof;
    }

    /** Whether a connector was found to serve with such settings a moment ago. Any thread. */
    boolean isFresh(@Nullable Plug plug, Terms terms) {
        Proof proof = last;
        return proof != null && plug != null && proof.fresh() && proof.covers(plug.connector, terms);
    }

    /** Remembers what it goes live with. */
    void goLive(Proof proof) {
        live = proof;
    }

    /** The proof that a connector can go live with such settings; null if it is to be asked. */
    @Nullable
    Proof find(Plug plug, Terms terms) {
        Proof former = live;
        if (former != null && former.covers(plug.connector, terms)) {
            return former;
        }
        return isFresh(plug, terms) ? last : null;
    }
}
