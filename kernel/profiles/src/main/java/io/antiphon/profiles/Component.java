package io.antiphon.profiles;

import io.antiphon.spi.Identity;
import io.antiphon.spi.Profile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Nodes that links hold together: a profile. */
final class Component {

    /** The id of the oldest node. */
    final long id;

    /** Oldest first. */
    final List<Node> nodes;

    private @Nullable Profile profile;

    Component(List<Node> nodes) {
        this.nodes = new ArrayList<>(nodes);
        this.nodes.sort(Comparator.comparingLong(node -> node.id));
        this.id = this.nodes.get(0).id;
    }

    /** A node's signals or traits changed. */
    void changed() {
        profile = null;
    }

    Profile profile() {
        Profile known = profile;
        if (known == null) {
            known = made();
            profile = known;
        }
        return known;
    }

    private Profile made() {
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        long signals = 0;
        List<Identity> identities = new ArrayList<>(nodes.size());
        for (Node node : nodes) {
            identities.add(node.identity);
            signals += node.signals;
            if (node.signals > 0) {
                first = Math.min(first, node.firstSeen);
                last = Math.max(last, node.lastSeen);
            }
        }
        boolean heard = signals > 0;
        return new Profile(
                ProfileId.of(id),
                identities,
                Traits.together(nodes),
                heard ? Instant.ofEpochMilli(first) : null,
                heard ? Instant.ofEpochMilli(last) : null,
                signals);
    }
}
