package io.antiphon.profiles;

/**
 * How far evidence may link; a person may link anything.
 *
 * @param links to how many others signals may link an identity
 * @param identities how many into one profile
 */
record Limits(int links, int identities) {

    /** Why two nodes should not become one profile. */
    enum Objection {
        /** Nothing speaks against it. */
        NONE,
        /** The profile would have too many identities. */
        TOO_MANY,
        /** One of the two seems to belong to several people. */
        SHARED,
        /** Two dates of birth or two national ids. */
        CONTRADICTION
    }

    /** What speaks against it, from what is told up to a position. */
    Objection objection(Node one, Component ofOne, Node other, Component ofOther, long position) {
        if (ofOne == ofOther) {
            return Objection.NONE;
        }
        if (ofOne.nodes.size() + ofOther.nodes.size() > identities) {
            return Objection.TOO_MANY;
        }
        if (one.facts.contradictThemselves(position) || other.facts.contradictThemselves(position)) {
            return Objection.SHARED;
        }
        return Facts.contradict(ofOne.nodes, ofOther.nodes, position) ? Objection.CONTRADICTION : Objection.NONE;
    }
}
