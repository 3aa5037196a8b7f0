package io.antiphon.insight.queries;

import io.antiphon.spi.Endpoint;
import io.antiphon.spi.Enricher;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Journal;
import io.antiphon.spi.Metric;
import io.antiphon.spi.Page;
import io.antiphon.spi.Problem;
import io.antiphon.spi.Recorder;
import io.antiphon.spi.State;
import io.antiphon.spi.Vitals;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The door of listening queries to the service registry: the enricher, the resources, what is counted and what is wrong. */
@Component(immediate = true, service = Vitals.class)
public final class QueriesRoom implements Vitals {

    private final QueryStore store;
    private final List<ServiceRegistration<?>> offered = new ArrayList<>();

    /** The framework makes it when the journal is there. */
    @Activate
    public QueriesRoom(
            BundleContext context, @Reference Journal journal, @Reference Recorder recorder, @Reference State state) {
        String home = context.getProperty("antiphon.home");
        if (home == null || home.isBlank()) {
            throw new IllegalStateException("The property antiphon.home, the folder of all data, is not set");
        }
        store = new QueryStore(
                Path.of(home),
                (who, command, set, details) ->
                        recorder.append(List.of(Entry.Commanded.of(who, command, set, details))));
        store.start();
        Dictionary<String, Object> named = new Hashtable<>();
        named.put("antiphon.named", "queries");
        offered.add(context.registerService(Page.class, new QueriesPage(), null));
        offered.add(context.registerService(Enricher.class, new QueriesEnricher(store::live), named));
        new QueryResources(store, journal, state)
                .all()
                .forEach(endpoint -> offered.add(context.registerService(Endpoint.class, endpoint, null)));
    }

    @Deactivate
    void stop() {
        offered.forEach(ServiceRegistration::unregister);
        store.close();
    }

    @Override
    public List<Metric> metrics() {
        return List.of(
                Metric.gauge("queries", "Listening queries", store.live().size()),
                Metric.gauge(
                        "queries_asked_of_all",
                        "Listening queries asked of every signal, since they say no word to be found by",
                        store.live().always()));
    }

    @Override
    public List<Problem> problems() {
        Stream<Problem> mistakes = store.broken().values().stream()
                .map(set -> Problem.error(
                        "etc/queries/" + set.name() + ".queries",
                        set.faults().size() + " mistakes, the first in "
                                + set.faults().get(0),
                        "Mend the file; until then the set goes on as it was."));
        return Stream.concat(store.surplus().stream(), mistakes).toList();
    }
}
