package io.antiphon.shell;

import io.antiphon.spi.Identity;
import io.antiphon.spi.Profiles;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;

/** Undoes a link. */
@Service
@Command(
        scope = "antiphon",
        name = "unlink",
        description = "Undoes the link between two identities and forbids it until a person links them again.")
public final class UnlinkCommand implements Action {

    @Argument(index = 0, name = "one", description = "An identity such as email:ada@example.org", required = true)
    String one = "";

    @Argument(index = 1, name = "other", description = "The identity that is somebody else's", required = true)
    String other = "";

    @Argument(index = 2, name = "reason", description = "Why, for those who wonder later", required = true)
    String reason = "";

    @Reference
    Profiles profiles;

    @Reference
    @Nullable
    Session session;

    @Override
    public @Nullable Object execute() throws Exception {
        Failures.told(() -> {
            profiles.unlink(Identity.parse(one), Identity.parse(other), Sessions.user(session), reason);
            System.out.println("Unlinked.");
        });
        return null;
    }
}
