package io.antiphon.shell;

import io.antiphon.spi.Plugins;
import io.antiphon.spi.Plugins.Plugin;
import java.util.Comparator;
import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;

/** Lists what is plugged in, and releases what is quarantined. */
@Service
@Command(
        scope = "antiphon",
        name = "plugins",
        description =
                "Lists what is plugged in; 'release KIND NAME' lets a quarantined plugin run again, or does without a missing one.")
public final class PluginsCommand implements Action {

    @Argument(index = 0, name = "release", description = "release, to let a plugin run again")
    @Nullable
    String verb;

    @Argument(index = 1, name = "kind", description = "enricher, policy, fold, connector, …")
    @Nullable
    String kind;

    @Argument(index = 2, name = "name", description = "The plugin's name")
    @Nullable
    String name;

    @Reference
    List<Plugins> rooms;

    @Override
    public @Nullable Object execute() throws Exception {
        Failures.told(() -> lines().forEach(System.out::println));
        return null;
    }

    List<String> lines() throws CommandException {
        if (verb == null) {
            return list();
        }
        if (!verb.equals("release") || kind == null || name == null) {
            throw Failures.failure("plugins, or plugins release KIND NAME");
        }
        boolean released = false;
        for (Plugins room : rooms) {
            released |= room.release(kind, name);
        }
        if (!released) {
            throw Failures.failure("No " + kind + " '" + name + "' is quarantined or missing");
        }
        return List.of("Released.");
    }

    private List<String> list() {
        Table table =
                new Table("KIND", "NAME", "VERSION", "STATE", "CALLS", "ERRORS", "P99 µs", "BUNDLE", "SINCE", "REASON");
        rooms.stream()
                .flatMap(room -> room.list().stream())
                .sorted(Comparator.comparing(Plugin::kind).thenComparing(Plugin::name))
                .forEach(plugin -> table.add(
                        plugin.kind(),
                        plugin.name(),
                        plugin.version(),
                        plugin.state(),
                        Long.toString(plugin.calls()),
                        Long.toString(plugin.errors()),
                        Long.toString(plugin.p99Micros()),
                        plugin.bundle(),
                        Times.shown(plugin.since()),
                        plugin.reason()));
        return table.lines();
    }
}
