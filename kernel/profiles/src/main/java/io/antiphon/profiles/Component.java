package io.antiphon.profiles;

import io.antiphon.spi.Identity;
import io.antiphon.spi.Profile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Nodes that links hold together: a profile. */
final class Component {

    /** The id of the oldest node. */
    final long id;

    /** Oldest first. */
    final List<Node> nodes;

    private final List<Identity> identities;
    private long signals;
    private long firstSeen;
    private long lastSeen;
    /** The latest word on each trait; null until somebody asks. */
    private @Nullable SortedMap<String, Object> traits;

    private @Nullable Profile profile;

    /** Whether signals were heard since the profile was made. */
    private boolean stale;

    /** Whether they told something new. */
    private boolean news;

    Component(List<Node> nodes) {
        this.nodes = new ArrayList<>(nodes);
        this.nodes.sort(Comparator.comparingLong(node -> node.id));
        this.id = this.nodes.get(0).id;
        this.identities = this.nodes.stream().map(node -> node.identity).toList();
        count();
    }

    private void count() {
        signals = 0;
        firstSeen = Long.MAX_VALUE;
        lastSeen = Long.MIN_VALUE;
        for (Node node : nodes) {
            signals += node.signals;
            if (node.signals > 0) {
                firstSeen = Math.min(firstSeen, node.firstSeen);
                lastSeen = Math.max(lastSeen, node.lastSeen);
            }
        }
    }

    /** One of its nodes gave its latest signal. @param tells whether that told something new */
    void heard(Node giver, boolean tells) {
        if (giver.lastSeen < lastSeen) {
            count(); // a clock was set back: this may have been the node that was seen last
        } else {
            signals++;
            lastSeen = giver.lastSeen;
            firstSeen = Math.min(firstSeen, giver.firstSeen);
        }
        stale = true;
        if (tells && traits != null) {
            giver.traits.told(giver.latest, traits);
            news = true;
        }
    }

    Profile profile() {
        Profile known = profile;
        if (known == null || stale) {
            known = made(known == null || news ? traits() : known.traits());
            profile = known;
            stale = false;
            news = false;
        }
        return known;
    }

    private Map<String, Object> traits() {
        SortedMap<String, Object> all = traits;
        if (all == null) {
            all = Traits.together(nodes);
            traits = all;
        }
        return Traits.bounded(all);
    }

    private Profile made(Map<String, Object> told) {
        boolean heard = signals > 0;
        return new Profile(
                ProfileId.of(id),
                identities,
                told,
                heard ? Instant.ofEpochMilli(firstSeen) : null,
                heard ? Instant.ofEpochMilli(lastSeen) : null,
                signals);
    }
}
