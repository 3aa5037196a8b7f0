package io.antiphon.routes;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LimitsTest {

    @Test
    void theWaitDoublesUpToItsBound() {
        for (int failures = 1; failures < 40; failures++) {
            long wait = Limits.NORMAL.waitAfter(failures).toMillis();
            long middle = Math.min(1000L << Math.min(failures - 1, 20), 300_000);
            assertTrue(wait >= middle * 3 / 4 && wait <= middle * 5 / 4 + 1, failures + ": " + wait);
        }
    }
}
