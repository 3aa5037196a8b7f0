package io.antiphon.outbound.door;

import io.antiphon.outbound.Leaving;
import io.antiphon.outbound.Standing;
import io.antiphon.spi.Outbox;
import io.antiphon.spi.Person;
import io.antiphon.spi.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which actions of the outbox; what is empty stands for anything. @param by the guard that holds it */
record Filter(Outbox.@Nullable Stage stage, String connection, String by, String unit, String campaign, String purpose) {

    private static final int PAGE = 500;
    private static final int MOST_LOOKED_AT = 20_000;

    /** Those found. @param next to go on after it; null if that was all */
    record Found(List<Outbox.Item> items, @Nullable Position next) {}

    /** @param told gives a value by its name; empty if there is none */
    static Filter of(Function<String, String> told) {
        return new Filter(
                stage(told.apply("stage")),
                told.apply("connection"),
                told.apply("by"),
                told.apply("unit"),
                told.apply("campaign"),
                told.apply("purpose"));
    }

    private static Outbox.@Nullable Stage stage(String word) {
        if (word.isEmpty()) {
            return null;
        }
        for (Outbox.Stage stage : Outbox.Stage.values()) {
            if (stage.name().toLowerCase(Locale.ROOT).equals(word)) {
                return stage;
            }
        }
        throw new IllegalArgumentException("stage: waiting, held, performing, retrying or unsure, not '" + word + "'");
    }

    Found find(Outbox outbox, Standing standing, Person person, @Nullable Position after, int limit) {
        List<Outbox.Item> found = new ArrayList<>();
        String only = connection.isEmpty() ? null : connection;
        Position from = after;
        for (int looked = 0; looked < MOST_LOOKED_AT; looked += PAGE) {
            List<Outbox.Item> page = outbox.list(new Outbox.Query(stage, only, from, PAGE));
            for (Outbox.Item item : page) {
                from = item.decided().position();
                if (covers(item, standing.leaving(item.decided().action()), person)) {
                    found.add(item);
                    if (found.size() == limit) {
                        return new Found(found, from);
                    }
                }
            }
            if (page.size() < PAGE) {
                return new Found(found, null);
            }
        }
        return new Found(found, from);
    }

    private boolean covers(Outbox.Item item, Leaving leaving, Person person) {
        return person.covers(leaving.unit())
                && (by.isEmpty() || by.equals(item.by()))
                && (unit.isEmpty() || leaving.units().stream().anyMatch(its -> Person.isWithin(its, unit)))
                && (campaign.isEmpty() || campaign.equals(leaving.campaign()))
                && (purpose.isEmpty() || purpose.equals(leaving.purpose()));
    }
}
