package io.antiphon.profiles;

import io.antiphon.spi.Identity;
import java.util.TreeMap;

/** An identity in the graph, and what the signals told that came under it. Ids ascend in the order of the journal. */
final class Node {

    final long id;
    final Identity identity;
    final boolean sound;

    long signals;

    /** When the first and the latest were heard, in milliseconds, if there are any. */
    long firstSeen;

    long lastSeen;

    /** Where the latest stands; 0 if there is none. */
    long latest;

    /** To how many others signals linked it. */
    int degree;

    /** Whether it has been found to belong to several people. */
    boolean shared;

    final Traits traits;
    final Facts facts;

    /** The id of the oldest node that it is connected with. */
    long component;

    /** The name in the search words that are stored. */
    String storedName;

    /** Whether it is new and not yet stored. */
    boolean fresh;

    Node(long id, Identity identity, boolean sound) {
        this(id, identity, sound, id, new Traits(new TreeMap<>()), new Facts());
        fresh = true;
    }

    Node(long id, Identity identity, boolean sound, long component, Traits traits, Facts facts) {
        this.id = id;
        this.identity = identity;
        this.sound = sound;
        this.component = component;
        this.traits = traits;
        this.facts = facts;
        this.storedName = traits.name();
    }
}
