package io.antiphon.outbound;

import io.antiphon.outbound.rows.Words;
import io.antiphon.spi.Action;
import io.antiphon.spi.Connections;
import io.antiphon.spi.ConnectorSpec;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * An action that is about to leave, with what it does not say itself taken from its connection.
 *
 * @param units where it belongs: as it says, and as its connection is
 * @param channels by what it goes: as it says, and as its connection is
 */
public record Leaving(Action action, Set<String> units, Set<String> channels) {

    /** What an action says; of a connection that is not there only its own word is known. */
    public static Leaving of(Action action, Connections connections) {
        Set<String> units = new LinkedHashSet<>();
        Set<String> channels = new LinkedHashSet<>();
        add(units, Words.text(action.attributes(), "unit"));
        add(channels, Words.text(action.attributes(), "channel"));
        Optional<Connections.Connection> connection =
                action.connection().isBlank() ? Optional.empty() : connections.get(action.connection());
        connection.ifPresent(its -> {
            add(units, its.unit());
            connections.specs().stream()
                    .filter(spec -> spec.name().equals(its.connector()))
                    .map(ConnectorSpec::channel)
                    .findFirst()
                    .ifPresent(channel -> add(channels, channel));
        });
        return new Leaving(action, units, channels);
    }

    private static void add(Set<String> to, String value) {
        if (!value.isBlank()) {
            to.add(value);
        }
    }

    /** Its unit; empty if it has none. */
    public String unit() {
        return units.stream().findFirst().orElse("");
    }

    /** Its channel; empty if it has none. */
    public String channel() {
        return channels.stream().findFirst().orElse("");
    }

    /** What it is for. */
    public String purpose() {
        return Words.purpose(action);
    }

    /** Whether it is for service. */
    public boolean isService() {
        return purpose().equals(Words.SERVICE);
    }

    /** The campaign it is part of; empty if none. */
    public String campaign() {
        return Words.text(action.attributes(), "campaign");
    }

    /** Who wrote it; empty if no person did. */
    public String author() {
        return Words.text(action.attributes(), "by");
    }

    /** The offset of the entry that caused it; 0, before everything, if its id does not tell. */
    public long cause() {
        String id = action.id();
        int dash = id.indexOf('-');
        int dot = id.indexOf('.');
        try {
            return dash > 0 && dot > dash ? Long.parseLong(id.substring(dash + 1, dot)) : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
