package io.antiphon.flow;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Position;
import io.antiphon.spi.Recorder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Appends what was derived: in one piece, or if that is too large in several, each holding all that derives from its causes, in
 * the order of the causes. Hence the last cause found in the journal tells exactly how far a batch had come.
 */
final class Appending {

    private static final int MOST_ENTRIES = 10_000;
    private static final long MOST_BYTES = 16 << 20;
    private static final long LONGEST_WAIT = 1_000;

    private final Recorder recorder;
    private final BooleanSupplier closed;
    private final Consumer<String> trouble;

    /** @param trouble is told what the matter is while it waits, and the empty text when it goes on */
    Appending(Recorder recorder, BooleanSupplier closed, Consumer<String> trouble) {
        this.recorder = recorder;
        this.closed = closed;
        this.trouble = trouble;
    }

    void append(List<Entry> derived) throws InterruptedException {
        for (List<Entry> piece : pieces(derived, MOST_ENTRIES, MOST_BYTES)) {
            appendPatiently(piece);
        }
    }

    static List<List<Entry>> pieces(List<Entry> derived, int mostEntries, long mostBytes) {
        List<List<Entry>> pieces = new ArrayList<>();
        int from = 0;
        int causeFrom = 0;
        long bytes = 0;
        long causeBytes = 0;
        Position cause = null;
        for (int i = 0; i < derived.size(); i++) {
            Entry entry = derived.get(i);
            if (!Objects.equals(entry.cause(), cause)) {
                cause = entry.cause();
                causeFrom = i;
                causeBytes = 0;
            }
            long weight = Weight.of(entry);
            bytes += weight;
            causeBytes += weight;
            if ((i - from >= mostEntries || bytes > mostBytes) && causeFrom > from) {
                pieces.add(derived.subList(from, causeFrom));
                from = causeFrom;
                bytes = causeBytes;
            }
        }
        if (from < derived.size()) {
            pieces.add(derived.subList(from, derived.size()));
        }
        return pieces;
    }

    /** While the journal is busy or cannot be written there is nothing better to do than to wait. */
    private void appendPatiently(List<Entry> piece) throws InterruptedException {
        long wait = 10;
        while (true) {
            try {
                recorder.append(piece);
                trouble.accept("");
                return;
            } catch (AntiphonException e) {
                boolean passing =
                        e.code() == AntiphonException.Code.BUSY || e.code() == AntiphonException.Code.UNAVAILABLE;
                if (!passing || closed.getAsBoolean()) {
                    throw e;
                }
                trouble.accept("The journal does not take what was derived: " + e.getMessage());
                Thread.sleep(Math.min(LONGEST_WAIT, wait));
                wait *= 2;
            }
        }
    }
}
