package io.antiphon.routes;

import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What a connection counts while the process lives, over all its restarts. Any thread. */
final class Tally {

    final LongAdder heard = new LongAdder();
    final LongAdder repeated = new LongAdder();
    final LongAdder rejected = new LongAdder();
    final LongAdder errors = new LongAdder();

    volatile @Nullable Instant lastHeard;
    volatile @Nullable Instant lastAlive;
    volatile String progress = "";
}
