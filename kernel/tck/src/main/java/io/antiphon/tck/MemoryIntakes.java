package io.antiphon.tck;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Intakes;
import io.antiphon.spi.Receipt;
import io.antiphon.spi.Recorder;
import io.antiphon.spi.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** An entrance that refuses when a test says so. Thread-safe. */
public final class MemoryIntakes implements Intakes {

    private static final int MOST_AT_ONCE = 10_000;

    private final Recorder recorder;
    private final Map<String, String> remembered = new ConcurrentHashMap<>();
    private final AtomicInteger refusals = new AtomicInteger();

    /** An entrance to a journal. */
    public MemoryIntakes(Recorder recorder) {
        this.recorder = recorder;
    }

    /** Refuses the next offers with BUSY. */
    public void refuse(int offers) {
        refusals.set(offers);
    }

    @Override
    public List<Receipt> accept(String connection, List<Signal> signals) {
        if (signals.size() > MOST_AT_ONCE) {
            throw new AntiphonException(
                    AntiphonException.Code.TOO_LARGE,
                    "At most " + MOST_AT_ONCE + " signals at once, not " + signals.size());
        }
        if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw AntiphonException.busy("Too much is offered", Duration.ofSeconds(1));
        }
        return recorder.append(signals.stream()
                .map(signal -> (Entry) Entry.Heard.of(connection, signal))
                .toList());
    }

    @Override
    public void admit() {
        if (refusals.get() > 0) {
            throw AntiphonException.busy("Too much is offered", Duration.ofSeconds(1));
        }
    }

    @Override
    public Optional<String> recall(String connection, String key) {
        return Optional.ofNullable(remembered.get(connection + " " + key));
    }

    @Override
    public void remember(String connection, String key, String value) {
        if (value.isEmpty()) {
            remembered.remove(connection + " " + key);
        } else {
            remembered.put(connection + " " + key, value);
        }
    }

    /** What a connection remembers now, by key. */
    public Map<String, String> remembered(String connection) {
        Map<String, String> own = new java.util.TreeMap<>();
        remembered.forEach((key, value) -> {
            if (key.startsWith(connection + " ")) {
                own.put(key.substring(connection.length() + 1), value);
            }
        });
        return own;
    }
}
