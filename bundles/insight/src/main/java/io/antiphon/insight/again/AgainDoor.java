package io.antiphon.insight.again;

import io.antiphon.insight.models.Replaceable;
import io.antiphon.spi.Endpoint;
import io.antiphon.spi.Enricher;
import io.antiphon.spi.Journal;
import io.antiphon.spi.Recorder;
import io.antiphon.spi.Replay;
import io.antiphon.spi.Request;
import io.antiphon.spi.Response;
import io.antiphon.spi.Role;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** {@code /api/insights/again}: enrichers are asked again about recorded signals, as they are or as they would be with another model. */
@Component(service = AgainDoor.class, immediate = true)
public final class AgainDoor {

    private static final int USUAL_SIGNALS = 10_000;

    private final Rereadings rereadings;
    private final List<ServiceRegistration<Endpoint>> offered;

    /** Called by declarative services. */
    @Activate
    public AgainDoor(
            BundleContext context, @Reference Journal journal, @Reference Recorder recorder, @Reference Replay replay) {
        String home = context.getProperty("antiphon.home");
        if (home == null || home.isBlank()) {
            throw new IllegalStateException("The property antiphon.home, the folder of all data, is not set");
        }
        rereadings = new Rereadings(journal, recorder, replay, new TrialModels(Path.of(home)));
        offered = endpoints().stream()
                .map(endpoint -> context.registerService(Endpoint.class, endpoint, null))
                .toList();
    }

    @Deactivate
    void leave() {
        offered.forEach(ServiceRegistration::unregister);
        rereadings.close();
    }

    /** What shell commands work on. */
    public Rereadings rereadings() {
        return rereadings;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addEnricher(Enricher enricher, ServiceReference<Enricher> reference) {
        rereadings.add(enricher, name(reference), version(reference));
    }

    void removeEnricher(Enricher enricher) {
        rereadings.remove(enricher);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addReplaceable(Replaceable enricher) {
        rereadings.add(enricher);
    }

    void removeReplaceable(Replaceable enricher) {
        rereadings.remove(enricher);
    }

    private static String name(ServiceReference<Enricher> reference) {
        Object named = reference.getProperty("antiphon.named");
        return String.valueOf(named == null ? reference.getProperty("component.name") : named);
    }

    private static String version(ServiceReference<Enricher> reference) {
        Object version = reference.getProperty("antiphon.version");
        Bundle bundle = reference.getBundle();
        return version != null
                ? version.toString()
                : bundle == null ? "" : bundle.getVersion().toString();
    }

    private List<Endpoint> endpoints() {
        String path = "/api/insights/again";
        return List.of(
                Endpoint.of(
                        "GET",
                        path,
                        "The enrichers, the models on trial, and when they were asked again: ?id=… for one.",
                        Role.ADMINISTRATOR,
                        this::report),
                Endpoint.of(
                        "POST",
                        path,
                        "Asks an enricher about recorded signals again: ?enricher=…&last=10000; &trial=true only compares. "
                                + "Or compares a model in models/trial with what is live: ?model=…&last=10000.",
                        this::begin),
                Endpoint.of("DELETE", path, "Cancels: ?id=….", this::cancel));
    }

    private Response report(Request request) {
        return request.query("id")
                .map(id -> Response.ok(rereadings.report(id)))
                .orElseGet(() -> Response.ok(Map.of(
                        "enrichers",
                        rereadings.enrichers(),
                        "models",
                        rereadings.models(),
                        "runs",
                        rereadings.reports())));
    }

    private Response begin(Request request) {
        Optional<String> model = request.query("model");
        if (model.isPresent()) {
            return compare(request, model.get());
        }
        String enricher = request.query("enricher")
                .orElseThrow(() ->
                        new IllegalArgumentException("enricher: its name, such as ?enricher=sentiment; there are: "
                                + rereadings.enrichers().keySet()));
        boolean trial = request.query("trial").map(Boolean::parseBoolean).orElse(false);
        return Response.of(202, Map.of("id", rereadings.begin(enricher, last(request), trial, request.user())));
    }

    private Response compare(Request request, String model) {
        if (request.query("enricher").isPresent()) {
            throw new IllegalArgumentException("enricher: leave it away; the model tells which one asks it");
        }
        if (request.query("trial").filter(told -> !told.equals("true")).isPresent()) {
            throw new IllegalArgumentException(
                    "trial: a model that is not live is only compared; move it to models/ to let what it finds count");
        }
        return Response.of(202, Map.of("id", rereadings.compare(model, last(request))));
    }

    private static int last(Request request) {
        String told = request.query("last").orElse(Integer.toString(USUAL_SIGNALS));
        try {
            return Integer.parseInt(told);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("last: how many signals, such as 10000, not '" + told + "'", e);
        }
    }

    private Response cancel(Request request) {
        rereadings.cancel(request.query("id")
                .orElseThrow(() -> new IllegalArgumentException("id: the one to cancel, such as ?id=a1")));
        return Response.empty();
    }
}
