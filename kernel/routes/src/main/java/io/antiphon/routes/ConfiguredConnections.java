package io.antiphon.routes;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import io.antiphon.spi.Connections;
import io.antiphon.spi.ConnectorSpec;
import io.antiphon.spi.DeadLetters.DeadLetter;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Problem;
import io.antiphon.spi.Receipt;
import io.antiphon.spi.Recorder;
import io.antiphon.spi.Request;
import io.antiphon.spi.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The commands people give about connections. Each is recorded before it is carried out. */
final class ConfiguredConnections implements Connections {

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LATER = Duration.ofSeconds(30);
    /** As long as File Install may take to bring in what a reference stands for. */
    private static final Duration DETOUR = Duration.ofSeconds(3);

    private static final Duration HOLD = Duration.ofSeconds(5);
    private static final Duration SWAP = Duration.ofSeconds(10);

    private final Kernel kernel;
    private final Recorder recorder;
    private final EtcFolder etc;
    private final Connectors connectors;
    private final Supervisors supervisors;
    private final Consumer<String> forget;
    private final DeadLetterDesk desk;

    ConfiguredConnections(
            Kernel kernel,
            Recorder recorder,
            EtcFolder etc,
            Connectors connectors,
            Supervisors supervisors,
            Consumer<String> forget) {
        this.kernel = kernel;
        this.recorder = recorder;
        this.etc = etc;
        this.connectors = connectors;
        this.supervisors = supervisors;
        this.forget = forget;
        this.desk = new DeadLetterDesk(kernel, supervisors);
    }

    @Override
    public List<ConnectorSpec> specs() {
        return connectors.specs();
    }

    @Override
    public List<Connection> list() {
        return supervisors.list().stream().map(Supervisor::connection).toList();
    }

    @Override
    public Optional<Connection> get(String id) {
        return Optional.ofNullable(supervisors.find(id)).map(Supervisor::connection);
    }

    @Override
    public synchronized List<Problem> put(String id, Map<String, String> settings, String who) {
        List<Problem> problems = new ArrayList<>(Terms.lintId(id));
        Supervisor supervisor = supervisors.find(id);
        Terms before = supervisor == null ? new Terms(Map.of()) : supervisor.terms();
        Terms terms = unmasked(settings, before, problems);
        Plug plug = connectors.find(terms.connector());
        if (plug == null) {
            problems.addAll(terms.lint());
            if (!terms.connector().isEmpty()) {
                problems.add(unknown(terms.connector()));
            }
        } else {
            problems.addAll(terms.lint(plug.spec));
        }
        if (isFile(supervisor)) {
            problems.add(Problem.error(
                    "id", "'" + id + "' is a route file in deploy/.", "Edit the file, or take another name."));
        }
        if (!problems.isEmpty() || plug == null) {
            return List.copyOf(problems);
        }
        record(who, "put", id, new Secrets(terms.values(), plug.spec).masked());
        store(id, terms, before);
        return List.of();
    }

    @Override
    public synchronized void delete(String id, String who) {
        requireConfigured(id, "Take the file away to delete it");
        record(who, "delete", id, Map.of());
        etc.delete(id);
        supervisors.remove(id);
        forget.accept(id);
    }

    @Override
    public synchronized void pause(String id, String who) {
        Terms before = requireConfigured(id, "Take the file away to stop it").terms();
        record(who, "pause", id, Map.of());
        store(id, before.paused(true), before);
    }

    @Override
    public synchronized void resume(String id, String who) {
        Supervisor supervisor = supervisors.get(id);
        Terms before = supervisor.terms();
        record(who, "resume", id, Map.of());
        if (!isFile(supervisor) && before.paused()) {
            store(id, before.paused(false), before);
        }
        supervisor.resume();
    }

    @Override
    public List<Problem> check(String id) {
        Supervisor supervisor = supervisors.get(id);
        Terms terms = supervisor.terms();
        Plug plug = supervisor.plugNow();
        if (plug == null) {
            List<Problem> problems = new ArrayList<>(terms.lint());
            problems.add(unknown(terms.connector()));
            return problems;
        }
        List<Problem> problems = terms.lint(plug.spec);
        if (!problems.isEmpty()) {
            return problems;
        }
        plug.calls.increment();
        try {
            return kernel.workers()
                    .call(
                            "connection " + id + " check",
                            kernel.limits().check(),
                            () -> plug.connector.check(terms.settings(plug.spec)))
                    .answer()
                    .get();
        } catch (ExecutionException e) {
            plug.errors.increment();
            String reason = new Secrets(terms.values(), plug.spec).hide(Failures.reason(e.getCause()));
            return List.of(Problem.error("connection " + id, reason, ""));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AntiphonException(Code.UNAVAILABLE, "Interrupted while checking", e);
        }
    }

    /** Holds the request while the connection is being swapped, so that its caller sees nothing of that. */
    @Override
    public Response deliver(String id, Request request) {
        Supervisor supervisor = supervisors.get(id);
        long deadline = System.nanoTime() + HOLD.toNanos();
        while (true) {
            long seen = supervisor.window().changes();
            Hearing hearing = supervisor.hearing();
            Face face = supervisor.window().face();
            if (hearing != null && !(hearing.work() instanceof Webhook)) {
                throw new AntiphonException(Code.NOT_FOUND, "Nothing can be pushed at the connection '" + id + "'");
            }
            if (hearing != null && hearing.work() instanceof Webhook webhook && webhook.enter()) {
                try {
                    return webhook.deliver(request);
                } finally {
                    webhook.leave();
                }
            }
            if (!passes(face) || !hold(supervisor, seen, deadline)) {
                throw new AntiphonException(
                        Code.UNAVAILABLE, "The connection '" + id + "' is " + word(face.status()), wait(face), null);
            }
        }
    }

    private static boolean hold(Supervisor supervisor, long seen, long deadline) {
        try {
            return supervisor.window().await(seen, deadline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public List<Receipt> retry(long deadLetter, String who) {
        DeadLetter letter = desk.get(deadLetter);
        record(who, "retry", Long.toString(deadLetter), Map.of("connection", letter.connection()));
        return desk.retry(letter);
    }

    private void store(String id, Terms terms, Terms before) {
        CompletableFuture<Void> told = supervisors.configured(id);
        etc.write(id, terms.values(), before.values());
        if (etc.refers(terms.values(), before.values())) {
            told.completeOnTimeout(null, DETOUR.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } else {
            supervisors.configure(id, terms);
        }
    }

    private void record(String who, String command, String subject, Map<String, String> arguments) {
        recorder.append(List.of(Entry.Commanded.of(who, command, subject, arguments)));
    }

    private Supervisor requireConfigured(String id, String remedy) {
        Supervisor supervisor = supervisors.get(id);
        if (isFile(supervisor)) {
            throw new AntiphonException(Code.CONFLICT, "'" + id + "' is a route file in deploy/. " + remedy);
        }
        return supervisor;
    }

    private static boolean isFile(@Nullable Supervisor supervisor) {
        return supervisor != null && supervisor.terms().connector().equals(RouteFiles.CONNECTOR);
    }

    private Problem unknown(String connector) {
        List<String> names =
                connectors.specs().stream().map(ConnectorSpec::name).toList();
        return Problem.error(
                "connector",
                "There is no connector '" + connector + "'.",
                "There are " + names + "; drop others into deploy/.");
    }

    private static Terms unmasked(Map<String, String> settings, Terms before, List<Problem> problems) {
        Map<String, String> values = new TreeMap<>();
        settings.forEach((name, value) -> {
            if (value.equals(MASK)) {
                String old = before.values().get(name);
                if (old == null) {
                    problems.add(Problem.error(
                            name, "'" + name + "' is masked, but there is no value to keep.", "Give it."));
                } else {
                    values.put(name, old);
                }
            } else if (!value.isBlank()) {
                values.put(name, value);
            }
        });
        return new Terms(values);
    }

    private static String word(Status status) {
        return status == Status.RUNNING ? "starting" : status.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static Duration wait(Face face) {
        return passes(face) ? SOON : LATER;
    }

    /** A swap is over in seconds; what a person must mend is not. */
    private static boolean passes(Face face) {
        return switch (face.status()) {
            case STARTING, DRAINING, RUNNING -> true;
            case ABSENT -> Duration.between(face.since(), Instant.now()).compareTo(SWAP) < 0;
            case FAILING, PAUSED, QUARANTINED -> false;
        };
    }
}
