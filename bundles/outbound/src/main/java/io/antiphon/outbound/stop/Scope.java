package io.antiphon.outbound.stop;

import io.antiphon.outbound.Leaving;
import io.antiphon.spi.Person;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a stop is about: all that it names must be so of an action. An empty part stands for anything; an empty scope is everything.
 *
 * @param unit with all units below it
 */
public record Scope(String unit, String channel, String connection, String campaign) {

    /** Everything that leaves. */
    public static final Scope EVERYTHING = new Scope("", "", "", "");

    /** Whether it names nothing. */
    public boolean isEverything() {
        return equals(EVERYTHING);
    }

    /** Whether it covers an action. An action that says one unit while its connection belongs to another is of both. */
    public boolean covers(Leaving leaving) {
        boolean inUnit = unit.isEmpty() || leaving.units().stream().anyMatch(its -> Person.isWithin(its, unit));
        return inUnit
                && (channel.isEmpty() || leaving.channels().contains(channel))
                && (connection.isEmpty() || connection.equals(leaving.action().connection()))
                && (campaign.isEmpty() || campaign.equals(leaving.campaign()));
    }

    /** What it names, for the journal and for JSON. */
    public Map<String, String> named() {
        Map<String, String> named = new LinkedHashMap<>();
        put(named, "unit", unit);
        put(named, "channel", channel);
        put(named, "connection", connection);
        put(named, "campaign", campaign);
        return named;
    }

    private static void put(Map<String, String> named, String name, String value) {
        if (!value.isEmpty()) {
            named.put(name, value);
        }
    }

    /** In words. */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        named().forEach((name, value) -> parts.add(name + " " + value));
        return parts.isEmpty() ? "everything" : String.join(", ", parts);
    }
}
