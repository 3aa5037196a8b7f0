package io.antiphon.shell;

import io.antiphon.spi.Connections;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** Completes the names of connections. */
@Service
public final class ConnectionNames implements Completer {

    @Reference
    Connections connections;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        StringsCompleter names = new StringsCompleter();
        connections.list().forEach(connection -> names.getStrings().add(connection.id()));
        return names.complete(session, line, candidates);
    }
}
