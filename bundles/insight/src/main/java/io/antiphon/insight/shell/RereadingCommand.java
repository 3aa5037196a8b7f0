package io.antiphon.insight.shell;

import io.antiphon.insight.again.AgainDoor;
import io.antiphon.insight.again.Rereadings;
import io.antiphon.spi.AntiphonException;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;

/** A command that reads recorded signals again. What is expected to fail ends it with a line. */
abstract class RereadingCommand implements Action {

    // The commands are there also while this service is away.
    @Reference(optional = true)
    @Nullable
    AgainDoor door;

    @Option(name = "--last", description = "About how many signals")
    int last = 10_000;

    /** Does it. */
    abstract void run(Rereadings all) throws Exception;

    @Override
    public final @Nullable Object execute() throws Exception {
        AgainDoor open = door;
        if (open == null) {
            throw new CommandException("Nothing can be read again at the moment");
        }
        try {
            run(open.rereadings());
        } catch (AntiphonException | IllegalArgumentException e) {
            throw new CommandException(Watching.plain(String.valueOf(e.getMessage())));
        }
        return null;
    }
}
