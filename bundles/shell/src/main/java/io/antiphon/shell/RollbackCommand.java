package io.antiphon.shell;

import io.antiphon.spi.Bundles;
import io.antiphon.spi.Bundles.Change;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Goes back to what served before. */
@Service
@Command(
        scope = "antiphon",
        name = "rollback",
        description = "Replaces a bundle by the version that served before it, in the same way as an upgrade.")
public final class RollbackCommand extends BundleChange {

    @Argument(index = 0, name = "name", description = "The bundle's symbolic name", required = true)
    @Completion(BundleNames.class)
    String name = "";

    @Override
    Change changed(Bundles all, String who) {
        return all.rollback(name, who);
    }
}
