package io.antiphon.tck;

import io.antiphon.spi.EventStream;
import java.util.ArrayList;
import java.util.List;

/** A listener in memory that takes so many events, and remembers what it was sent. Thread-safe. */
public final class MemoryEventStream implements EventStream {

    private final int most;
    private final List<String> sent = new ArrayList<>();
    private final List<Runnable> told = new ArrayList<>();
    private boolean open = true;

    /** One that takes whatever comes. */
    public MemoryEventStream() {
        this(Integer.MAX_VALUE);
    }

    /** One that takes so many events and ends at the next. */
    public MemoryEventStream(int most) {
        this.most = most;
    }

    /** What it was sent, each as {@code event/id/data}. */
    public synchronized List<String> sent() {
        return List.copyOf(sent);
    }

    @Override
    public boolean send(String event, String id, String data) {
        if ((event + id).chars().anyMatch(c -> c == '\n' || c == '\r' || c == 0)) {
            throw new IllegalArgumentException("event, id: one line each");
        }
        synchronized (this) {
            if (!open) {
                return false;
            }
            if (sent.size() < most) {
                sent.add(event + "/" + id + "/" + data);
                return true;
            }
        }
        close();
        return false;
    }

    @Override
    public synchronized boolean isOpen() {
        return open;
    }

    @Override
    public void onClose(Runnable whom) {
        synchronized (this) {
            if (open) {
                told.add(whom);
                return;
            }
        }
        whom.run();
    }

    /** Ends it, as a listener that goes or a kernel that stops does. */
    @Override
    public void close() {
        List<Runnable> all;
        synchronized (this) {
            open = false;
            all = List.copyOf(told);
            told.clear();
        }
        all.forEach(Runnable::run);
    }
}
