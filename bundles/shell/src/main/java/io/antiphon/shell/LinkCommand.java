package io.antiphon.shell;

import io.antiphon.spi.Identity;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Links two identities. */
@Service
@Command(
        scope = "antiphon",
        name = "link",
        description = "Links two identities on your word, also if they were unlinked before.")
public final class LinkCommand extends TwoIdentities {

    @Override
    String said(Identity first, Identity second, String who) {
        profiles.link(first, second, who, reason);
        return "Linked.";
    }
}
