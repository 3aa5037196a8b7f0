package io.antiphon.http;

import io.antiphon.spi.Begun;
import io.antiphon.spi.DeadLetters;
import io.antiphon.spi.Intakes;
import io.antiphon.spi.Journal;
import io.antiphon.spi.Profiles;
import io.antiphon.spi.Recorder;
import io.antiphon.tck.MemoryKernel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The kit's kernel in memory as services that can be taken away and put back. */
final class Kernel implements Services {

    private final Map<Class<?>, List<Object>> services = new ConcurrentHashMap<>();
    private final MemoryKernel memory = new MemoryKernel();
    private final FakeRoad road = new FakeRoad(memory.journal());
    private final FakeConnections connections = new FakeConnections(memory);

    Kernel() {
        put(Begun.class, new Begun() {});
        put(Intakes.class, memory.intakes());
        put(Journal.class, memory.journal());
        put(Recorder.class, memory.journal());
        put(Profiles.class, memory.profiles());
        put(DeadLetters.class, memory.deadLetters());
        put(io.antiphon.spi.Connections.class, connections);
        put(io.antiphon.spi.Road.class, road);
    }

    MemoryKernel memory() {
        return memory;
    }

    FakeRoad road() {
        return road;
    }

    FakeConnections connections() {
        return connections;
    }

    <T> void put(Class<T> type, T service) {
        services.computeIfAbsent(type, t -> new CopyOnWriteArrayList<>()).add(service);
    }

    void remove(Class<?> type) {
        services.remove(type);
    }

    @Override
    public <T> Optional<T> find(Class<T> type) {
        return all(type).stream().findFirst();
    }

    @Override
    public <T> List<T> all(Class<T> type) {
        List<T> all = new ArrayList<>();
        services.getOrDefault(type, List.of()).forEach(service -> all.add(type.cast(service)));
        return all;
    }
}
