package io.antiphon.shell;

import io.antiphon.spi.Bundles;
import io.antiphon.spi.Bundles.Change;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Takes a bundle away. */
@Service
@Command(
        scope = "antiphon",
        name = "remove",
        description = "Takes a bundle away. Its data stay, and are taken up again when it comes back.")
public final class RemoveCommand extends BundleChange {

    @Argument(index = 0, name = "name", description = "The bundle's symbolic name", required = true)
    @Completion(BundleNames.class)
    String name = "";

    @Override
    Change changed(Bundles all, String who) {
        return all.remove(name, who);
    }
}
