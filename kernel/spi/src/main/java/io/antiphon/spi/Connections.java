package io.antiphon.spi;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** The connections and their connectors. A service; thread-safe. */
@ProviderType
public interface Connections {

    /** What connectors there are now, by name. */
    List<ConnectorSpec> specs();

    /** All connections, by id. */
    List<Connection> list();

    /** A connection. */
    Optional<Connection> get(String id);

    /**
     * Makes or changes a connection; returns when the configuration is stored. A secret given as {@link #MASK} keeps its value.
     * A connection that runs is not given settings that its connector's check refuses: it runs on with those it has. Pause it
     * first to store them nevertheless.
     *
     * @param id lower-case letters, digits, {@code _ -}, at most 64
     * @param settings with {@code connector}, optionally {@code unit}, {@code paused}, {@code rate}, and the connector's own
     * @param who the user's name
     * @return what is wrong; empty if it was stored. Nothing is stored if something is wrong
     */
    List<Problem> put(String id, Map<String, String> settings, String who);

    /** What {@link #put} would change and what it would find wrong, without changing anything. */
    Preview preview(String id, Map<String, String> settings);

    /** Takes a connection away. NOT_FOUND if there is none. */
    void delete(String id, String who);

    /** Stops hearing and speaking until resumed; survives restarts. */
    void pause(String id, String who);

    /** Goes on. */
    void resume(String id, String who);

    /** Tries a connection's settings without changing anything; what is wrong, or empty. */
    List<Problem> check(String id);

    /**
     * Tries whether another connector could serve a connection with its present settings, without changing anything.
     *
     * @return what is wrong, or empty
     * @throws AntiphonException NOT_FOUND
     */
    List<Problem> check(String id, Connector candidate);

    /**
     * Hands a request to a connection's webhook or door.
     *
     * @param request with the parameter {@code path}, what stands below the connection's address; a webhook has nothing below it
     * @return of a webhook 2xx only after what it holds is durable; of a door what it says. The body may be an {@link
     *     EventStream.Opening}, whose stream ends when the connection stops
     * @throws AntiphonException NOT_FOUND, UNAUTHENTICATED, BUSY, or UNAVAILABLE while the connection is away
     */
    Response deliver(String id, Request request);

    /**
     * Offers a dead letter again: reads it with the present settings of its connection, and takes it away when its signals are
     * durable.
     *
     * @return the signals' receipts
     * @throws AntiphonException NOT_FOUND; CONFLICT with the reason if it is still unreadable
     */
    List<Receipt> retry(long deadLetter, String who);

    /** Stands for a secret wherever settings are shown. */
    String MASK = "••••••";

    /** What a change of settings would come to: each setting that would be another, and what is wrong. */
    record Preview(List<Difference> differences, List<Problem> problems) {
        /** Copies. */
        public Preview {
            differences = List.copyOf(differences);
            problems = List.copyOf(problems);
        }
    }

    /** A setting before and after; empty where it is not set. Secrets are masked, and a changed one is a difference. */
    record Difference(String setting, String before, String after) {}

    /** How a connection is. */
    enum Status {
        /** Being made. */
        STARTING,
        /** It hears or speaks, as it is there for. */
        RUNNING,
        /** Somebody paused it. */
        PAUSED,
        /** Finishing what is in flight before it stops. */
        DRAINING,
        /** Something is wrong; it is tried again. */
        FAILING,
        /** It harmed others and waits for a person. */
        QUARANTINED,
        /** Its connector is not installed. */
        ABSENT
    }

    /**
     * A connection as it is now.
     *
     * @param settings as configured, secrets masked
     * @param since when it came into this status
     * @param problems what is wrong
     * @param heard signals heard since the process started
     * @param repeated of them recognised as offered before
     * @param rejected dead letters made since the process started
     * @param errors failures since the process started
     * @param lastHeard when it last heard a signal; null if it has not
     * @param lastAlive when its far end last answered; null if it has not
     * @param progress what it is doing; empty for nothing in particular
     * @param retryAt when it is tried again; null unless it is failing
     * @param hears whether it hears, or did when it last ran
     * @param speaks whether it speaks, or did when it last ran
     * @param performed actions performed since the process started
     * @param refused actions the far end refused since the process started
     * @param lastPerformed when it last performed an action; null if it has not
     */
    record Connection(
            String id,
            String connector,
            String unit,
            Map<String, String> settings,
            Status status,
            Instant since,
            List<Problem> problems,
            long heard,
            long repeated,
            long rejected,
            long errors,
            @Nullable Instant lastHeard,
            @Nullable Instant lastAlive,
            String progress,
            @Nullable Instant retryAt,
            boolean hears,
            boolean speaks,
            long performed,
            long refused,
            @Nullable Instant lastPerformed) {
        /** Copies. */
        public Connection {
            settings = Map.copyOf(settings);
            problems = List.copyOf(problems);
        }
    }
}
