package io.antiphon.outbox;

import io.antiphon.spi.Journal;
import io.antiphon.spi.Profiles;
import io.antiphon.spi.Recorder;
import io.antiphon.spi.Road;
import io.antiphon.spi.Sinks;
import io.antiphon.spi.State;
import java.time.Clock;

/** What the outbox needs of the kernel's other rooms. */
record Kernel(
        Journal journal, Recorder recorder, State state, Road road, Profiles profiles, Sinks sinks, Clock clock) {}
