package io.antiphon.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlightTest {

    @TempDir
    Path folder;

    @Test
    void itKnowsWhatTookOffAndDidNotLand() throws IOException {
        Flight flight = Flight.open(folder, 42);
        flight.takeOff(7);
        flight.takeOff(8);
        flight.land(7);
        Flight next = Flight.open(folder, 99);
        assertEquals(Set.of(8L), next.lost());
        assertEquals(42, next.begun());
        next.land(8);
        assertEquals(Set.of(), Flight.open(folder, 99).lost());
    }

    @Test
    void aNumberThatWasNotWrittenToItsEndIsNone() throws IOException {
        Flight flight = Flight.open(folder, 1);
        flight.takeOff(7);
        flight.close();
        Files.write(folder.resolve("flight.log"), new byte[] {0, 0, 0}, StandardOpenOption.APPEND);
        assertEquals(Set.of(7L), Flight.open(folder, 2).lost());
    }

    @Test
    void itStaysSmallAndForgetsNobodyWhoIsUp() throws Exception {
        Flight flight = Flight.open(folder, 1);
        flight.takeOff(1);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<?>> flights = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
            long first = 2 + thread * 20_000L;
            flights.add(threads.submit(() -> {
                for (long position = first; position < first + 10_000; position++) {
                    if (position % 500 == 0) {
                        flight.takeOff(position);
                    } else {
                        flight.land(position);
                    }
                }
                return null;
            }));
        }
        for (Future<?> each : flights) {
            each.get();
        }
        threads.shutdown();
        assertTrue(Files.size(folder.resolve("flight.log")) < 2 << 20);
        Set<Long> lost = Flight.open(folder, 1).lost();
        assertTrue(lost.contains(1L));
        assertEquals(1 + 8 * 20, lost.size());
    }
}
