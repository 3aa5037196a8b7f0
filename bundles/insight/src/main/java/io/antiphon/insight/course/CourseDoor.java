package io.antiphon.insight.course;

import io.antiphon.spi.Endpoint;
import io.antiphon.spi.Page;
import io.antiphon.spi.State;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Offers the figures over REST, and the console's page of them. */
@Component
public final class CourseDoor {

    private final List<ServiceRegistration<?>> offered = new ArrayList<>();

    /** Called by declarative services. */
    @Activate
    public CourseDoor(BundleContext context, @Reference State state) {
        for (Endpoint endpoint : new CourseResources(state, Clock.systemUTC()).all()) {
            offered.add(context.registerService(Endpoint.class, endpoint, null));
        }
        offered.add(context.registerService(Page.class, new TopicsPage(), null));
    }

    @Deactivate
    void leave() {
        offered.forEach(ServiceRegistration::unregister);
    }
}
