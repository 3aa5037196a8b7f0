package io.antiphon.profiles;

import io.antiphon.spi.Identity;
import io.antiphon.spi.Profile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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
    private @Nullable Map<String, Object> traits;
    private @Nullable Profile profile;

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

    /** One of its nodes gave a signal. @param news whether that told something new */
    void heard(Node giver, boolean news) {
        profile = null;
        traits = news ? null : traits;
        if (giver.lastSeen < lastSeen) {
            count(); // a clock was set back: this may have been the node that was seen last
            return;
        }
        signals++;
        lastSeen = giver.lastSeen;
        firstSeen = Math.min(firstSeen, giver.firstSeen);
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
        Map<String, Object> told = traits;
        if (told == null) {
            told = Traits.together(nodes);
            traits = told;
        }
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
