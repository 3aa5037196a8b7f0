package io.antiphon.shell;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import io.antiphon.spi.Connections;
import io.antiphon.spi.Connector;
import io.antiphon.spi.ConnectorSpec;
import io.antiphon.spi.DeadLetters;
import io.antiphon.spi.Position;
import io.antiphon.spi.Problem;
import io.antiphon.spi.Receipt;
import io.antiphon.spi.Request;
import io.antiphon.spi.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Connections that are listed, and read every dead letter whose reason is not {@code hopeless}. */
final class FewConnections implements Connections {

    final List<Connection> connections = new ArrayList<>();
    final List<String> retriedBy = new ArrayList<>();
    private final DeadLetters deadLetters;

    FewConnections(DeadLetters deadLetters) {
        this.deadLetters = deadLetters;
    }

    void add(String id, Status status, String progress, Problem... problems) {
        connections.add(new Connection(
                id,
                "webhook",
                "",
                Map.of(),
                status,
                Instant.EPOCH,
                List.of(problems),
                1_234,
                5,
                6,
                0,
                null,
                null,
                progress,
                null,
                true,
                status == Status.FAILING,
                7,
                1,
                null));
    }

    @Override
    public List<Connection> list() {
        return connections;
    }

    @Override
    public List<Receipt> retry(long id, String who) {
        retriedBy.add(who);
        DeadLetters.DeadLetter letter = deadLetters
                .get(id)
                .orElseThrow(() -> new AntiphonException(Code.NOT_FOUND, "There is no dead letter " + id));
        if (letter.reason().equals("hopeless")) {
            throw new AntiphonException(Code.CONFLICT, "still hopeless\u001b[2J");
        }
        deadLetters.remove(id);
        return List.of(new Receipt(Position.of(1), false));
    }

    @Override
    public List<ConnectorSpec> specs() {
        return List.of();
    }

    @Override
    public Optional<Connection> get(String id) {
        return connections.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    @Override
    public List<Problem> put(String id, Map<String, String> settings, String who) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void delete(String id, String who) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void pause(String id, String who) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void resume(String id, String who) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Problem> check(String id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Problem> check(String id, Connector candidate) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Preview preview(String id, Map<String, String> settings) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Response deliver(String id, Request request) {
        throw new UnsupportedOperationException();
    }
}
