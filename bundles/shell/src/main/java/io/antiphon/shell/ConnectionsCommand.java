package io.antiphon.shell;

import io.antiphon.spi.Connections;
import io.antiphon.spi.Connections.Connection;
import java.util.List;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** Lists the connections. */
@Service
@Command(scope = "antiphon", name = "connections", description = "Lists the connections and how they are.")
public final class ConnectionsCommand implements Action {

    @Reference
    Connections connections;

    @Override
    public @Nullable Object execute() throws Exception {
        Failures.told(() -> lines().forEach(System.out::println));
        return null;
    }

    List<String> lines() {
        List<Connection> all = connections.list();
        if (all.isEmpty()) {
            return List.of(
                    "There are no connections yet. Make one in the console or as etc/io.antiphon.connection-NAME.cfg.");
        }
        Table table = new Table(
                "CONNECTION",
                "CONNECTOR",
                "STATUS",
                "HEARD",
                "REPEATED",
                "REJECTED",
                "PERFORMED",
                "REFUSED",
                "LAST HEARD",
                "REMARK");
        for (Connection one : all) {
            table.add(
                    one.id(),
                    one.connector(),
                    one.status().name().toLowerCase(Locale.ROOT),
                    Long.toString(one.heard()),
                    Long.toString(one.repeated()),
                    Long.toString(one.rejected()),
                    one.speaks() ? Long.toString(one.performed()) : "-",
                    one.speaks() ? Long.toString(one.refused()) : "-",
                    Times.shown(one.lastHeard()),
                    one.problems().isEmpty()
                            ? one.progress()
                            : one.problems().get(0).toString());
        }
        return table.lines();
    }
}
