package io.antiphon.shell;

import io.antiphon.spi.AntiphonException;
import org.apache.karaf.shell.support.CommandException;

/** Turns what is expected to fail into a line instead of a stack trace. */
final class Failures {

    private Failures() {}

    /** Work that may fail. */
    interface Work {
        void run() throws Exception;
    }

    /** Does it; an expected failure ends the command with its message. */
    static void told(Work work) throws Exception {
        try {
            work.run();
        } catch (AntiphonException | IllegalArgumentException e) {
            throw failure(String.valueOf(e.getMessage()));
        }
    }

    /** The end of a command that cannot do what it is asked. */
    static CommandException failure(String message) {
        return new CommandException(Plain.text(message));
    }
}
