package io.antiphon.flow;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Whether the heap is nearly full of what a garbage collection could not free. Looked at by the watchdog. */
final class Heap {

    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long STALE = TimeUnit.SECONDS.toNanos(10);

    private final double most;
    private final List<MemoryPoolMXBean> old;
    private long lookedAt;
    private long collections;
    private long collectedAt = System.nanoTime();
    private volatile boolean tight;

    Heap(double most) {
        this.most = most;
        this.old = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP && pool.isUsageThresholdSupported())
                .toList();
    }

    boolean tight() {
        return tight;
    }

    void look() {
        long now = System.nanoTime();
        if (now - lookedAt < LOOK) {
            return;
        }
        lookedAt = now;
        long count = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
        if (count != collections) {
            collections = count;
            collectedAt = now;
        }
        tight = old.stream().anyMatch(this::isFull);
        if (tight && now - collectedAt > STALE) {
            System.gc(); // the reading is old, and refusing everybody means that no new one would come
        }
    }

    private boolean isFull(MemoryPoolMXBean pool) {
        MemoryUsage after = pool.getCollectionUsage();
        return after != null && after.getMax() > 0 && after.getUsed() > most * after.getMax();
    }
}
