package io.antiphon.insight.again;

import io.antiphon.spi.Endpoint;
import io.antiphon.spi.Enricher;
import io.antiphon.spi.Journal;
import io.antiphon.spi.Recorder;
import io.antiphon.spi.Replay;
import io.antiphon.spi.Request;
import io.antiphon.spi.Response;
import io.antiphon.spi.Role;
import java.util.List;
import java.util.Map;
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

/** {@code /api/insights/again}: enrichers are asked again about recorded signals. */
@Component(service = AgainDoor.class, immediate = true)
public final class AgainDoor {

    private static final int USUAL_SIGNALS = 10_000;

    private final Rereadings rereadings;
    private final List<ServiceRegistration<Endpoint>> offered;

    /** Called by declarative services. */
    @Activate
    public AgainDoor(
            BundleContext context, @Reference Journal journal, @Reference Recorder recorder, @Reference Replay replay) {
        rereadings = new Rereadings(journal, recorder, replay);
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
                        "The enrichers, and when they were asked again: ?id=… for one.",
                        Role.ADMINISTRATOR,
                        this::report),
                Endpoint.of(
                        "POST",
                        path,
                        "Asks an enricher about recorded signals again: ?enricher=…&last=10000; &trial=true only compares.",
                        this::begin),
                Endpoint.of("DELETE", path, "Cancels: ?id=….", this::cancel));
    }

    private Response report(Request request) {
        return request.query("id")
                .map(id -> Response.ok(rereadings.report(id)))
                .orElseGet(
                        () -> Response.ok(Map.of("enrichers", rereadings.enrichers(), "runs", rereadings.reports())));
    }

    private Response begin(Request request) {
        String enricher = request.query("enricher")
                .orElseThrow(() ->
                        new IllegalArgumentException("enricher: its name, such as ?enricher=sentiment; there are: "
                                + rereadings.enrichers().keySet()));
        boolean trial = request.query("trial").map(Boolean::parseBoolean).orElse(false);
        return Response.of(202, Map.of("id", rereadings.begin(enricher, last(request), trial, request.user())));
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
