package io.antiphon.spi;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
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
     * Pairs of identities that wait for a person's word, the likeliest first: likely one person's but not surely enough to link them, or
     * surely but something objects. {@link #link} and {@link #unlink} decide.
     *
     * @param after the id of the last one of the page before; null for the first page
     * @param limit at most so many; 1 to 1,000
     */
    default List<Candidate> candidates(@Nullable String after, int limit) {
        return List.of();
    }

    /** A profile in full: which word on each trait counts and who gave it, preferences, and to which accounts it belongs. */
    default Optional<Portrait> portrait(String id) {
        return Optional.empty();
    }

    /**
     * Undoes the link between two identities and forbids it for the future; returns when that is durable and done.
     *
     * @param who the user's name
     * <p>For two that wait for a person's word it says that they are two: they are kept apart.
     *
     * @throws AntiphonException NOT_FOUND if one is unknown or nothing connects them; CONFLICT if other links still connect
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
     * @param rule what made it: {@code same-signal}, {@code authenticated}, {@code crm}, {@code match}, {@code person}
     * @param evidence the position of the first entry that shows it
     * @param score from 0 to 1
     * @param at when that entry was appended; the epoch if unknown
     * @param basis the legal basis on which the two are linked; empty if unknown
     */
    record Link(Identity one, Identity other, String rule, Position evidence, double score, Instant at, String basis) {

        /** One of which neither time nor basis is known. */
        public Link(Identity one, Identity other, String rule, Position evidence, double score) {
            this(one, other, rule, evidence, score, Instant.EPOCH, "");
        }
    }

    /**
     * Two identities that may be one person's.
     *
     * @param id to go on after it
     * @param profile of the one
     * @param otherProfile of the other
     * @param rule what suggests it, as of a {@link Link}
     * @param score from 0 to 1
     * @param evidence the position of the entry that shows it
     * @param at when that was appended
     * @param basis the legal basis on which the two would be linked
     * @param objection what keeps them apart: {@code contradiction} (two dates of birth or national ids), {@code shared} (one of the
     *     two seems to belong to several people), {@code too-many} (the profile would have too many identities); empty if nothing but
     *     doubt does
     */
    record Candidate(
            String id,
            Identity one,
            Identity other,
            String profile,
            String otherProfile,
            String rule,
            double score,
            Position evidence,
            Instant at,
            String basis,
            String objection) {}

    /**
     * A profile in full.
     *
     * @param profile the same in short
     * @param words the word on each trait that counts, by name; the first 256
     * @param channels by how many of the latest 1,000 signals came that way, the most first
     * @param languages by how many of these signals were stated to be in them, the most first
     * @param accounts what it belongs to: companies, households; at most 1,000
     * @param members who belongs to it if it is such an account; at most 1,000
     */
    record Portrait(
            Profile profile,
            List<Word> words,
            Map<String, Long> channels,
            Map<String, Long> languages,
            List<Identity> accounts,
            List<Identity> members) {

        /** Copies. */
        public Portrait {
            words = List.copyOf(words);
            channels = Collections.unmodifiableMap(new LinkedHashMap<>(channels));
            languages = Collections.unmodifiableMap(new LinkedHashMap<>(languages));
            accounts = List.copyOf(accounts);
            members = List.copyOf(members);
        }
    }

    /**
     * The word on a trait that counts.
     *
     * @param trait its name
     * @param value as {@link Signal#attributes}
     * @param source the identity whose signal told it
     * @param evidence the position of the first signal of that identity that told it
     * @param rule why this word counts: {@code latest}, {@code frequent}, {@code trusted}
     */
    record Word(String trait, Object value, Identity source, Position evidence, String rule) {}
}
