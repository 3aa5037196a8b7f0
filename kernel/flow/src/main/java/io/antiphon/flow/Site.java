package io.antiphon.flow;

import io.antiphon.spi.Journal;
import io.antiphon.spi.Recorder;
import java.nio.file.Path;
import java.time.Clock;

/**
 * What lanes work with.
 *
 * @param folder of the state and the memory
 * @param steps is told each step of a batch, so that a test can end everything there
 */
record Site(
        Path folder,
        Journal journal,
        Recorder recorder,
        Registry registry,
        Crew crew,
        Watchdog watchdog,
        Memory memory,
        Meters meters,
        Limits limits,
        Clock clock,
        Steps steps) {

    /** Is told the steps of a batch. */
    @FunctionalInterface
    interface Steps {
        /** A step is done. */
        void done(String step);
    }
}
