package io.antiphon.insight.shell;

import io.antiphon.insight.again.AgainDoor;
import io.antiphon.insight.again.Rereadings;
import io.antiphon.spi.AntiphonException;
import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;

/** Compares a model that is not live with what is, on recorded signals; Ctrl-C cancels. */
@Service
@Command(
        scope = "antiphon",
        name = "try-model",
        description = "Shows what a model in models/trial would find otherwise in recorded signals than what is live.")
public final class TryModelCommand implements Action {

    // The command is there also while this service is away.
    @Reference(optional = true)
    @Nullable
    AgainDoor door;

    @Option(name = "--last", description = "About how many signals")
    int last = 10_000;

    @Argument(index = 0, name = "model", description = "Its name, such as tickets; none: tells which there are")
    @Nullable
    String model;

    @Override
    public @Nullable Object execute() throws Exception {
        AgainDoor open = door;
        if (open == null) {
            throw new CommandException("No model can be tried at the moment");
        }
        Rereadings all = open.rereadings();
        if (model == null) {
            List<String> models = all.models();
            models.forEach(name -> System.out.println(Watching.plain(name)));
            if (models.isEmpty()) {
                System.out.println("There is no model in models/trial");
            }
            return null;
        }
        try {
            new Watching(all, all.compare(model, last)).run();
        } catch (AntiphonException | IllegalArgumentException e) {
            throw new CommandException(Watching.plain(String.valueOf(e.getMessage())));
        }
        return null;
    }
}
