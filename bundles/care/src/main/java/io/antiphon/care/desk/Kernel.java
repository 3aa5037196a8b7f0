package io.antiphon.care.desk;

import io.antiphon.care.cases.Care;
import io.antiphon.care.cases.Case;
import io.antiphon.care.cases.CaseId;
import io.antiphon.care.cases.Cases;
import io.antiphon.care.cases.Standing;
import io.antiphon.care.settings.CareSettings;
import io.antiphon.care.settings.SettingsCache;
import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Connections;
import io.antiphon.spi.Journal;
import io.antiphon.spi.People;
import io.antiphon.spi.Person;
import io.antiphon.spi.PersonalData;
import io.antiphon.spi.Position;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Profiles;
import io.antiphon.spi.Recorder;
import io.antiphon.spi.State;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The services that the desk works with. Those in suppliers come and go.
 *
 * @param people who works here; empty while nobody knows
 * @param mask masks what is personal; empty while nothing does
 * @param connections where answers can leave; empty while nobody knows
 */
public record Kernel(
        State state,
        Journal journal,
        Recorder recorder,
        Profiles profiles,
        Supplier<Optional<People>> people,
        Supplier<Optional<PersonalData>> mask,
        Supplier<Optional<Connections>> connections,
        Clock clock,
        SettingsCache cache) {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long LOOK_MILLIS = 5;

    /** Reads cases. */
    interface Question<T> {
        /** The result; not null. */
        T ask(Cases cases) throws SQLException;
    }

    <T> T read(Question<T> question) {
        return state.read(Care.NAME, tx -> question.ask(new Cases(tx)));
    }

    /** A case that this person may see. NOT_FOUND if there is none. */
    Case find(String written, Person asks) {
        return CaseId.read(written)
                .flatMap(id -> read(cases -> cases.find(id)))
                .filter(one -> asks.covers(one.unit))
                .orElseThrow(() -> new AntiphonException(
                        AntiphonException.Code.NOT_FOUND, "There is no case of that id that you may see"));
    }

    /**
     * Whom and where a case is about, for those who follow what is ordered of it, and in whose trace it stands: of the customer's
     * latest words. A profile by the id that it has now.
     */
    Map<String, Object> about(Case one) {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put(
                "profile",
                one.profile.isEmpty()
                        ? ""
                        : profiles.get(one.profile).map(Profile::id).orElse(one.profile));
        about.put("connection", one.connection);
        about.put("conversation", one.conversation);
        if (one.latestSignal > 0) {
            about.put("cause", Position.of(one.latestSignal).toString());
        }
        return about;
    }

    Standing standing() {
        return state.read(Care.NAME, Standing::read);
    }

    CareSettings settings() {
        return cache.of(standing().document());
    }

    /** How far the cases have been folded. */
    Position reached() {
        return state.read(Care.NAME, Standing::reached);
    }

    /**
     * Returns when an entry is folded.
     *
     * @throws AntiphonException UNAVAILABLE if that takes longer than five seconds
     */
    void await(Position position) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (position.isAfter(reached())) {
            if (System.nanoTime() > until) {
                throw new AntiphonException(
                        AntiphonException.Code.UNAVAILABLE,
                        "Cases lag behind what was heard; what has been ordered until now stays ordered",
                        Duration.ofSeconds(2),
                        null);
            }
            try {
                Thread.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AntiphonException(AntiphonException.Code.UNAVAILABLE, "It was interrupted", e);
            }
        }
    }

    List<Person> everybody() {
        return people.get().map(People::list).orElse(List.of());
    }

    /** How somebody is called; the name if there is nothing better. */
    String title(String name) {
        return people.get().flatMap(all -> all.find(name)).map(Person::title).orElse(name);
    }

    String masked(String text) {
        return mask.get().map(all -> all.mask(text)).orElse(text);
    }
}
