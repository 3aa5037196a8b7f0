package io.antiphon.http;

import io.antiphon.spi.Connections;
import io.antiphon.spi.Connections.Connection;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Journal;
import io.antiphon.spi.Person;
import io.antiphon.spi.Position;
import io.antiphon.spi.Problem;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Profiles;
import io.antiphon.spi.Role;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a person may see of what belongs to units. A profile belongs to none: who is limited to units sees those that gave one of these a
 * signal lately.
 */
record Sight(Person person, Services services) {

    private static final int LATELY = 200;

    /** What nobody in particular may see: everything that the route lets them. */
    static Sight of(Exchange exchange, Services services) {
        return new Sight(exchange.person(), services);
    }

    /** Whether there is no limit. */
    boolean isWhole() {
        return person.units().isEmpty();
    }

    boolean sees(Entry.Heard heard) {
        return person.covers(heard.signal().unit());
    }

    boolean sees(Connection connection) {
        return person.covers(connection.unit());
    }

    boolean sees(Profile profile) {
        if (isWhole()) {
            return true;
        }
        Journal journal = services.need(Journal.class);
        for (Position position : services.need(Profiles.class).timeline(profile.id(), null, LATELY)) {
            if (journal.get(position).orElse(null) instanceof Entry.Heard heard && sees(heard)) {
                return true;
            }
        }
        return false;
    }

    /** The connections they see, as they see them. */
    List<Connection> of(List<Connection> connections) {
        return connections.stream().filter(this::sees).map(this::of).toList();
    }

    /** A connection as they see it: how it is set up is for administrators. */
    Connection of(Connection connection) {
        return person.role().includes(Role.ADMINISTRATOR)
                ? connection
                : new Connection(
                        connection.id(),
                        connection.connector(),
                        connection.unit(),
                        Map.of(),
                        connection.status(),
                        connection.since(),
                        connection.problems(),
                        connection.heard(),
                        connection.repeated(),
                        connection.rejected(),
                        connection.errors(),
                        connection.lastHeard(),
                        connection.lastAlive(),
                        connection.progress(),
                        connection.retryAt(),
                        connection.hears(),
                        connection.speaks(),
                        connection.performed(),
                        connection.refused(),
                        connection.lastPerformed());
    }

    /** Problems: who is limited to units sees those of connections they see. */
    List<Problem> of(List<Problem> problems, List<Connection> connections) {
        if (isWhole()) {
            return problems;
        }
        Set<String> seen =
                connections.stream().filter(this::sees).map(Connection::id).collect(Collectors.toSet());
        return problems.stream()
                .filter(problem -> seen.contains(problem.where()))
                .toList();
    }

    /** All connections there are now. */
    static List<Connection> connections(Services services) {
        return services.find(Connections.class).map(Connections::list).orElse(List.of());
    }
}
