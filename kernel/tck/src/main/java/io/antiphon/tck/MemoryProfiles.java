package io.antiphon.tck;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Position;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Profiles;
import io.antiphon.spi.Recorder;
import io.antiphon.spi.Signal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Profiles worked out anew from the journal at each question: the connected parts of the links between identities that
 * stood in one signal. E-mail addresses are lower-cased, everything else is taken as it is. Thread-safe; slow.
 */
public final class MemoryProfiles implements Profiles {

    private final Supplier<List<Entry>> entries;
    private final Recorder recorder;

    /** The profiles of what a journal holds. */
    public MemoryProfiles(MemoryJournal journal) {
        this.entries = journal::all;
        this.recorder = journal;
    }

    /** The profiles of entries that no more are added to. */
    MemoryProfiles(List<Entry> recorded) {
        this.entries = () -> recorded;
        this.recorder = offered -> {
            throw new AntiphonException(AntiphonException.Code.UNAVAILABLE, "Nothing can be added here");
        };
    }

    @Override
    public Optional<Profile> find(Identity identity) {
        Identity normal = normal(identity);
        return everybody().stream()
                .filter(profile -> profile.identities().contains(normal))
                .findFirst();
    }

    @Override
    public Optional<Profile> get(String id) {
        return everybody().stream()
                .filter(profile -> profile.id().equals(id)
                        || profile.identities().stream()
                                .anyMatch(identity -> id(identity).equals(id)))
                .findFirst();
    }

    @Override
    public List<Profile> page(ProfileQuery query) {
        List<Profile> all = everybody().stream()
                .filter(profile -> query.text() == null
                        || profile.identities().toString().contains(query.text())
                        || profile.traits().toString().contains(query.text()))
                .sorted(Comparator.comparing(MemoryProfiles::lastSeen).reversed())
                .toList();
        int from = 0;
        while (query.after() != null
                && from < all.size()
                && !all.get(from++).id().equals(query.after())) {
            // the page starts behind the profile named
        }
        return List.copyOf(all.subList(from, Math.min(all.size(), from + query.limit())));
    }

    private static Instant lastSeen(Profile profile) {
        Instant seen = profile.lastSeen();
        return seen == null ? Instant.EPOCH : seen;
    }

    @Override
    public long count() {
        return everybody().size();
    }

    @Override
    public List<Position> timeline(String id, @Nullable Position before, int limit) {
        return get(id).map(profile -> heard().stream()
                        .filter(heard -> owns(profile, heard.signal()))
                        .map(Entry.Heard::position)
                        .filter(position -> before == null || before.isAfter(position))
                        .sorted(Comparator.reverseOrder())
                        .limit(limit)
                        .toList())
                .orElse(List.of());
    }

    @Override
    public Map<Position, String> of(List<Position> signals) {
        Map<Position, String> owners = new HashMap<>();
        List<Profile> everybody = everybody();
        for (Entry.Heard heard : heard()) {
            everybody.stream()
                    .filter(profile -> signals.contains(heard.position()) && owns(profile, heard.signal()))
                    .findFirst()
                    .ifPresent(profile -> owners.put(heard.position(), profile.id()));
        }
        return owners;
    }

    @Override
    public List<Link> links(String id) {
        return get(id).map(profile -> allLinks().stream()
                        .filter(link -> profile.identities().contains(link.one()))
                        .toList())
                .orElse(List.of());
    }

    @Override
    public void unlink(Identity one, Identity other, String who, String reason) {
        Profile profile = known(one);
        known(other);
        record(who, "unlink", one, other, reason);
        if (find(one).equals(find(other))) {
            record(who, "link", one, other, "");
            throw new AntiphonException(AntiphonException.Code.CONFLICT, "Still connected by " + links(profile.id()));
        }
    }

    @Override
    public void link(Identity one, Identity other, String who, String reason) {
        record(who, "link", one, other, reason);
    }

    private void record(String who, String command, Identity one, Identity other, String reason) {
        Map<String, Object> arguments =
                Map.of("one", normal(one).toString(), "other", normal(other).toString(), "reason", reason);
        String subject = find(one).map(Profile::id).orElse("");
        recorder.append(List.of(Entry.Commanded.of(who, command, subject, arguments)));
    }

    private Profile known(Identity identity) {
        return find(identity)
                .orElseThrow(() ->
                        new AntiphonException(AntiphonException.Code.NOT_FOUND, "Nobody is known as " + identity));
    }

    private List<Entry.Heard> heard() {
        return all(Entry.Heard.class);
    }

    private <T extends Entry> List<T> all(Class<T> kind) {
        return entries.get().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static boolean owns(Profile profile, Signal signal) {
        return signal.identities().stream()
                .anyMatch(identity -> profile.identities().contains(normal(identity)));
    }

    private static Identity normal(Identity identity) {
        return identity.scheme().equals("email")
                ? new Identity("email", identity.value().toLowerCase(Locale.ROOT))
                : identity;
    }

    private static String id(Identity oldest) {
        return "p-" + oldest;
    }

    private List<Link> allLinks() {
        Map<Set<Identity>, Link> links = new LinkedHashMap<>();
        for (Entry entry : entries.get()) {
            if (entry instanceof Entry.Heard heard) {
                List<Identity> names = heard.signal().identities();
                for (int i = 1; i < names.size(); i++) {
                    put(links, names.get(0), names.get(i), "same-signal", entry.position());
                }
            } else if (entry instanceof Entry.Commanded order && order.command().equals("link")) {
                put(links, named(order, "one"), named(order, "other"), "person", entry.position());
            }
        }
        for (Entry.Commanded order : all(Entry.Commanded.class)) {
            if (order.command().equals("unlink")) {
                unlink(links, order);
            }
        }
        return List.copyOf(links.values());
    }

    private static void unlink(Map<Set<Identity>, Link> links, Entry.Commanded order) {
        Set<Identity> pair = Set.of(named(order, "one"), named(order, "other"));
        Link link = links.get(pair);
        if (link == null || !link.rule().equals("person") || order.position().isAfter(link.evidence())) {
            links.remove(pair);
        }
    }

    private static Identity named(Entry.Commanded order, String argument) {
        return Identity.parse(String.valueOf(order.arguments().get(argument)));
    }

    private static void put(
            Map<Set<Identity>, Link> links, Identity first, Identity second, String rule, Position evidence) {
        Identity one = normal(first);
        Identity other = normal(second);
        if (!one.equals(other)) {
            Link link = new Link(one, other, rule, evidence, 1);
            links.merge(Set.of(one, other), link, (old, young) -> rule.equals("person") ? young : old);
        }
    }

    private List<Profile> everybody() {
        Map<Identity, Set<Identity>> parts = new LinkedHashMap<>();
        for (Entry.Heard heard : heard()) {
            heard.signal().identities().stream()
                    .map(MemoryProfiles::normal)
                    .forEach(name -> parts.computeIfAbsent(name, alone -> new LinkedHashSet<>(Set.of(alone))));
        }
        for (Link link : allLinks()) {
            Set<Identity> joined = new LinkedHashSet<>(parts.getOrDefault(link.one(), Set.of(link.one())));
            joined.addAll(parts.getOrDefault(link.other(), Set.of(link.other())));
            joined.forEach(name -> parts.put(name, joined));
        }
        List<Identity> byAge = List.copyOf(parts.keySet());
        return parts.values().stream()
                .distinct()
                .map(names -> names.stream()
                        .sorted(Comparator.comparing(byAge::indexOf))
                        .toList())
                .map(this::profile)
                .toList();
    }

    private Profile profile(List<Identity> names) {
        Map<String, Object> traits = new LinkedHashMap<>();
        List<Instant> seen = new ArrayList<>();
        Profile bare = new Profile(id(names.get(0)), names, Map.of(), null, null, 0);
        for (Entry.Heard heard : heard()) {
            if (owns(bare, heard.signal())) {
                seen.add(heard.at());
                if (heard.signal().attributes().get("profile") instanceof Map<?, ?> told) {
                    told.forEach((name, value) -> traits.put(String.valueOf(name), value));
                }
            }
        }
        Instant first = seen.isEmpty() ? null : seen.get(0);
        Instant last = seen.isEmpty() ? null : seen.get(seen.size() - 1);
        return new Profile(bare.id(), names, traits, first, last, seen.size());
    }
}
