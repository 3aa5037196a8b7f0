package io.antiphon.routes;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import io.antiphon.spi.Connections;
import io.antiphon.spi.Connector;
import io.antiphon.spi.ConnectorSpec;
import io.antiphon.spi.DeadLetters.DeadLetter;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Problem;
import io.antiphon.spi.Receipt;
import io.antiphon.spi.Recorder;
import io.antiphon.spi.Request;
import io.antiphon.spi.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The commands people give about connections. Each is recorded before it is carried out. */
final class ConfiguredConnections implements Connections {

    /** As long as File Install may take to bring in what a reference stands for. */
    private static final Duration DETOUR = Duration.ofSeconds(3);

    private final Recorder recorder;
    private final EtcFolder etc;
    private final Connectors connectors;
    private final Supervisors supervisors;
    private final Consumer<String> forget;
    private final DeadLetterDesk desk;
    private final Reception reception;
    private final Trial trial;
    private final Turns turns = new Turns();

    ConfiguredConnections(
            Kernel kernel,
            Recorder recorder,
            EtcFolder etc,
            Connectors connectors,
            Supervisors supervisors,
            Consumer<String> forget) {
        this.recorder = recorder;
        this.etc = etc;
        this.connectors = connectors;
        this.supervisors = supervisors;
        this.forget = forget;
        this.desk = new DeadLetterDesk(kernel, supervisors);
        this.reception = new Reception(supervisors);
        this.trial = new Trial(kernel);
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

    /** Asks the connector, which may take long, without keeping others from their orders; asks again if they changed much. */
    @Override
    public List<Problem> put(String id, Map<String, String> settings, String who) {
        return turns.take(id, () -> {
            while (true) {
                Draft draft = Draft.of(id, settings, supervisors, connectors);
                List<Problem> problems = draft.problems().isEmpty() ? trial(draft) : draft.problems();
                if (Trial.severe(problems)) {
                    return problems;
                }
                if (stored(id, settings, draft, who)) {
                    return List.of();
                }
            }
        });
    }

    private synchronized boolean stored(String id, Map<String, String> settings, Draft draft, String who) {
        Plug plug = draft.plug();
        if (plug == null || !draft.stands(Draft.of(id, settings, supervisors, connectors))) {
            return false;
        }
        record(who, "put", id, new Secrets(draft.terms().values(), plug.spec).masked());
        store(id, draft.terms(), draft.stated());
        return true;
    }

    @Override
    public Preview preview(String id, Map<String, String> settings) {
        Draft draft = Draft.of(id, settings, supervisors, connectors);
        return new Preview(draft.differences(), draft.problems().isEmpty() ? trial(draft) : draft.problems());
    }

    /** What the connector of one that runs says; of what File Install is yet to put in it cannot judge. */
    private List<Problem> trial(Draft draft) {
        Supervisor supervisor = draft.supervisor();
        Plug plug = draft.plug();
        if (supervisor == null || plug == null || !draft.wantsTrial()) {
            return List.of();
        }
        boolean judges = !etc.refers(draft.terms().values(), draft.stated().values());
        return judges ? trial.of(supervisor, draft.terms(), plug) : List.of();
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
        Terms before = requireConfigured(id, "Take the file away to stop it").stated();
        record(who, "pause", id, Map.of());
        store(id, before.paused(true), before);
    }

    @Override
    public synchronized void resume(String id, String who) {
        Supervisor supervisor = supervisors.get(id);
        Terms before = supervisor.stated();
        record(who, "resume", id, Map.of());
        if (!before.isRouteFile() && before.paused()) {
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
            problems.add(connectors.missing(terms.connector()));
            return problems;
        }
        return trial.of(supervisor, terms, plug);
    }

    @Override
    public List<Problem> check(String id, Connector candidate) {
        Supervisor supervisor = supervisors.get(id);
        return trial.of(supervisor, supervisor.terms(), candidate);
    }

    @Override
    public Response deliver(String id, Request request) {
        if (supervisors.find(id) == null
                && id.matches("[a-z0-9_-]{1,64}")
                && etc.has(id)) { // at the start, until its file has been read
            throw new AntiphonException(
                    AntiphonException.Code.UNAVAILABLE,
                    "The connection '" + id + "' is being started",
                    Duration.ofSeconds(1),
                    null);
        }
        return reception.deliver(id, request);
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
            supervisors.settle(id, terms);
        }
    }

    private void record(String who, String command, String subject, Map<String, String> arguments) {
        recorder.append(List.of(Entry.Commanded.of(who, command, subject, arguments)));
    }

    private Supervisor requireConfigured(String id, String remedy) {
        Supervisor supervisor = supervisors.get(id);
        if (supervisor.stated().isRouteFile()) {
            throw new AntiphonException(Code.CONFLICT, "'" + id + "' is a route file in deploy/. " + remedy);
        }
        return supervisor;
    }
}
