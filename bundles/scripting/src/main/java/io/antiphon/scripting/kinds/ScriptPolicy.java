package io.antiphon.scripting.kinds;

import io.antiphon.spi.Action;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Policy;
import io.antiphon.spi.Profile;
import java.util.List;
import java.util.Objects;

/** A policy written in JavaScript. */
public final class ScriptPolicy implements Policy {

    private final Edition edition;

    /** The policy of an edition of that kind. */
    public ScriptPolicy(Edition edition) {
        this.edition = edition;
    }

    @Override
    public List<Action> decide(Entry entry, Profile profile) {
        return edition.use(
                "decide",
                ready -> Shapes.actions(
                        entry instanceof Entry.Understood understood
                                ? Objects.requireNonNull(ready.first).call(Arguments.understood(understood, profile))
                                : Objects.requireNonNull(ready.second).call(Arguments.other(entry, profile))));
    }
}
