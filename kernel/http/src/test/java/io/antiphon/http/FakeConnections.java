package io.antiphon.http;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import io.antiphon.spi.Connections;
import io.antiphon.spi.Connector;
import io.antiphon.spi.ConnectorSpec;
import io.antiphon.spi.DeadLetters.DeadLetter;
import io.antiphon.spi.Field;
import io.antiphon.spi.Problem;
import io.antiphon.spi.Receipt;
import io.antiphon.spi.Request;
import io.antiphon.spi.Response;
import io.antiphon.spi.Signal;
import io.antiphon.tck.MemoryKernel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** Connections that are only remembered; what is delivered goes to a function. */
final class FakeConnections implements Connections {

    static final ConnectorSpec SPEC = ConnectorSpec.of("webhook", "Webhook", "Whatever is pushed.", "web")
            .with(Field.uri("url", "Address").need(), Field.secret("secret", "Secret"));

    private final Map<String, Connection> connections = new TreeMap<>();
    private final AtomicReference<Function<Request, Response>> hook =
            new AtomicReference<>(request -> Response.of(202, Map.of("heard", 1)));
    private final List<String> orders = new ArrayList<>();
    private final MemoryKernel kernel;

    FakeConnections(MemoryKernel kernel) {
        this.kernel = kernel;
    }

    /** What answers a delivery from now on. */
    void hook(Function<Request, Response> answer) {
        hook.set(answer);
    }

    /** What was ordered, by whom. */
    synchronized List<String> orders() {
        return List.copyOf(orders);
    }

    @Override
    public List<ConnectorSpec> specs() {
        return List.of(SPEC);
    }

    @Override
    public synchronized List<Connection> list() {
        return List.copyOf(connections.values());
    }

    @Override
    public synchronized Optional<Connection> get(String id) {
        return Optional.ofNullable(connections.get(id));
    }

    @Override
    public synchronized List<Problem> put(String id, Map<String, String> settings, String who) {
        Map<String, String> own = new HashMap<>(settings);
        String connector = own.remove("connector");
        own.remove("unit");
        if (!"webhook".equals(connector)) {
            return List.of(
                    Problem.error("connector", "There is no connector '" + connector + "'.", "There is webhook."));
        }
        List<Problem> problems = SPEC.lint(own);
        if (problems.isEmpty()) {
            Map<String, String> masked = new HashMap<>(settings);
            masked.replace("secret", MASK);
            connections.put(id, connection(id, masked, Status.RUNNING));
            orders.add("put " + id + " by " + who);
        }
        return problems;
    }

    @Override
    public synchronized Preview preview(String id, Map<String, String> settings) {
        Map<String, String> own = new HashMap<>(settings);
        own.remove("connector");
        Map<String, String> before =
                get(id).map(Connection::settings).map(TreeMap::new).orElseGet(TreeMap::new);
        List<Difference> differences = new ArrayList<>();
        settings.forEach((name, value) -> {
            String former = before.getOrDefault(name, "");
            if (!former.equals(value)) {
                differences.add(new Difference(name, former, name.equals("secret") ? MASK : value));
            }
        });
        return new Preview(differences, SPEC.lint(own));
    }

    private static Connection connection(String id, Map<String, String> settings, Status status) {
        Instant now = Instant.parse("2026-01-31T12:00:00Z");
        String unit = settings.getOrDefault("unit", "acme");
        return new Connection(
                id, "webhook", unit, settings, status, now, List.of(), 3, 1, 0, 0, now, null, "", null, true, true, 2,
                1, now);
    }

    private void needs(String id) {
        if (!connections.containsKey(id)) {
            throw new AntiphonException(Code.NOT_FOUND, "There is no connection '" + id + "'");
        }
    }

    @Override
    public synchronized void delete(String id, String who) {
        needs(id);
        connections.remove(id);
        orders.add("delete " + id + " by " + who);
    }

    @Override
    public synchronized void pause(String id, String who) {
        needs(id);
        connections.computeIfPresent(id, (i, c) -> connection(i, c.settings(), Status.PAUSED));
        orders.add("pause " + id + " by " + who);
    }

    @Override
    public synchronized void resume(String id, String who) {
        needs(id);
        connections.computeIfPresent(id, (i, c) -> connection(i, c.settings(), Status.RUNNING));
        orders.add("resume " + id + " by " + who);
    }

    @Override
    public synchronized List<Problem> check(String id) {
        needs(id);
        return List.of(Problem.warning("url", "Nobody answers.", "Start it."));
    }

    @Override
    public synchronized List<Problem> check(String id, Connector candidate) {
        needs(id);
        return List.of();
    }

    @Override
    public Response deliver(String id, Request request) {
        if (id.equals("nobody")) {
            throw new AntiphonException(Code.NOT_FOUND, "There is no connection 'nobody'");
        }
        return hook.get().apply(request);
    }

    @Override
    public List<Receipt> retry(long deadLetter, String who) {
        DeadLetter letter = kernel.deadLetters()
                .get(deadLetter)
                .orElseThrow(() -> new AntiphonException(Code.NOT_FOUND, "There is no dead letter " + deadLetter));
        if (letter.received().text().startsWith("bad")) {
            throw new AntiphonException(Code.CONFLICT, "line 1: still no JSON");
        }
        List<Receipt> receipts = kernel.intakes()
                .accept(
                        letter.connection(),
                        List.of(Signal.of("message")
                                .text(letter.received().text())
                                .build()));
        kernel.deadLetters().remove(deadLetter);
        return receipts;
    }
}
