package io.antiphon.http.people;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import io.antiphon.spi.Metric;
import io.antiphon.spi.People;
import io.antiphon.spi.Person;
import io.antiphon.spi.Problem;
import io.antiphon.spi.Vitals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who works with Antiphon, kept in {@code etc/people.json}. An edit of the file holds within a second; a file that cannot be read is
 * refused as a whole, and who was in it before goes on. Without the file there is nobody.
 */
public final class Register implements People, Vitals {

    private static final Logger LOG = LoggerFactory.getLogger(Register.class);
    private static final long LOOK_AGAIN = 400_000_000L;
    private static final long FRESH_MILLIS = 2_000;

    private final Path file;
    private volatile State state = new State(
            System.nanoTime(), null, Collections.unmodifiableSortedMap(new TreeMap<>()), Map.of(), null, false);

    /** What distinguishes one edition of the file from another; a fresh one is read again, as its clock is coarse. */
    private record Edition(
            Instant modified, long size, @Nullable Object key, boolean fresh) {}

    private record State(
            long looked,
            @Nullable Edition edition,
            SortedMap<String, Member> members,
            Map<String, Member> byToken,
            @Nullable String wrong,
            boolean open) {}

    /** The register in a file, which need not be there. */
    public Register(Path file) {
        this.file = file;
        look();
    }

    @Override
    public List<Person> list() {
        return now().members.values().stream()
                .filter(member -> !member.disabled())
                .map(Member::person)
                .toList();
    }

    @Override
    public Optional<Person> find(String name) {
        return member(name).filter(member -> !member.disabled()).map(Member::person);
    }

    /** Everybody, also who may not come in. */
    public List<Member> members() {
        return List.copyOf(now().members.values());
    }

    /** Somebody, also who may not come in. */
    public Optional<Member> member(String name) {
        return Optional.ofNullable(now().members.get(name));
    }

    /** Whose a token of that hash is. */
    public Optional<Member> byToken(String hash) {
        return Optional.ofNullable(now().byToken.get(hash));
    }

    /**
     * Changes one person; returns when that is durable.
     *
     * @param change from who is there now, or null, to who is to be there, or null
     * @param before called with the new one when nothing speaks against it any more and it is about to be written
     * @throws AntiphonException CONFLICT if the file is broken
     */
    public synchronized @Nullable Member change(
            String name, Function<@Nullable Member, @Nullable Member> change, Consumer<@Nullable Member> before) {
        State now = look();
        if (now.wrong != null) {
            throw new AntiphonException(
                    Code.CONFLICT, file.getFileName() + " is broken and must be mended first: " + now.wrong);
        }
        @Nullable Member next = change.apply(now.members.get(name));
        SortedMap<String, Member> members = new TreeMap<>(now.members);
        if (next == null) {
            members.remove(name);
        } else {
            members.put(name, next);
        }
        before.accept(next);
        try {
            PeopleFile.write(file, members);
        } catch (IOException e) {
            throw new AntiphonException(Code.UNAVAILABLE, file.getFileName() + " cannot be written: " + e, e);
        }
        look();
        return next;
    }

    private State now() {
        State now = state;
        return System.nanoTime() - now.looked > LOOK_AGAIN ? look() : now;
    }

    private synchronized State look() {
        State old = state;
        long looked = System.nanoTime();
        try {
            Edition edition = edition();
            if (edition.equals(old.edition) && !edition.fresh) {
                state = new State(looked, old.edition, old.members, old.byToken, old.wrong, old.open);
                return state;
            }
            SortedMap<String, Member> members = Collections.unmodifiableSortedMap(PeopleFile.read(file));
            if (old.wrong != null) {
                LOG.info("{} is good again: {} people", file, members.size());
            }
            state = new State(looked, edition, members, tokens(members), null, PrivateFile.isOpen(file));
        } catch (NoSuchFileException e) {
            state = new State(looked, null, Collections.unmodifiableSortedMap(new TreeMap<>()), Map.of(), null, false);
        } catch (IOException | IllegalArgumentException e) {
            String wrong = Objects.requireNonNullElse(e.getMessage(), e.toString());
            if (!wrong.equals(old.wrong)) {
                LOG.error("{} is refused, who was in it before goes on: {}", file, wrong);
            }
            state = new State(looked, null, old.members, old.byToken, wrong, old.open);
        }
        return state;
    }

    private Edition edition() throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        Instant modified = attributes.lastModifiedTime().toInstant();
        boolean fresh = System.currentTimeMillis() - modified.toEpochMilli() < FRESH_MILLIS;
        return new Edition(modified, attributes.size(), attributes.fileKey(), fresh);
    }

    private static Map<String, Member> tokens(SortedMap<String, Member> members) {
        Map<String, Member> byToken = new HashMap<>();
        for (Member member : members.values()) {
            for (ApiToken token : member.tokens()) {
                if (byToken.put(token.hash(), member) != null) {
                    throw new IllegalArgumentException("'" + member.name() + "': tokens: the same token twice");
                }
            }
        }
        return byToken;
    }

    @Override
    public List<Metric> metrics() {
        return List.of(Metric.gauge("people", "People who may sign in.", list().size()));
    }

    @Override
    public List<Problem> problems() {
        State now = now();
        List<Problem> problems = new ArrayList<>();
        if (now.wrong != null) {
            problems.add(Problem.error(
                    "etc/" + file.getFileName(),
                    "It is refused, who was in it before goes on: " + now.wrong + ".",
                    "Mend the file; it is read again within a second."));
        }
        if (now.open) {
            problems.add(Problem.warning(
                    "etc/" + file.getFileName(),
                    "Others than its owner may read the hashes of passwords and tokens.",
                    "chmod 600 " + file.getFileName()));
        }
        return problems;
    }
}
