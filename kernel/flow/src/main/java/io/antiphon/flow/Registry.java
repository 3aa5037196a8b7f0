package io.antiphon.flow;

import io.antiphon.spi.Enricher;
import io.antiphon.spi.Fold;
import io.antiphon.spi.Plugins;
import io.antiphon.spi.Policy;
import io.antiphon.spi.Problem;
import io.antiphon.spi.Recognition;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What is plugged into the road. Thread-safe. */
final class Registry implements Plugins {

    private static final long AGE = TimeUnit.SECONDS.toNanos(30);

    private final Clock clock;
    private final Watchdog watchdog;
    private final Shelf<Enricher> enrichers = new Shelf<>(Plug::name);
    private final Shelf<Policy> policies = new Shelf<>(Plug::name);
    private final Shelf<Fold> folds = new Shelf<>(plug -> plug.name() + "/" + plug.version());
    private final Shelf<Recognition> recognitions = new Shelf<>(plug -> "");
    private final AtomicInteger releases = new AtomicInteger();
    private volatile Map<String, Building> building = Map.of();
    private volatile Set<String> seated = Set.of();
    private volatile Runnable changed = () -> {};
    private volatile boolean begun;
    private long aged = System.nanoTime();

    /** A fold that does not serve yet. */
    record Building(String fold, String progress) {}

    Registry(Clock clock, Watchdog watchdog) {
        this.clock = clock;
        this.watchdog = watchdog;
        watchdog.each(this::age);
    }

    void add(Enricher service, String name, String version, String bundle) {
        enrichers.add(new Plug<>("enricher", name, version, bundle, service, clock));
        changed.run();
    }

    void add(Policy service, String name, String version, String bundle) {
        policies.add(new Plug<>("policy", name, version, bundle, service, clock));
        changed.run();
    }

    /** Adds a fold; a {@link Recognition} becomes the one that knows who speaks. */
    void add(Fold service, String bundle) {
        String version = Integer.toString(service.version());
        if (service instanceof Recognition recognition) {
            recognitions.add(new Plug<>("fold", service.name(), version, bundle, recognition, clock));
        } else {
            folds.add(new Plug<>("fold", service.name(), version, bundle, service, clock));
        }
        changed.run();
    }

    void remove(Enricher service) {
        settle(enrichers.remove(service));
    }

    void remove(Policy service) {
        settle(policies.remove(service));
    }

    void remove(Fold service) {
        settle(service instanceof Recognition recognition ? recognitions.remove(recognition) : folds.remove(service));
    }

    /** Returns when no call of it is under way any more. */
    private void settle(@Nullable Plug<?> plug) {
        if (plug != null) {
            watchdog.quiet(plug);
            changed.run();
        }
    }

    Shelf<Fold> folds() {
        return folds;
    }

    /** The enrichers and policies there are now. */
    Askable asked() {
        return new Askable(enrichers.holders(), policies.holders());
    }

    /** The fold that knows who speaks; null while there is none. */
    @Nullable
    Plug<Recognition> recognition() {
        List<Plug<Recognition>> holders = recognitions.holders();
        return holders.isEmpty() ? null : holders.get(0);
    }

    /** Changes when folds come, go or are released. */
    long foldChanges() {
        return ((long) recognitions.changes() << 32) + folds.changes() + releases.get();
    }

    /** All that is started by itself is started: what is missing now is not on its way. */
    void begun() {
        begun = true;
    }

    boolean hasBegun() {
        return begun;
    }

    /** Is called after plugins came, went or were released. */
    void onChange(Runnable listener) {
        changed = listener;
    }

    /** The lane tells which folds it has and which of them it builds, by name and version as {@code name/version}. */
    void folds(Set<String> all, Map<String, Building> now) {
        building = Map.copyOf(now);
        seated = Set.copyOf(all);
    }

    private void age() {
        if (System.nanoTime() - aged > AGE) {
            aged = System.nanoTime();
            all().forEach(Plug::age);
        }
    }

    List<Plug<?>> all() {
        List<Plug<?>> all = new ArrayList<>(enrichers.all());
        all.addAll(policies.all());
        all.addAll(recognitions.all());
        all.addAll(folds.all());
        return all;
    }

    @Override
    public List<Plugin> list() {
        List<Plugin> shown = new ArrayList<>();
        for (Plug<?> plug : all()) {
            String progress = plug.kind().equals("fold") ? progress(plug) : "";
            shown.add(plug.shown(progress.isEmpty() ? "active" : "building", progress));
        }
        return List.copyOf(shown);
    }

    /** How far a fold is built; empty if it is. */
    private String progress(Plug<?> fold) {
        String seat = fold.name() + "/" + fold.version();
        Building state = building.get(seat);
        boolean begun = seated.contains(seat) || seated.stream().anyMatch(other -> isLater(other, fold));
        return state != null ? state.progress() : begun ? "" : "not begun";
    }

    /** Whether a seat is of a later version of a fold, which has taken its place or will. */
    private static boolean isLater(String seat, Plug<?> fold) {
        String lead = fold.name() + "/";
        return seat.startsWith(lead)
                && Integer.parseInt(seat.substring(lead.length())) > Integer.parseInt(fold.version());
    }

    @Override
    public boolean release(String kind, String name) {
        boolean released = false;
        for (Plug<?> plug : all()) {
            if (plug.kind().equals(kind) && plug.name().equals(name)) {
                released |= plug.release();
            }
        }
        if (released) {
            releases.incrementAndGet();
            changed.run();
        }
        return released;
    }

    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        for (Plug<?> plug : all()) {
            String reason = plug.quarantine();
            if (reason != null) {
                problems.add(Problem.error(
                        plug.toString(),
                        "It is quarantined: it " + reason + ".",
                        "Mend it and replace its bundle, or release it to try it again."));
            }
        }
        building.values()
                .forEach(state -> problems.add(Problem.warning(
                        "fold " + state.fold(),
                        "It is being built: " + state.progress() + ".",
                        "Wait until it is built.")));
        return problems;
    }
}
