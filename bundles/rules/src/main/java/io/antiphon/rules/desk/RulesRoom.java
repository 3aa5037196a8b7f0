package io.antiphon.rules.desk;

import io.antiphon.rules.lang.RulesPolicy;
import io.antiphon.rules.memory.Firing;
import io.antiphon.spi.Endpoint;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Journal;
import io.antiphon.spi.Metric;
import io.antiphon.spi.Page;
import io.antiphon.spi.Policy;
import io.antiphon.spi.Problem;
import io.antiphon.spi.Recorder;
import io.antiphon.spi.Replay;
import io.antiphon.spi.Road;
import io.antiphon.spi.State;
import io.antiphon.spi.Vitals;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The door of rules to the service registry: the policy, the resources, the page, what is counted and what is wrong. */
@Component(immediate = true, service = Vitals.class)
public final class RulesRoom implements Vitals {

    private final BundleContext context;
    private final RuleStore store;
    private final DryRuns runs;
    private final Lookout lookout;
    private final List<ServiceRegistration<?>> offered = new ArrayList<>();
    private @Nullable ServiceRegistration<Policy> policy;
    private int rank;
    private volatile int always;

    /** The framework makes it when the road is there. */
    @Activate
    public RulesRoom(
            BundleContext context,
            @Reference Journal journal,
            @Reference Recorder recorder,
            @Reference State state,
            @Reference Road road,
            @Reference Replay replay) {
        this.context = context;
        String home = context.getProperty("antiphon.home");
        if (home == null || home.isBlank()) {
            throw new IllegalStateException("The property antiphon.home, the folder of all data, is not set");
        }
        store = new RuleStore(
                Path.of(home),
                (who, command, file, details) ->
                        recorder.append(List.of(Entry.Commanded.of(who, command, "rules " + file, details))),
                this::goLive);
        store.start();
        if (policy == null) {
            goLive(store.live());
        }
        runs = new DryRuns(replay);
        lookout = new Lookout(new Firing(journal, recorder, state), road);
        offered.add(context.registerService(Page.class, new RulesPage(), null));
        new RuleResources(store, runs, new RuleViews(store, state))
                .all()
                .forEach(endpoint -> offered.add(context.registerService(Endpoint.class, endpoint, null)));
    }

    /** The later one counts, so that the rules are exchanged between two signals. */
    private synchronized void goLive(RuleStore.Live live) {
        RulesPolicy next = new RulesPolicy(live.rules());
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("antiphon.named", RulesPolicy.NAME);
        properties.put("antiphon.version", live.version());
        properties.put(Constants.SERVICE_RANKING, ++rank);
        ServiceRegistration<Policy> former = policy;
        policy = context.registerService(Policy.class, next, properties);
        always = next.always();
        if (former != null) {
            former.unregister();
        }
    }

    @Deactivate
    synchronized void stop() throws Exception {
        offered.forEach(ServiceRegistration::unregister);
        store.close();
        runs.close();
        lookout.close();
        ServiceRegistration<Policy> last = policy;
        if (last != null) {
            last.unregister();
        }
    }

    @Override
    public List<Metric> metrics() {
        long enabled =
                store.live().rules().stream().filter(rule -> rule.enabled()).count();
        return List.of(
                Metric.gauge("rules", "Rules that are switched on", enabled),
                Metric.gauge(
                        "rules_asked_of_all",
                        "Rules asked of every signal, since no condition of theirs can be filed",
                        always));
    }

    @Override
    public List<Problem> problems() {
        return store.broken().values().stream()
                .map(file -> Problem.error(
                        "rules/" + file.file(),
                        file.faults().size() + " mistakes, the first in "
                                + file.faults().get(0),
                        "Mend the file; until then its last version without mistakes goes on, if there was one."))
                .toList();
    }
}
