package io.antiphon.outbound.door;

import io.antiphon.outbound.Standing;
import io.antiphon.outbound.stop.Planned;
import io.antiphon.outbound.stop.StopSwitch;
import io.antiphon.spi.Connections;
import io.antiphon.spi.Endpoint;
import io.antiphon.spi.Page;
import io.antiphon.spi.Profiles;
import io.antiphon.spi.State;
import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Offers what people do about what leaves: over REST, in the console, to shell commands. */
@Component(service = OutboundDoor.class, immediate = true)
public final class OutboundDoor {

    private final List<ServiceRegistration<?>> offered = new ArrayList<>();
    private final Standing standing;
    private final StopSwitch stops;
    private final Handling handling;
    private final Planned planned;

    /** Called by declarative services. */
    @Activate
    public OutboundDoor(
            BundleContext context,
            @Reference Standing standing,
            @Reference State state,
            @Reference Connections connections,
            @Reference Profiles profiles) {
        this.standing = standing;
        stops = new StopSwitch(standing, state);
        handling = new Handling(standing);
        planned = new Planned(standing, stops);
        for (Endpoint endpoint : endpoints(standing, stops, handling, state, connections, profiles)) {
            offered.add(context.registerService(Endpoint.class, endpoint, null));
        }
        offered.add(context.registerService(Page.class, new OutboxPage(), null));
    }

    /** All resources of this room. */
    static List<Endpoint> endpoints(
            Standing standing,
            StopSwitch stops,
            Handling handling,
            State state,
            Connections connections,
            Profiles profiles) {
        List<Endpoint> all = new ArrayList<>(new StopResources(standing, stops).all());
        all.addAll(new OutboxResources(standing, connections, handling).all());
        all.addAll(new SettingResources(standing, state, profiles).all());
        return all;
    }

    @Deactivate
    void leave() throws InterruptedException {
        offered.forEach(ServiceRegistration::unregister);
        planned.close();
    }

    /** What stands. */
    public Standing standing() {
        return standing;
    }

    /** The stop switch. */
    public StopSwitch stops() {
        return stops;
    }

    /** What people do with what waits. */
    public Handling handling() {
        return handling;
    }
}
