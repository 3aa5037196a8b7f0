package io.antiphon.outbound;

import io.antiphon.spi.Connections;
import io.antiphon.spi.Connector;
import io.antiphon.spi.ConnectorSpec;
import io.antiphon.spi.Problem;
import io.antiphon.spi.Receipt;
import io.antiphon.spi.Request;
import io.antiphon.spi.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Connections that only have a unit and a channel. */
public final class FewConnections implements Connections {

    private final Map<String, Connection> connections = new ConcurrentHashMap<>();

    /** A connection whose connector is called like its channel. */
    public FewConnections with(String id, String channel, String unit) {
        connections.put(
                id,
                new Connection(
                        id, channel, unit, Map.of(), Status.RUNNING, Instant.EPOCH, List.of(), 0, 0, 0, 0, null, null, "", null, true, true, 0, 0, null));
        return this;
    }

    @Override
    public List<Connection> list() {
        return List.copyOf(connections.values());
    }

    @Override
    public List<ConnectorSpec> specs() {
        return connections.values().stream()
                .map(its -> ConnectorSpec.of(its.connector(), its.connector(), "", its.connector()))
                .distinct()
                .toList();
    }

    @Override
    public Optional<Connection> get(String id) {
        return Optional.ofNullable(connections.get(id));
    }

    @Override
    public List<Receipt> retry(long id, String who) {
        throw new UnsupportedOperationException();
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
