package io.antiphon.routes;

import io.antiphon.spi.AntiphonException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All connections by id. A connection that takes the name of one that still ends begins after that. */
final class Supervisors {

    private static final Logger LOG = LoggerFactory.getLogger(Supervisors.class);

    private final Kernel kernel;
    private final Map<String, Supervisor> all = new ConcurrentSkipListMap<>();
    private final Map<String, CompletableFuture<Void>> ending = new ConcurrentSkipListMap<>();
    private final Map<String, CompletableFuture<Void>> awaited = new ConcurrentSkipListMap<>();
    private final Connectors connectors;

    Supervisors(Kernel kernel, Connectors connectors) {
        this.kernel = kernel;
        this.connectors = connectors;
    }

    @Nullable
    Supervisor find(String id) {
        return all.get(id);
    }

    Supervisor get(String id) {
        Supervisor supervisor = all.get(id);
        if (supervisor == null) {
            throw new AntiphonException(AntiphonException.Code.NOT_FOUND, "There is no connection '" + id + "'");
        }
        return supervisor;
    }

    List<Supervisor> list() {
        return List.copyOf(all.values());
    }

    /** Tells when a connection is configured the next time. */
    CompletableFuture<Void> configured(String id) {
        return awaited.computeIfAbsent(id, any -> new CompletableFuture<>());
    }

    /** Makes a connection as its file says now, or offers it to one that runs. */
    synchronized void configure(String id, Terms terms) {
        configure(id, terms, false);
    }

    /** Makes a connection, or changes it, with terms that were found good if they had to be. */
    synchronized void settle(String id, Terms terms) {
        configure(id, terms, true);
    }

    private void configure(String id, Terms terms, boolean settled) {
        CompletableFuture<Void> told = awaited.remove(id);
        if (told != null) {
            told.complete(null);
        }
        Supervisor supervisor = all.get(id);
        if (supervisor == null) {
            begin(new Supervisor(id, terms, connectors.find(terms.connector()), kernel));
        } else if (supervisor.terms().connector().equals(RouteFiles.CONNECTOR)) {
            LOG.error("The connection '{}' is not made: a route file in deploy/ has that name. Rename one of them", id);
        } else if (settled) {
            supervisor.want(terms, connectors.find(terms.connector()));
        } else {
            supervisor.offer(terms, connectors.find(terms.connector()));
        }
    }

    /** Makes a connection that is not configured but described by what runs it; false if there is one of that name. */
    synchronized boolean begin(String id, Terms terms, Plug plug) {
        if (all.containsKey(id)) {
            return false;
        }
        begin(new Supervisor(id, terms, plug, kernel));
        return true;
    }

    private void begin(Supervisor supervisor) {
        all.put(supervisor.id(), supervisor);
        CompletableFuture<Void> former = ending.remove(supervisor.id());
        supervisor.begin(former == null ? CompletableFuture.completedFuture(null) : former);
    }

    synchronized void remove(String id) {
        Supervisor supervisor = all.remove(id);
        if (supervisor != null) {
            CompletableFuture<Void> end = supervisor.end();
            ending.put(id, end);
            end.thenRun(() -> ending.remove(id, end));
        }
    }

    /** Gives connections the connector that now goes by a name, or none; waits until they have let go of the former one. */
    void replug(@Nullable String connector) {
        List<CompletableFuture<Void>> settled = new ArrayList<>();
        synchronized (this) {
            for (Supervisor supervisor : all.values()) {
                // first what is offered: if that is taken meanwhile, it is what has to be plugged
                if (supervisor.isOffered(connector)) {
                    supervisor.offer(
                            supervisor.stated(),
                            connectors.find(supervisor.stated().connector()));
                }
                if (connector != null && supervisor.terms().connector().equals(connector)) {
                    settled.add(supervisor.plug(connectors.find(connector)));
                }
            }
        }
        await(settled);
    }

    /** Ends all. */
    void close() {
        List<CompletableFuture<Void>> ends = new ArrayList<>();
        synchronized (this) {
            all.keySet().forEach(this::remove);
            ends.addAll(ending.values());
        }
        await(ends);
    }

    /** As long as one may take to close, and a little; who hangs longer was given up by then. */
    void await(List<CompletableFuture<Void>> settled) {
        Duration limit = kernel.limits().close().plusSeconds(1);
        try {
            CompletableFuture.allOf(settled.toArray(CompletableFuture[]::new))
                    .get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warn("Some connections still run after {} s; they are left behind", limit.toSeconds());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new AssertionError("settling never fails", e);
        }
    }
}
