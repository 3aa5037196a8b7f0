package io.antiphon.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DurationsTest {

    private final AtomicLong nanos = new AtomicLong();
    private final Durations durations = new Durations(nanos::get);

    @Test
    void thePercentileIsAtMostAnEighthTooLong() {
        Random random = new Random(3);
        for (int round = 0; round < 200; round++) {
            Durations some = new Durations(nanos::get);
            long[] micros = new long[1 + random.nextInt(300)];
            for (int i = 0; i < micros.length; i++) {
                micros[i] = (long) Math.exp(random.nextDouble() * 25);
                some.add(micros[i] * 1000);
            }
            Arrays.sort(micros);
            long exact = micros[(micros.length * 99 + 99) / 100 - 1];
            long told = some.p99Micros();
            assertTrue(told >= exact && told <= exact + exact / 8, exact + " became " + told);
        }
    }

    @Test
    void whatIsOldIsForgotten() {
        durations.add(5_000);
        assertEquals(5, durations.p99Micros());
        nanos.addAndGet(Duration.ofSeconds(61).toNanos());
        assertEquals(5, durations.p99Micros());
        nanos.addAndGet(Duration.ofSeconds(61).toNanos());
        assertEquals(0, durations.p99Micros());
    }

    @Test
    void noCallsTakeNoTime() {
        assertEquals(0, durations.p99Micros());
    }
}
