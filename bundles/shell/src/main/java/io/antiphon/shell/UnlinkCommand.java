package io.antiphon.shell;

import io.antiphon.spi.Identity;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Undoes a link. */
@Service
@Command(
        scope = "antiphon",
        name = "unlink",
        description = "Undoes the link between two identities and forbids it until a person links them again.")
public final class UnlinkCommand extends TwoIdentities {

    @Override
    String said(Identity first, Identity second, String who) {
        profiles.unlink(first, second, who, reason);
        return "Unlinked.";
    }
}
