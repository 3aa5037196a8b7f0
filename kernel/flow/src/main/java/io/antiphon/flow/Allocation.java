package io.antiphon.flow;

import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/** How many bytes a thread has allocated since it started; 0 where the virtual machine does not tell. */
final class Allocation {

    private static final @Nullable Meter METER = meter();

    private Allocation() {}

    static long of(Thread thread) {
        return METER == null ? 0 : METER.of(thread.getId());
    }

    private static @Nullable Meter meter() {
        try {
            return HotSpot.meter();
        } catch (LinkageError | ClassCastException e) {
            return null;
        }
    }

    private interface Meter {
        long of(long thread);
    }

    /** Apart, so that its absence is met when it is first used. */
    private static final class HotSpot {

        static @Nullable Meter meter() {
            var bean = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
            return bean.isThreadAllocatedMemorySupported() && bean.isThreadAllocatedMemoryEnabled()
                    ? bean::getThreadAllocatedBytes
                    : null;
        }
    }
}
