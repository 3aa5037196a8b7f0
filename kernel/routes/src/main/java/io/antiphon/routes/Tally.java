package io.antiphon.routes;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What a connection counts while the process lives, over all its restarts. Any thread. */
final class Tally {

    final LongAdder heard = new LongAdder();
    final LongAdder repeated = new LongAdder();
    final LongAdder rejected = new LongAdder();
    final LongAdder errors = new LongAdder();
    final LongAdder performed = new LongAdder();
    final LongAdder refused = new LongAdder();

    volatile @Nullable Instant lastHeard;
    volatile @Nullable Instant lastAlive;
    volatile @Nullable Instant lastPerformed;
    volatile String progress = "";

    /** When it says something new. */
    final Rhythm speech = new Rhythm();
    /** How often its far end answered that there is nothing new. */
    final LongAdder answers = new LongAdder();
    /** When its far end answers, something new or not. */
    final Rhythm life = new Rhythm();

    /** Whether it listens at a moment. */
    void listens(boolean does, Instant now) {
        for (Rhythm rhythm : List.of(speech, life)) {
            if (does) {
                rhythm.listen(now);
            } else {
                rhythm.deafen();
            }
        }
    }
}
