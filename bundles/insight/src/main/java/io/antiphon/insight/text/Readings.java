package io.antiphon.insight.text;

import io.antiphon.spi.Signal;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** The readings of the signals on the road just now, so that enrichers side by side share them. Thread-safe. */
public final class Readings {

    private static final int SLOTS = 1_024;
    private static final AtomicReferenceArray<@Nullable Slot> LATEST = new AtomicReferenceArray<>(SLOTS);

    private Readings() {}

    private static final class Slot extends WeakReference<Signal> {
        final WeakReference<Reading> reading;

        Slot(Signal signal, Reading reading) {
            super(signal);
            this.reading = new WeakReference<>(reading);
        }
    }

    /** What is read of a signal's text; {@link Reading#EMPTY} if it has none. */
    public static Reading of(Signal signal) {
        String text = signal.text();
        if (text == null || text.isEmpty()) {
            return Reading.EMPTY;
        }
        int slot = System.identityHashCode(signal) & SLOTS - 1;
        Slot latest = LATEST.get(slot);
        Reading reading = latest != null && latest.refersTo(signal) ? latest.reading.get() : null;
        if (reading != null) {
            return reading;
        }
        reading = Reading.of(text);
        LATEST.set(slot, new Slot(signal, reading));
        return reading;
    }
}
