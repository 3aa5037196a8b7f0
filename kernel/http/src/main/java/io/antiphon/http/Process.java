package io.antiphon.http;

import io.antiphon.spi.Metric;
import io.antiphon.spi.Vitals;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.List;
import javax.management.JMException;
import javax.management.ObjectName;

/** How the process does: memory, threads, collector, processor. */
final class Process implements Vitals {

    @Override
    public List<Metric> metrics() {
        List<Metric> all = new ArrayList<>();
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        all.add(Metric.gauge("process_heap_used_bytes", "Heap in use.", heap.getUsed()));
        all.add(Metric.gauge("process_heap_max_bytes", "The most heap there can be.", heap.getMax()));
        all.add(Metric.gauge(
                "process_threads",
                "Live threads.",
                ManagementFactory.getThreadMXBean().getThreadCount()));
        double collecting = 0;
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            collecting += Math.max(0, collector.getCollectionTime()) / 1000.0;
        }
        all.add(Metric.counter("process_gc_seconds", "Time spent collecting garbage.", collecting));
        all.add(Metric.counter("process_cpu_seconds", "Processor time used.", cpuSeconds()));
        all.add(Metric.gauge(
                "process_start_time_seconds",
                "When the process started, since 1970.",
                ManagementFactory.getRuntimeMXBean().getStartTime() / 1000.0));
        return all;
    }

    /** By name, since the type that has it belongs to no standard package. */
    private static double cpuSeconds() {
        try {
            Object nanos = ManagementFactory.getPlatformMBeanServer()
                    .getAttribute(new ObjectName(ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME), "ProcessCpuTime");
            return nanos instanceof Long time ? time / 1e9 : Double.NaN;
        } catch (JMException e) {
            return Double.NaN;
        }
    }
}
