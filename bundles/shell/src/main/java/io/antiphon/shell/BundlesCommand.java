package io.antiphon.shell;

import io.antiphon.spi.Bundles;
import io.antiphon.spi.Bundles.Former;
import io.antiphon.spi.Bundles.Plugged;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** Lists the bundles. */
@Service
@Command(
        scope = "antiphon",
        name = "bundles",
        description = "Lists the bundles that can be replaced, what served before them, and what was refused.")
public final class BundlesCommand implements Action {

    @Reference(optional = true)
    @Nullable
    Bundles bundles;

    @Override
    public @Nullable Object execute() throws Exception {
        Failures.told(() -> lines().forEach(System.out::println));
        return null;
    }

    List<String> lines() {
        List<Plugged> all = BundleChange.here(bundles).list();
        if (all.isEmpty()) {
            return List.of("No bundle can be replaced yet. Install one with antiphon:install FILE.");
        }
        Table table = new Table("BUNDLE", "VERSION", "STATE", "ORIGIN", "SINCE", "FORMER", "REFUSED");
        for (Plugged bundle : all) {
            table.add(
                    bundle.name(),
                    bundle.version(),
                    bundle.state(),
                    bundle.origin(),
                    Times.shown(bundle.since()),
                    bundle.former().stream().map(Former::version).collect(Collectors.joining(", ")),
                    bundle.refused().stream().map(BundlesCommand::told).collect(Collectors.joining("; ")));
        }
        return table.lines();
    }

    private static String told(Bundles.Refusal refused) {
        return Times.shown(refused.at()) + " " + (refused.version().isEmpty() ? "" : refused.version() + ": ")
                + refused.reason();
    }
}
