package io.antiphon.flow;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/**
 * How many bytes a thread has allocated since it started; 0 where the virtual machine does not tell. Reached by name, since a
 * bundle cannot count on its package being there.
 */
final class Allocation {

    private static final @Nullable MethodHandle METER = meter();

    private Allocation() {}

    static long of(Thread thread) {
        MethodHandle meter = METER;
        if (meter == null) {
            return 0;
        }
        try {
            return (long) meter.invokeExact(thread.getId());
        } catch (Throwable e) {
            return 0;
        }
    }

    private static @Nullable MethodHandle meter() {
        try {
            Class<?> type =
                    Class.forName("com.sun.management.ThreadMXBean", true, ClassLoader.getPlatformClassLoader());
            MethodType one = MethodType.methodType(long.class, long.class);
            return MethodHandles.publicLookup()
                    .findVirtual(type, "getThreadAllocatedBytes", one)
                    .bindTo(ManagementFactory.getThreadMXBean());
        } catch (ReflectiveOperationException | LinkageError | ClassCastException e) {
            return null;
        }
    }
}
