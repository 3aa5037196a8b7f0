package io.antiphon.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.util.tracker.ServiceTracker;

/** The services of the container, as they are at the moment of asking. */
final class TrackedServices implements Services, AutoCloseable {

    /** Karaf has this service when all that it starts by itself has been started. */
    private static final String BEGUN = "org.apache.karaf.features.BootFinished";

    private final Map<Class<?>, ServiceTracker<?, ?>> trackers = new LinkedHashMap<>();
    private final @Nullable ServiceTracker<?, ?> begun;

    TrackedServices(BundleContext context, List<Class<?>> types) {
        for (Class<?> type : types) {
            ServiceTracker<?, ?> tracker = new ServiceTracker<>(context, type, null);
            trackers.put(type, tracker);
            tracker.open();
        }
        begun = context.getProperty("karaf.home") == null ? null : new ServiceTracker<>(context, BEGUN, null);
        if (begun != null) {
            begun.open(true);
        }
    }

    @Override
    public boolean areBegun() {
        return begun == null || begun.size() > 0;
    }

    @Override
    public <T> Optional<T> find(Class<T> type) {
        return Optional.ofNullable(tracker(type).getService()).map(type::cast);
    }

    @Override
    public <T> List<T> all(Class<T> type) {
        List<T> services = new ArrayList<>();
        for (Object service : tracker(type).getTracked().values()) {
            services.add(type.cast(service));
        }
        return services;
    }

    private ServiceTracker<?, ?> tracker(Class<?> type) {
        ServiceTracker<?, ?> tracker = trackers.get(type);
        if (tracker == null) {
            throw new IllegalStateException("Nobody tracks " + type.getName());
        }
        return tracker;
    }

    @Override
    public void close() {
        trackers.values().forEach(ServiceTracker::close);
        if (begun != null) {
            begun.close();
        }
    }
}
