package io.antiphon.spi;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Who is known. A service; thread-safe. */
@ProviderType
public interface Profiles {

    /** The profile with an identity, which is normalised first. */
    Optional<Profile> find(Identity identity);

    /** The profile with an id, or with one it had before it was joined to another. */
    Optional<Profile> get(String id);

    /** A page of profiles, last seen first. */
    List<Profile> page(ProfileQuery query);

    /** How many there are. */
    long count();

    /** The positions of a profile's signals, newest first, before a position (null: from the newest). */
    List<Position> timeline(String id, @Nullable Position before, int limit);

    /** The profile ids of signals; those of anonymous signals and of signals still on the road are left out. */
    Map<Position, String> of(List<Position> signals);

    /** The links that hold a profile together. */
    List<Link> links(String id);

    /**
     * Undoes the link between two identities and forbids it for the future; returns when that is durable and done.
     *
     * @param who the user's name
     * @throws AntiphonException NOT_FOUND if one is unknown or no links connect them; CONFLICT if other links still connect
     *     them, which the message names: the link is undone all the same, and those are to be undone too
     */
    void unlink(Identity one, Identity other, String who, String reason);

    /**
     * Links two identities on a person's word, also if they had been unlinked; returns when that is durable and done.
     *
     * @throws AntiphonException NOT_FOUND if one is unknown
     */
    void link(Identity one, Identity other, String who, String reason);

    /**
     * Which profiles.
     *
     * @param text part of an identity or a name; null for all
     * @param after the id of the last profile of the page before; null for the first page
     * @param limit at most so many; 1 to 1,000
     */
    record ProfileQuery(@Nullable String text, @Nullable String after, int limit) {}

    /**
     * A link between two identities.
     *
     * @param rule what made it: {@code same-signal}, {@code person}
     * @param evidence the position of the first entry that shows it
     * @param score from 0 to 1
     */
    record Link(Identity one, Identity other, String rule, Position evidence, double score) {}
}
