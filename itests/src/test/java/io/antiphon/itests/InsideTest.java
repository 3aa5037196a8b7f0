package io.antiphon.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.antiphon.harness.Distribution;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What only the inside knows, told by a bundle that looks around there: services, wiring, exports, and what an exchange does to
 * bundles it does not concern.
 */
class InsideTest {

    /** Answers questions about the framework it runs in; counts what happens to other bundles. */
    private static final String SPY = """
            import org.osgi.framework.*;
            import org.osgi.framework.wiring.*;
            @Component(service = Endpoint.class, immediate = true)
            public class Spy implements Endpoint, SynchronousBundleListener {
                private final BundleContext context = FrameworkUtil.getBundle(Spy.class).getBundleContext();
                private final List<String> events = Collections.synchronizedList(new ArrayList<>());
                public Spy() { context.addBundleListener(this); }
                @org.osgi.service.component.annotations.Deactivate void close() { context.removeBundleListener(this); }
                public String method() { return "GET"; }
                public String path() { return "/api/inside"; }
                public void bundleChanged(BundleEvent event) {
                    events.add(event.getBundle().getSymbolicName() + " " + event.getType());
                }
                public Response handle(Request request) throws Exception {
                    Map<String, Object> told = new TreeMap<>();
                    List<Object> exports = new ArrayList<>();
                    List<Object> notRunning = new ArrayList<>();
                    for (Bundle bundle : context.getBundles()) {
                        BundleWiring wiring = bundle.adapt(BundleWiring.class);
                        boolean fragment = bundle.getHeaders("").get("Fragment-Host") != null;
                        boolean lazy = "lazy".equals(bundle.getHeaders("").get("Bundle-ActivationPolicy"));
                        if (!fragment && !lazy && bundle.getState() != Bundle.ACTIVE) {
                            notRunning.add(bundle.getSymbolicName());
                        }
                        if (wiring != null && bundle.getSymbolicName().startsWith("io.antiphon.")) {
                            for (BundleCapability one : wiring.getCapabilities("osgi.wiring.package")) {
                                exports.add(bundle.getSymbolicName() + " exports "
                                    + one.getAttributes().get("osgi.wiring.package"));
                            }
                        }
                    }
                    List<Object> services = new ArrayList<>();
                    for (ServiceReference<?> one : context.getAllServiceReferences(null, null)) {
                        for (String type : (String[]) one.getProperty("objectClass")) {
                            if (type.startsWith("io.antiphon.spi.")) {
                                services.add(type.substring("io.antiphon.spi.".length()) + " of "
                                    + one.getBundle().getSymbolicName());
                            }
                        }
                    }
                    told.put("exports", exports);
                    told.put("notRunning", notRunning);
                    told.put("services", services);
                    told.put("events", List.copyOf(events));
                    return Response.ok(told);
                }
            }
            """;

    private static Distribution antiphon;

    @TempDir
    static Path folder;

    @BeforeAll
    static void plugIn() throws Exception {
        antiphon = Distribution.fresh().start();
        assertEquals(
                201,
                Editions.put(antiphon, PluginJar.of(folder, "Spy", "1.0.0", SPY))
                        .statusCode());
        antiphon.await(
                "the probe answers",
                Duration.ofSeconds(30),
                () -> antiphon.get("/api/inside").statusCode() == 200);
    }

    @AfterAll
    static void stop() {
        antiphon.close();
    }

    @Test
    void onlyTheContractIsExported() {
        List<String> exports = told("exports");
        exports.removeIf(export -> export.startsWith("io.antiphon.platform."));
        assertEquals(List.of("io.antiphon.spi exports io.antiphon.spi"), exports);
    }

    @Test
    void everyRoomOffersItsServices() {
        List<String> services = told("services");
        for (String expected : List.of(
                "Journal of io.antiphon.journal",
                "Recorder of io.antiphon.journal",
                "DeadLetters of io.antiphon.journal",
                "Recognition of io.antiphon.profiles",
                "Profiles of io.antiphon.profiles",
                "Intakes of io.antiphon.flow",
                "State of io.antiphon.flow",
                "Road of io.antiphon.flow",
                "Replay of io.antiphon.flow",
                "Connections of io.antiphon.routes",
                "Bundles of io.antiphon.swap",
                "Connector of io.antiphon.connector.webhook",
                "Page of io.antiphon.console")) {
            assertTrue(services.contains(expected), expected + " is among " + services);
        }
    }

    @Test
    void everyBundleRuns() {
        assertEquals(List.of(), told("notRunning"));
    }

    @Test
    void anExchangeDisturbsNoOtherBundle() throws Exception {
        Editions editions = new Editions(folder);
        Editions.put(antiphon, editions.good("1.0.0"));
        int before = told("events").size();

        assertEquals(200, Editions.put(antiphon, editions.good("1.1.0")).statusCode());
        assertEquals(
                200,
                antiphon.post("/api/bundles/" + Editions.NAME + "/rollback", "").statusCode());
        assertTrue(antiphon.delete("/api/bundles/" + Editions.NAME).statusCode() < 300);

        List<String> others = told("events");
        others.subList(0, before).clear();
        assertTrue(others.removeIf(event -> event.startsWith(Editions.NAME + " ")), "the exchanged one was seen");
        assertEquals(List.of(), others);
    }

    private static List<String> told(String what) {
        List<String> all = new ArrayList<>();
        for (JsonNode one : Heard.get(antiphon, "/api/inside").get(what)) {
            all.add(one.asText());
        }
        return all;
    }
}
