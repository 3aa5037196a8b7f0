package io.antiphon.profiles;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Position;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Profiles;
import io.antiphon.spi.Recorder;
import io.antiphon.spi.Road;
import io.antiphon.spi.State;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Profiles as the fold has stored them. A person's ruling goes through the journal and comes back from the fold. */
@Component(configurationPid = ProfileSettings.PID)
public final class StoredProfiles implements Profiles {

    private static final int MOST = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ProfileSettings settings;
    private final Normaliser normaliser;
    private final State state;
    private final Recorder recorder;
    private final Road road;

    /** Called by the container. */
    @Activate
    public StoredProfiles(
            ProfileSettings settings, @Reference State state, @Reference Recorder recorder, @Reference Road road) {
        this.settings = settings;
        this.normaliser = new Normaliser(settings);
        this.state = state;
        this.recorder = recorder;
        this.road = road;
    }

    private interface Question<T> {
        T ask(Directory directory) throws SQLException;
    }

    private <T> T read(Question<T> question) {
        return state.read(ProfileFold.NAME, tx -> question.ask(new Directory(new Rows(tx))));
    }

    @Override
    public Optional<Profile> find(Identity identity) {
        Identity normalised = normaliser.normalise(identity).identity();
        return read(directory -> directory.profile(normalised));
    }

    @Override
    public Optional<Profile> get(String id) {
        return read(directory -> directory.profile(id));
    }

    @Override
    public List<Profile> page(ProfileQuery query) {
        bound(query.limit());
        return read(directory -> directory.page(query));
    }

    @Override
    public long count() {
        return read(directory -> directory.totals().profiles());
    }

    @Override
    public List<Position> timeline(String id, @Nullable Position before, int limit) {
        bound(limit);
        return read(directory -> directory.timeline(id, before, limit));
    }

    private static void bound(int limit) {
        if (limit < 1 || limit > MOST) {
            throw new AntiphonException(Code.INVALID, "limit: 1 to " + MOST + ", not " + limit);
        }
    }

    @Override
    public Map<Position, String> of(List<Position> signals) {
        return read(directory -> directory.of(signals));
    }

    @Override
    public List<Link> links(String id) {
        return read(directory -> directory.links(id));
    }

    @Override
    public List<Candidate> candidates(@Nullable String after, int limit) {
        bound(limit);
        Limits limits = new Limits(settings.mostLinks(), settings.mostIdentities());
        double ask = Math.min(settings.ask(), settings.merge());
        return state.read(ProfileFold.NAME, tx -> new Candidates(new Rows(tx), limits, ask).page(after, limit));
    }

    @Override
    public Optional<Portrait> portrait(String id) {
        return state.read(ProfileFold.NAME, tx -> new Portraits(new Rows(tx), new Survivorship(settings)).of(id));
    }

    @Override
    public void unlink(Identity one, Identity other, String who, String reason) {
        Identity a = normaliser.normalise(one).identity();
        Identity b = normaliser.normalise(other).identity();
        Directory.Standing before = read(directory -> directory.between(a, b));
        if (before.linked() || before.open()) {
            rule(ProfileFold.UNLINK, before.profile(), a, b, who, reason);
        } else if (before.way().isEmpty()) {
            throw new AntiphonException(Code.NOT_FOUND, "There is no link between '" + a + "' and '" + b + "'");
        }
        Directory.Standing after = read(directory -> directory.between(a, b));
        if (!after.way().isEmpty()) {
            String way = after.way().stream().map(Identity::toString).collect(Collectors.joining(" – "));
            throw new AntiphonException(
                    Code.CONFLICT,
                    (before.linked() ? "The link is undone, but other links" : "Not this link, but others")
                            + " still connect the two: " + way + ". Undo one of these too.");
        }
    }

    @Override
    public void link(Identity one, Identity other, String who, String reason) {
        Identity a = normaliser.normalise(one).identity();
        Identity b = normaliser.normalise(other).identity();
        if (a.equals(b)) {
            throw new AntiphonException(Code.INVALID, "'" + a + "' cannot be linked to itself");
        }
        Directory.Standing standing = read(directory -> directory.between(a, b));
        if (!standing.linked()) {
            rule(ProfileFold.LINK, standing.profile(), a, b, who, reason);
        }
    }

    private void rule(String command, String profile, Identity one, Identity other, String who, String reason) {
        Entry order = Entry.Commanded.of(
                who,
                command,
                profile,
                Map.of(ProfileFold.ONE, one.toString(), ProfileFold.OTHER, other.toString(), "reason", reason));
        await(recorder.append(List.of(order)).get(0).position());
    }

    private void await(Position position) {
        CountDownLatch passed = new CountDownLatch(1);
        try (AutoCloseable watch = road.watch(reached -> {
            if (!position.isAfter(reached)) {
                passed.countDown();
            }
        })) {
            if (position.isAfter(road.position()) && !passed.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw late(position, null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw late(position, e);
        } catch (AntiphonException e) {
            throw e;
        } catch (Exception e) {
            throw new AntiphonException(Code.BROKEN, "The road cannot be watched", e);
        }
    }

    private static AntiphonException late(Position position, @Nullable Throwable cause) {
        return new AntiphonException(
                Code.UNAVAILABLE,
                "The order is recorded at " + position
                        + " and will be followed, but signals before it are still waiting",
                Duration.ofSeconds(10),
                cause);
    }
}
