package io.antiphon.itests;

import io.antiphon.harness.Distribution;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A distribution of its own that speaks over some connections, the far ends of them, and what has not left yet. */
record Outward(Distribution antiphon, FarEnds farEnds, OutboxCounts outbox) implements AutoCloseable {

    /** Nothing is started yet. */
    static Outward fresh() {
        Distribution antiphon = Distribution.fresh();
        try {
            return new Outward(antiphon, new FarEnds(), new OutboxCounts(antiphon, ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it and makes the connections {@code out0}, {@code out1} and so on. */
    Outward start(int connections) {
        antiphon.start();
        for (int i = 0; i < connections; i++) {
            farEnds.connect(antiphon, "out" + i);
        }
        return this;
    }

    @Override
    public void close() {
        antiphon.close();
        farEnds.close();
    }
}
