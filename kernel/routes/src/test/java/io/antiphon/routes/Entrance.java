package io.antiphon.routes;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Intakes;
import io.antiphon.spi.Receipt;
import io.antiphon.spi.Recorder;
import io.antiphon.spi.Signal;
import io.antiphon.tck.MemoryIntakes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** An entrance that a test can shut and that counts who knocks meanwhile. */
final class Entrance implements Intakes {

    final AtomicInteger turnedAway = new AtomicInteger();
    volatile boolean busy;
    private final MemoryIntakes open;

    Entrance(Recorder recorder) {
        open = new MemoryIntakes(recorder);
    }

    @Override
    public List<Receipt> accept(String connection, List<Signal> signals) {
        admit();
        return open.accept(connection, signals);
    }

    @Override
    public void admit() {
        if (busy) {
            turnedAway.incrementAndGet();
            throw AntiphonException.busy("Too much is offered", Duration.ofMillis(20));
        }
    }

    @Override
    public Optional<String> recall(String connection, String key) {
        return open.recall(connection, key);
    }

    @Override
    public void remember(String connection, String key, String value) {
        open.remember(connection, key, value);
    }
}
