package io.antiphon.insight.shell;

import io.antiphon.insight.again.AgainDoor;
import io.antiphon.insight.again.Rereadings;
import io.antiphon.spi.AntiphonException;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;

/** Asks an enricher about recorded signals again; Ctrl-C cancels. */
@Service
@Command(
        scope = "antiphon",
        name = "understand-again",
        description = "Asks an enricher, as it is now, about recorded signals again, and lets what it finds count.")
public final class UnderstandAgainCommand implements Action {

    // The command is there also while this service is away.
    @Reference(optional = true)
    @Nullable
    AgainDoor door;

    @Reference
    @Nullable
    Session session;

    @Option(name = "--last", description = "About how many signals")
    int last = 10_000;

    @Option(name = "--try", description = "Only compares with what is recorded; appends nothing")
    boolean trial;

    @Argument(index = 0, name = "enricher", description = "Its name, such as sentiment; none: tells which there are")
    @Nullable
    String enricher;

    @Override
    public @Nullable Object execute() throws Exception {
        AgainDoor open = door;
        if (open == null) {
            throw new CommandException("Nothing can be understood again at the moment");
        }
        Rereadings all = open.rereadings();
        if (enricher == null) {
            all.enrichers().forEach((name, version) -> System.out.println(Watching.plain(name + "  " + version)));
            return null;
        }
        try {
            new Watching(all, all.begin(enricher, last, trial, user())).run();
        } catch (AntiphonException | IllegalArgumentException e) {
            throw new CommandException(Watching.plain(String.valueOf(e.getMessage())));
        }
        return null;
    }

    private String user() {
        Object user = session == null ? null : session.get("USER");
        return user instanceof String name && !name.isBlank() ? name : "shell";
    }
}
