package io.antiphon.scripting.kinds;

import io.antiphon.scripting.sandbox.Flat;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Signal;
import java.util.List;
import org.graalvm.polyglot.HostAccess;
import org.jspecify.annotations.Nullable;

/** What a call is about, laid out when the script asks for it. One for each call. */
public final class Subject {

    private final Signal signal;
    private final List<Insight> insights;
    private final Profile profile;
    private final Entry entry;

    private Subject(Signal signal, List<Insight> insights, Profile profile, Entry entry) {
        this.signal = signal;
        this.insights = insights;
        this.profile = profile;
        this.entry = entry;
    }

    private static final Signal NONE = Signal.of("none").attribute("none", true).build();
    private static final Entry NO_ENTRY = Entry.Heard.of("", NONE);

    static Subject of(Entry.Understood entry, Profile profile) {
        return new Subject(entry.heard().signal(), entry.insights(), profile, entry);
    }

    static Subject of(Signal signal, Profile profile) {
        return new Subject(signal, List.of(), profile, NO_ENTRY);
    }

    static Subject of(Entry entry, Profile profile) {
        return new Subject(NONE, List.of(), profile, entry);
    }

    /** The signal's attributes. */
    @HostAccess.Export
    public Object[] attributes() {
        return Flat.of(signal.attributes());
    }

    /** One of the signal's attributes: a scalar, or laid out flat; null if it has none of that name. */
    @HostAccess.Export
    public @Nullable Object attribute(String name) {
        return Flat.part(signal.attributes().get(name));
    }

    /** One of the profile's traits, likewise. */
    @HostAccess.Export
    public @Nullable Object trait(String name) {
        return Flat.part(profile.traits().get(name));
    }

    /** The signal's identities. */
    @HostAccess.Export
    public Object[] identities() {
        return Laid.identities(signal.identities());
    }

    /** The insights. */
    @HostAccess.Export
    public Object[] insights() {
        return Laid.insights(insights);
    }

    /** The profile's traits. */
    @HostAccess.Export
    public Object[] traits() {
        return Flat.of(profile.traits());
    }

    /** The profile's identities. */
    @HostAccess.Export
    public Object[] profileIdentities() {
        return Laid.identities(profile.identities());
    }

    /** The whole entry, if it is about no signal. */
    @HostAccess.Export
    public Object[] entry() {
        return Laid.entry(entry);
    }
}
