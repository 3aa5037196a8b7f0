package io.antiphon.swap;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import io.antiphon.spi.Bundles;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Recorder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The changes people ask for, one at a time, each recorded before it is carried out. */
final class Swaps implements Bundles {

    private static final Logger LOG = LoggerFactory.getLogger(Swaps.class);
    private static final long LONGEST_WAIT_SECONDS = 60;

    private final Framework framework;
    private final Store store;
    private final Staging staging;
    private final Inspection inspection;
    private final Swap swap;
    private final Recorder recorder;
    private final ReentrantLock one;
    private final Map<String, Refusal> refused = new ConcurrentHashMap<>();
    private final AtomicLong made = new AtomicLong();
    private final AtomicLong refusals = new AtomicLong();
    private volatile String changing = "";

    Swaps(Framework framework, Store store, Inspection inspection, Swap swap, Recorder recorder, ReentrantLock one) {
        this.framework = framework;
        this.store = store;
        this.staging = new Staging(store.staging());
        this.inspection = inspection;
        this.swap = swap;
        this.recorder = recorder;
        this.one = one;
    }

    @Override
    public Change put(InputStream jar, String called, String digest, String who) {
        return put(jar, called, digest, who, Edition.UPLOADED);
    }

    /** As {@link #put(InputStream, String, String, String)}, and tells where it comes from. */
    Change put(InputStream jar, String called, String digest, String who, String origin) {
        long began = System.nanoTime();
        Staging.Staged staged = staging.take(jar, called, digest);
        String subject = called;
        String version = "";
        try {
            Candidate candidate = inspection.identify(staged, called);
            subject = candidate.name();
            version = candidate.version();
            inspection.inspect(candidate, called);
            refuseKernel(subject);
            Change change = alone(candidate.name(), () -> install(candidate, origin, who, began));
            refused.remove(called);
            refused.remove(candidate.name());
            return change;
        } catch (AntiphonException e) {
            if (e.code() != Code.BUSY) {
                refuse(subject, version, staged.digest(), String.valueOf(e.getMessage()));
            }
            throw e;
        } finally {
            discard(staged);
        }
    }

    private Change install(Candidate candidate, String origin, String who, long began) throws IOException {
        String name = candidate.name();
        Bundle previous = framework.active(name);
        Holding before = holding(name, previous);
        Edition active = before.active();
        String from = active == null ? "" : active.version();
        boolean serves = previous != null && Framework.digest(previous).equals(candidate.digest());
        if (serves) {
            return new Change("keep", name, from, candidate.version(), candidate.digest(), since(began));
        }
        Edition edition = new Edition(candidate.version(), candidate.digest(), origin, Instant.now());
        String command = active == null ? "install" : "upgrade";
        record(who, command, name, from, edition);
        store.keep(candidate);
        exchange(previous, before.upgraded(edition), edition, from);
        return new Change(command, name, from, edition.version(), edition.digest(), since(began));
    }

    @Override
    public Change rollback(String name, String who) {
        long began = System.nanoTime();
        return alone(name, () -> {
            Holding before = known(name);
            if (before.former().isEmpty()) {
                throw new AntiphonException(Code.NOT_FOUND, "Nothing served as " + name + " before");
            }
            Edition to = before.former().get(0).since(Instant.now());
            Edition active = before.active();
            String from = active == null ? "" : active.version();
            record(who, "rollback", name, from, to);
            exchange(framework.active(name), before.rolledBack(to), to, from);
            refused.remove(name);
            return new Change("rollback", name, from, to.version(), to.digest(), since(began));
        });
    }

    @Override
    public Change remove(String name, String who) {
        long began = System.nanoTime();
        refuseKernel(name);
        return alone(name, () -> {
            Holding before = known(name);
            Bundle previous = framework.active(name);
            Edition active = before.active();
            if (active == null) {
                throw new AntiphonException(Code.NOT_FOUND, name + " is removed already");
            }
            record(who, "remove", name, active.version(), new Edition("", active.digest(), "", Instant.now()));
            swap.remove(previous, before.removed());
            refused.remove(name);
            return new Change("remove", name, active.version(), "", "", since(began));
        });
    }

    /** Carries an exchange out; if it fails, the journal tells that as well. */
    private void exchange(@Nullable Bundle previous, Holding committed, Edition edition, String from) {
        try {
            swap.exchange(previous, committed, edition);
        } catch (AntiphonException e) {
            Map<String, String> arguments =
                    Map.of("from", edition.version(), "to", from, "digest", edition.digest(), "reason", reason(e));
            recorder.append(List.of(Entry.Commanded.of("antiphon", "take-back", committed.name(), arguments)));
            throw e;
        }
    }

    private static String reason(AntiphonException e) {
        return String.valueOf(e.getMessage());
    }

    /** What is committed under a name, or what the framework has though nothing was ever committed. */
    private Holding holding(String name, @Nullable Bundle active) throws IOException {
        Holding found = store.find(name);
        if (found != null) {
            return found;
        }
        Edition edition = active != null && Framework.isShipped(active)
                ? new Edition(active.getVersion().toString(), "", Edition.DISTRIBUTION, modified(active))
                : null;
        return new Holding(name, edition, List.of());
    }

    private Holding known(String name) throws IOException {
        Holding found = store.find(name);
        Bundle active = framework.active(name);
        if (found == null && (active == null || !Framework.isReplaceable(active))) {
            throw new AntiphonException(Code.NOT_FOUND, "There is no bundle '" + name + "' that was plugged in");
        }
        return found != null ? found : holding(name, active);
    }

    private void refuseKernel(String name) {
        for (Bundle bundle : framework.named(name)) {
            if (!Framework.isReplaceable(bundle)) {
                throw new AntiphonException(
                        Code.INVALID,
                        name + " belongs to the system and is replaced with the distribution, not while it runs.");
            }
        }
    }

    private void record(String who, String command, String name, String from, Edition to) {
        Map<String, String> arguments = new TreeMap<>();
        arguments.put("from", from);
        arguments.put("to", to.version());
        arguments.put("digest", to.digest());
        arguments.put("origin", to.origin());
        recorder.append(List.of(Entry.Commanded.of(who, command, name, arguments)));
    }

    private void refuse(String name, String version, String digest, String reason) {
        LOG.warn("{}", reason);
        refusals.incrementAndGet();
        refused.put(name, new Refusal(version, digest, Instant.now(), reason));
    }

    /** Forgets that something was refused. */
    void forgive(String name) {
        refused.remove(name);
    }

    /** Changes made since the start. */
    long made() {
        return made.get();
    }

    /** Changes refused or taken back since the start. */
    long refusals() {
        return refusals.get();
    }

    /** A change, which may fail on the disk. */
    private interface Task {
        Change run() throws IOException;
    }

    private Change alone(String name, Task task) {
        try {
            if (!one.tryLock(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw AntiphonException.busy(
                        "The exchange of " + changing + " is still under way", Duration.ofSeconds(10));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AntiphonException(Code.UNAVAILABLE, "Interrupted while waiting to exchange " + name, e);
        }
        try {
            changing = name;
            Change change = task.run();
            made.incrementAndGet();
            return change;
        } catch (IOException e) {
            throw new AntiphonException(Code.UNAVAILABLE, "The bundle store fails: " + e.getMessage(), e);
        } finally {
            changing = "";
            one.unlock();
        }
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static void discard(Staging.Staged staged) {
        try {
            Files.deleteIfExists(staged.file());
        } catch (IOException e) {
            LOG.warn("{} could not be deleted: {}", staged.file(), e.getMessage());
        }
    }

    @Override
    public List<Plugged> list() {
        try {
            Map<String, Plugged> all = new TreeMap<>();
            for (Holding holding : store.all()) {
                all.put(holding.name(), plugged(holding));
            }
            for (Bundle bundle : framework.plugged()) {
                String name = bundle.getSymbolicName();
                if (!all.containsKey(name)) {
                    all.put(name, plugged(holding(name, bundle)));
                }
            }
            for (String name : new TreeSet<>(refused.keySet())) {
                all.computeIfAbsent(name, this::unknown);
            }
            return List.copyOf(all.values());
        } catch (IOException e) {
            throw new AntiphonException(Code.UNAVAILABLE, "The bundle store fails: " + e.getMessage(), e);
        }
    }

    private Plugged plugged(Holding holding) {
        Edition active = holding.active();
        List<Former> former = new ArrayList<>();
        holding.former().forEach(edition -> former.add(new Former(edition.version(), edition.digest())));
        String state = active == null ? "removed" : "active";
        return new Plugged(
                holding.name(),
                active == null ? "" : active.version(),
                active == null ? "" : active.digest(),
                holding.name().equals(changing) ? "changing" : state,
                active == null ? "" : active.origin(),
                active == null ? Instant.EPOCH : active.since(),
                former,
                refusals(holding.name()));
    }

    private Plugged unknown(String name) {
        List<Refusal> why = refusals(name);
        String state = name.equals(changing) ? "changing" : "refused";
        Instant at = why.isEmpty() ? Instant.now() : why.get(0).at();
        return new Plugged(name, "", "", state, "", at, List.of(), why);
    }

    private List<Refusal> refusals(String name) {
        Refusal refusal = refused.get(name);
        return refusal == null ? List.of() : List.of(refusal);
    }

    private static Instant modified(Bundle bundle) {
        return Instant.ofEpochMilli(bundle.getLastModified());
    }
}
