package io.antiphon.shell;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Journal;
import io.antiphon.spi.Position;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Profiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;

/** Shows a profile. */
@Service
@Command(
        scope = "antiphon",
        name = "profile",
        description = "Shows a profile: identities, links, traits, last signals.")
public final class ProfileCommand implements Action {

    private static final int SIGNALS = 10;
    private static final int VALUE = 200;

    @Argument(
            name = "profile",
            description = "A profile's id or an identity such as email:ada@example.org",
            required = true)
    String which = "";

    @Reference
    Profiles profiles;

    @Reference
    Journal journal;

    @Override
    public @Nullable Object execute() throws Exception {
        Failures.told(() -> lines().forEach(System.out::println));
        return null;
    }

    List<String> lines() throws CommandException {
        Optional<Profile> found = profiles.get(which);
        if (found.isEmpty() && which.indexOf(':') > 0) {
            found = profiles.find(Identity.parse(which));
        }
        if (found.isEmpty()) {
            throw Failures.failure("There is no profile '" + which + "'");
        }
        Profile profile = found.get();
        List<String> lines = new ArrayList<>();
        lines.add("profile " + Plain.text(profile.id()) + ", " + profile.signals()
                + (profile.signals() == 1 ? " signal" : " signals") + ", first "
                + Times.shown(profile.firstSeen()) + ", last " + Times.shown(profile.lastSeen()));
        profile.identities().forEach(identity -> lines.add("  is      " + Plain.text(identity.toString())));
        for (Profiles.Link link : profiles.links(profile.id())) {
            lines.add("  linked  " + Plain.text(link.one() + " – " + link.other()) + "  by " + Plain.text(link.rule())
                    + " at " + link.evidence());
        }
        profile.traits()
                .forEach((name, value) -> lines.add(
                        "  trait   " + Plain.text(name, VALUE) + " = " + Plain.text(value.toString(), VALUE)));
        for (Position position : profiles.timeline(profile.id(), null, SIGNALS)) {
            if (journal.get(position).orElse(null) instanceof Entry.Heard heard) {
                lines.add("  said    " + Lines.heard(heard));
            }
        }
        return lines;
    }
}
