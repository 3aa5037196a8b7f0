package io.antiphon.shell;

import io.antiphon.spi.Identity;
import io.antiphon.spi.Profiles;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;

/** A command that says of two identities whether they are one person's, and why. */
abstract class TwoIdentities implements Action {

    @Argument(index = 0, name = "one", description = "An identity such as email:ada@example.org", required = true)
    String one = "";

    @Argument(index = 1, name = "other", description = "The other identity", required = true)
    String other = "";

    @Argument(index = 2, name = "reason", description = "Why, for those who wonder later", required = true)
    String reason = "";

    @Reference
    Profiles profiles;

    @Reference
    @Nullable
    Session session;

    @Override
    public final @Nullable Object execute() throws Exception {
        Failures.told(
                () -> System.out.println(said(Identity.parse(one), Identity.parse(other), Sessions.user(session))));
        return null;
    }

    /** Says it; what was done. */
    abstract String said(Identity first, Identity second, String who);
}
