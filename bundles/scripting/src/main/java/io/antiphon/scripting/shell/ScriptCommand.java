package io.antiphon.scripting.shell;

import io.antiphon.scripting.Scripting;
import io.antiphon.scripting.sandbox.ScriptFault;
import io.antiphon.spi.AntiphonException;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;

/** A command about scripts. What is expected to fail ends it with a line. */
abstract class ScriptCommand implements Action {

    // The commands are there also while this service is away.
    @Reference(optional = true)
    @Nullable
    Scripting scripting;

    @Reference
    @Nullable
    Session session;

    /** Does it. */
    abstract void run(Scripting all) throws Exception;

    @Override
    public final @Nullable Object execute() throws Exception {
        Scripting all = scripting;
        if (all == null) {
            throw new CommandException("Scripts are not looked after at the moment");
        }
        try {
            run(all);
        } catch (AntiphonException | IllegalArgumentException | ScriptFault e) {
            throw new CommandException(plain(String.valueOf(e.getMessage())));
        }
        return null;
    }

    /** Who sits at the terminal. */
    final String user() {
        Object user = session == null ? null : session.get("USER");
        return user instanceof String name && !name.isBlank() ? name : "shell";
    }

    static void say(String line) {
        System.out.println(plain(line));
    }

    /** Without what moves a cursor or changes colours. */
    static String plain(String foreign) {
        return foreign.codePoints()
                .map(c -> switch (Character.getType(c)) {
                    case Character.CONTROL, Character.FORMAT, Character.SURROGATE -> c == '\t' ? ' ' : '·';
                    default -> c;
                })
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
