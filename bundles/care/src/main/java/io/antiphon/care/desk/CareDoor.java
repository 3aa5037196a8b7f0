package io.antiphon.care.desk;

import io.antiphon.care.settings.SettingsCache;
import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Connections;
import io.antiphon.spi.Endpoint;
import io.antiphon.spi.Journal;
import io.antiphon.spi.Metric;
import io.antiphon.spi.People;
import io.antiphon.spi.PersonalData;
import io.antiphon.spi.Problem;
import io.antiphon.spi.Profiles;
import io.antiphon.spi.Recorder;
import io.antiphon.spi.Road;
import io.antiphon.spi.State;
import io.antiphon.spi.Vitals;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Offers cases over REST, watches over their clocks, and assigns. */
@Component(service = {CareDoor.class, Vitals.class})
public final class CareDoor implements Vitals {

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable People people;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable PersonalData mask;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable Connections connections;

    private final List<ServiceRegistration<?>> offered = new ArrayList<>();
    private final Rounds rounds = new Rounds();
    private final Kernel kernel;
    private volatile Overview overview = new Overview(List.of(), List.of());

    /** As it was a few seconds ago. */
    private record Overview(List<Metric> metrics, List<Problem> problems) {}

    /** Called by declarative services. */
    @Activate
    public CareDoor(
            BundleContext context,
            @Reference State state,
            @Reference Journal journal,
            @Reference Recorder recorder,
            @Reference Profiles profiles,
            @Reference Road road) {
        kernel = new Kernel(
                state,
                journal,
                recorder,
                profiles,
                () -> Optional.ofNullable(people),
                () -> Optional.ofNullable(mask),
                () -> Optional.ofNullable(connections),
                Clock.systemUTC(),
                new SettingsCache());
        Presence presence = new Presence(kernel.clock());
        for (Endpoint endpoint : new CaseResources(kernel, presence).all()) {
            offered.add(context.registerService(Endpoint.class, endpoint, null));
        }
        for (Endpoint endpoint : new CareResources(kernel, presence).all()) {
            offered.add(context.registerService(Endpoint.class, endpoint, null));
        }
        Timekeeper timekeeper = new Timekeeper(kernel);
        Dispatcher dispatcher = new Dispatcher(kernel, presence, road::position);
        rounds.every(timekeeper::round);
        rounds.every(dispatcher::round);
        rounds.every(this::look);
    }

    @Deactivate
    void leave() {
        rounds.close();
        offered.forEach(ServiceRegistration::unregister);
    }

    /** For the commands of the shell. */
    public Kernel kernel() {
        return kernel;
    }

    private int skipped;

    /** Works out vitals beforehand, since they are asked for at any time. */
    private void look() {
        if (skipped++ % 10 == 0) {
            try {
                overview = new Overview(Overviews.metrics(kernel), Overviews.problems(kernel));
            } catch (AntiphonException e) {
                overview = new Overview(List.of(), List.of());
            }
        }
    }

    @Override
    public List<Metric> metrics() {
        return overview.metrics();
    }

    @Override
    public List<Problem> problems() {
        return overview.problems();
    }
}
