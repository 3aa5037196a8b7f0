package io.antiphon.scripting.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.antiphon.tck.SettableClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PreparationTest {

    private final SettableClock clock = SettableClock.at("2026-03-04T05:06:07Z");
    private final AtomicInteger done = new AtomicInteger();
    private final Preparation preparation = new Preparation(done::incrementAndGet, clock);

    @Test
    void nothingIsDoneForNobody() {
        preparation.consider(false);
        clock.advance(Preparation.LONG_OVER.minusMillis(1));
        preparation.consider(false);
        assertEquals(0, done.get());
    }

    @Test
    void itIsDoneOnceIfAnythingIsThere() {
        preparation.consider(true);
        preparation.consider(true);
        assertEquals(1, done.get());
    }

    @Test
    void itIsDoneOnceSomebodyLooks() {
        preparation.expect();
        preparation.consider(false);
        preparation.consider(false);
        assertEquals(1, done.get());
    }

    @Test
    void itIsDoneWhenTheStartIsLongOver() {
        clock.advance(Preparation.LONG_OVER);
        preparation.consider(false);
        clock.advance(Duration.ofDays(1));
        preparation.consider(false);
        assertEquals(1, done.get());
    }

    @Test
    void itIsDoneAgainIfItFailed() {
        Preparation failing = new Preparation(
                () -> {
                    if (done.incrementAndGet() == 1) {
                        throw new IllegalStateException("no memory");
                    }
                },
                clock);
        assertThrows(IllegalStateException.class, () -> failing.consider(true));
        failing.consider(true);
        failing.consider(true);
        assertEquals(2, done.get());
    }
}
