package io.antiphon.routes;

import io.antiphon.spi.DeadLetters;
import io.antiphon.spi.Intakes;
import java.time.Clock;

/** What every connection is given. */
record Kernel(
        Intakes intakes, DeadLetters deadLetters, Workers workers, Contexts contexts, Limits limits, Clock clock) {}
