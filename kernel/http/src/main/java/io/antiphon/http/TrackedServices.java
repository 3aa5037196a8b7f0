package io.antiphon.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.util.tracker.ServiceTracker;

/** The services of the container, as they are at the moment of asking. */
final class TrackedServices implements Services, AutoCloseable {

    private final Map<Class<?>, ServiceTracker<?, ?>> trackers = new LinkedHashMap<>();

    TrackedServices(BundleContext context, List<Class<?>> types) {
        for (Class<?> type : types) {
            ServiceTracker<?, ?> tracker = new ServiceTracker<>(context, type, null);
            trackers.put(type, tracker);
            tracker.open();
        }
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
    }
}
