package io.antiphon.outbound.shell;

import io.antiphon.outbound.door.OutboundDoor;
import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Person;
import java.io.PrintStream;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;

/** What all commands of this room have in common: the room, who sits there, and failures in one line. */
abstract class Terminal implements Action {

    // The command is there also while this service is away.
    @Reference(optional = true)
    @Nullable
    OutboundDoor door;

    @Reference
    @Nullable
    Session session;

    @Override
    public final @Nullable Object execute() throws Exception {
        OutboundDoor open = door;
        if (open == null) {
            throw new CommandException("The bundle 'outbound' is not ready; nothing leaves meanwhile");
        }
        try {
            run(open, System.out);
        } catch (AntiphonException | IllegalArgumentException e) {
            throw new CommandException(plain(String.valueOf(e.getMessage())));
        }
        return null;
    }

    /** Does it. */
    abstract void run(OutboundDoor open, PrintStream out) throws Exception;

    /** Who sits there: an administrator, as everybody in this shell. */
    final Person person() {
        Object user = session == null ? null : session.get("USER");
        return Person.administrator(user instanceof String name && !name.isBlank() ? name : "shell");
    }

    /** Without what moves a cursor or changes colours. */
    static String plain(String foreign) {
        return foreign.codePoints()
                .map(c ->
                        Character.getType(c) == Character.CONTROL || Character.getType(c) == Character.FORMAT ? '·' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
