package io.antiphon.flow;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Intakes;
import io.antiphon.spi.Journal;
import io.antiphon.spi.Metric;
import io.antiphon.spi.Plugins;
import io.antiphon.spi.Problem;
import io.antiphon.spi.Recorder;
import io.antiphon.spi.Replay;
import io.antiphon.spi.Road;
import io.antiphon.spi.State;
import io.antiphon.spi.Vitals;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of this room, put together and running until closed. */
final class RunningFlow implements Vitals, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunningFlow.class);

    private final Watchdog watchdog;
    private final Registry registry;
    private final Crew crew;
    private final Memory memory;
    private final Meters meters = new Meters();
    private final StateReader readers;
    private final Highway road;
    private final Entrance entrance;
    private final Replaying replaying;

    /**
     * Puts them together.
     *
     * @param folder of the state and the memory
     * @param registry holds what is plugged in already
     */
    RunningFlow(
            Path folder,
            Journal journal,
            Recorder recorder,
            Registry registry,
            Watchdog watchdog,
            Limits limits,
            Clock clock,
            Site.Steps steps) {
        this.watchdog = watchdog;
        this.registry = registry;
        memory = memory(folder);
        crew = new Crew(limits.threads(), watchdog);
        Site site = new Site(folder, journal, recorder, registry, crew, watchdog, memory, meters, limits, clock, steps);
        readers = new StateReader(folder, limits.readers());
        road = new Highway(site, new StateFile(folder, readers));
        Heap heap = new Heap(limits.heap());
        entrance = new Entrance(site, road, heap);
        replaying = new Replaying(site, road);
        registry.add(new Timers(), "io.antiphon.flow");
        watchdog.each(heap::look);
        watchdog.each(readers::limit);
        watchdog.start();
        road.start(null);
    }

    private static Memory memory(Path folder) {
        try {
            try {
                return Memory.open(folder);
            } catch (SQLException e) {
                if (!Database.isDamage(e)) {
                    throw e;
                }
                Path aside = StateFile.aside(folder.resolve("memory.db"));
                LOG.error("What connections remember is damaged and kept as {}; they begin anew", aside, e);
                return Memory.open(folder);
            }
        } catch (SQLException | IOException e) {
            throw new AntiphonException(
                    AntiphonException.Code.BROKEN,
                    folder.resolve("memory.db") + " cannot be opened: " + e.getMessage(),
                    e);
        }
    }

    Intakes intakes() {
        return entrance;
    }

    State state() {
        return readers;
    }

    Road road() {
        return road;
    }

    Replay replay() {
        return replaying;
    }

    Plugins plugins() {
        return registry;
    }

    @Override
    public List<Metric> metrics() {
        List<Metric> all = new ArrayList<>(meters.metrics());
        all.addAll(entrance.metrics());
        all.add(Metric.gauge(
                "road_position",
                "Offset up to which everything is decided.",
                road.position().offset()));
        all.add(Metric.gauge("road_lag_entries", "Entries that wait on the road.", road.lag()));
        all.add(Metric.counter("road_threads_given_up", "Threads that plugins have not given back.", crew.givenUp()));
        for (Plug<?> plug : registry.all()) {
            all.add(of(plug, Metric.counter("plugin_calls", "Calls of a plugin.", plug.calls())));
            all.add(of(plug, Metric.counter("plugin_errors", "Calls of a plugin that failed.", plug.errors())));
            all.add(of(plug, Metric.counter("plugin_seconds", "Time spent in a plugin.", plug.seconds())));
        }
        return all;
    }

    private static Metric of(Plug<?> plug, Metric metric) {
        return metric.with("kind", plug.kind()).with("plugin", plug.name()).with("version", plug.version());
    }

    @Override
    public List<Problem> problems() {
        List<Problem> all = new ArrayList<>(road.problems());
        all.addAll(registry.problems());
        return all;
    }

    @Override
    public void close() {
        replaying.close();
        road.close();
        crew.close();
        readers.close();
        watchdog.close();
        try {
            memory.close();
        } catch (SQLException e) {
            LOG.warn("What connections remember could not be closed: {}", e.getMessage());
        }
    }
}
