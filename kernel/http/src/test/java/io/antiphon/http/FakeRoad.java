package io.antiphon.http;

import io.antiphon.spi.Position;
import io.antiphon.spi.Road;
import io.antiphon.tck.MemoryJournal;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A road that is always at the journal's end, and says so when told to. */
final class FakeRoad implements Road {

    private final MemoryJournal journal;
    private final List<Consumer<Position>> listeners = new CopyOnWriteArrayList<>();

    FakeRoad(MemoryJournal journal) {
        this.journal = journal;
    }

    @Override
    public Position position() {
        return journal.end();
    }

    @Override
    public long lag() {
        return 0;
    }

    @Override
    public AutoCloseable watch(Consumer<Position> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Tells everybody where it is. */
    void arrive() {
        listeners.forEach(listener -> listener.accept(journal.end()));
    }

    int watchers() {
        return listeners.size();
    }
}
