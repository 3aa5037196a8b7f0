package io.antiphon.insight.shell;

import io.antiphon.insight.again.Rereadings;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;

/** Asks an enricher about recorded signals again; Ctrl-C cancels. */
@Service
@Command(
        scope = "antiphon",
        name = "understand-again",
        description = "Asks an enricher, as it is now, about recorded signals again, and lets what it finds count.")
public final class UnderstandAgainCommand extends RereadingCommand {

    @Reference
    @Nullable
    Session session;

    @Option(name = "--try", description = "Only compares with what is recorded; appends nothing")
    boolean trial;

    @Argument(index = 0, name = "enricher", description = "Its name, such as sentiment; none: tells which there are")
    @Nullable
    String enricher;

    @Override
    void run(Rereadings all) throws Exception {
        if (enricher == null) {
            all.enrichers().forEach((name, version) -> System.out.println(Watching.plain(name + "  " + version)));
        } else {
            new Watching(all, all.begin(enricher, last, trial, user())).run();
        }
    }

    private String user() {
        Object user = session == null ? null : session.get("USER");
        return user instanceof String name && !name.isBlank() ? name : "shell";
    }
}
