package io.antiphon.bench.script;

import io.antiphon.bench.Figures;
import io.antiphon.bench.Load;
import io.antiphon.bench.Machine;
import io.antiphon.bench.Measurement;
import io.antiphon.bench.Process;
import io.antiphon.bench.script.Road.Stretch;
import io.antiphon.harness.Distribution;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/** What a policy costs as a script, compiled and interpreted, and as Java; and the same decisions made by Node-RED. */
public final class Script implements Measurement {

    private static final String EXPLANATION = """

            The policy reads seven of the twenty fields of an order, and for one in %.0f decides that somebody calls back.

            ...Micros       what a call took of the processor: a thread of its own asks the policy's service about orders that
                            were heard, and nothing else. The engine's compiler and the collector work in other threads
            ...RoadMicros   how long a call took on the road, antiphon_plugin_seconds / antiphon_plugin_calls of the policy at
                            %,.0f signals/s in batches of %d. It holds whatever kept the thread from running meanwhile
            ...CpuMicros    what the whole process used of the CPU for a signal, at that load: without a policy, and with it
            share           of jitMicros in jitCpuMicros
            firstCallMillis from the file's move into scripts/ until the policy has decided on an order that came in after it;
                            seen to some 20 ms. The engine starts in it
            ...PerSecond    orders one a request, %d clients that wait for the answer, the median of %d turns taken by turns.
                            Ours is on the disk before it is answered, and counts until it is decided; Node-RED answers when
                            it has decided, and keeps nothing. Node-RED uses one core, ours all
            """;

    private static final int BATCH = 50;
    private static final int BATCH_CLIENTS = 2;
    /** Little enough that threads seldom wait for a core. */
    private static final double GENTLE = 2_500;

    private static final int CLIENTS = 16;
    private static final int TURNS = 3;

    private static final int CALLS = 200_000;
    /** So many until the engine's compiler has done with a policy. */
    private static final int JIT_CALLS = 1_000_000;

    private double seconds = 20;

    @Override
    public String summary() {
        return "a policy as script (compiled, interpreted), in Java and in Node-RED: time a call, orders/s [SECONDS a load]";
    }

    @Override
    public Figures run(String[] arguments) throws Exception {
        if (arguments.length > 0) {
            seconds = Double.parseDouble(arguments[0]);
        }
        Figures figures = new Figures();
        try (Machine machine = new Machine()) {
            compiled(figures);
            interpreted(figures);
            machine.close();
            figures.add("machineStolenPercent", machine.stolenPercent(), "%");
            figures.add("machineHiccupP99Ms", machine.hiccupP99(), "ms");
        }
        System.out.printf(EXPLANATION, 1 / Orders.share(), GENTLE, BATCH, CLIENTS, TURNS);
        return figures;
    }

    private void compiled(Figures figures) throws Exception {
        try (Road road = Road.start(true)) {
            say("no policy");
            figures.add("noneCpuMicros", warmed(road).cpuMicros(), "µs CPU");
            say("a script, compiled");
            figures.add("firstCallMillis", road.script(), "ms");
            double micros = road.asked(JIT_CALLS, 6 * seconds);
            Stretch script = decided(warmed(road));
            figures.atMost(5, "jitMicros", micros, "µs CPU");
            add(figures, "jit", script);
            figures.add("jitSharePercent", 100 * micros / script.cpuMicros(), "%");
            besideNodeRed(figures, road);
            say("the same in Java");
            road.noScript();
            road.java();
            figures.add("javaMicros", road.asked(CALLS, seconds), "µs CPU");
            add(figures, "java", decided(warmed(road)));
        }
    }

    private void interpreted(Figures figures) throws Exception {
        try (Road road = Road.start(false)) {
            say("the script, interpreted, in a JVM of its own");
            figures.add("interpretedFirstCallMillis", road.script(), "ms");
            Stretch script = decided(warmed(road));
            figures.atMost(20, "interpretedMicros", road.asked(CALLS, seconds), "µs CPU");
            add(figures, "interpreted", script);
        }
    }

    private static void add(Figures figures, String how, Stretch stretch) {
        figures.add(how + "RoadMicros", stretch.callMicros(), "µs");
        figures.add(how + "CpuMicros", stretch.cpuMicros(), "µs CPU");
    }

    /** As fast as it goes, so that what runs often is compiled; and then measured gently. */
    private Stretch warmed(Road road) throws Exception {
        road.measure(BATCH_CLIENTS, BATCH, load -> load.closed(seconds));
        return road.measure(BATCH_CLIENTS, BATCH, load -> load.open(seconds, GENTLE));
    }

    /** Checked to have decided what it should. */
    private static Stretch decided(Stretch stretch) {
        if (Math.abs(stretch.decided() - Orders.share()) > 0.02) {
            throw new IllegalStateException(
                    "decided about " + stretch.decided() + " of the orders instead of " + Orders.share());
        }
        return stretch;
    }

    // ---- Node-RED -----------------------------------------------------------------------------------------------

    /** A turn of either. */
    private record Turn(double rate, double p50, double p99, double cpuMicros) {}

    private void besideNodeRed(Figures figures, Road road) throws Exception {
        Path folder = Distribution.launcher().toAbsolutePath().getParent().resolve("bench/target/node-red");
        try (NodeRed nodeRed = NodeRed.start(folder)) {
            say(nodeRed.versions() + " beside the script, by turns");
            assertDecides(nodeRed);
            Turn[] ours = new Turn[TURNS];
            Turn[] theirs = new Turn[TURNS];
            ours(road);
            theirs(nodeRed);
            for (int i = 0; i < TURNS; i++) {
                ours[i] = ours(road);
                theirs[i] = theirs(nodeRed);
            }
            add(figures, "ours", ours);
            add(figures, "nodeRed", theirs);
            figures.add("oursToNodeRed", median(ours, Turn::rate) / median(theirs, Turn::rate), "times");
        } catch (IOException e) {
            say("without Node-RED: " + e.getMessage());
            ours(road);
            add(figures, "ours", new Turn[] {ours(road)});
            figures.add("nodeRedPerSecond", Double.NaN, "orders/s");
        }
    }

    private static void assertDecides(NodeRed nodeRed) throws Exception {
        Orders orders = new Orders();
        for (int i = 0; i < orders.variants(); i++) {
            String answer = nodeRed.decide(orders.signal(i, "x-" + i, "1"));
            if (answer.contains("notify") != Orders.callsForUs(i)) {
                throw new IllegalStateException("Node-RED decided otherwise about order " + i + ": " + answer);
            }
        }
    }

    private Turn ours(Road road) throws Exception {
        Stretch stretch = road.measure(CLIENTS, 1, load -> load.closed(seconds));
        return new Turn(
                stretch.rate(), stretch.load().percentile(0.5), stretch.load().percentile(0.99), stretch.cpuMicros());
    }

    private Turn theirs(NodeRed nodeRed) throws Exception {
        Process process = new Process(nodeRed.process());
        double cpu = process.cpuSeconds();
        Load.Result load = new Load(nodeRed.port(), NodeRed.PATH, "none", CLIENTS, 1, new Orders()).closed(seconds);
        double used = process.cpuSeconds() - cpu;
        return new Turn(load.rate(), load.percentile(0.5), load.percentile(0.99), used * 1e6 / load.signals());
    }

    private static void add(Figures figures, String whose, Turn[] turns) {
        figures.add(whose + "PerSecond", median(turns, Turn::rate), "orders/s");
        figures.add(whose + "P50Ms", median(turns, Turn::p50), "ms");
        figures.add(whose + "P99Ms", median(turns, Turn::p99), "ms");
        figures.add(whose + "CpuMicros", median(turns, Turn::cpuMicros), "µs CPU");
    }

    private static double median(Turn[] turns, ToDoubleFunction<Turn> of) {
        double[] sorted = Arrays.stream(turns).mapToDouble(of).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static void say(String what) {
        System.out.println(what);
    }
}
