package io.antiphon.http;

import static io.antiphon.http.Route.open;

import io.antiphon.spi.Connections;
import io.antiphon.spi.Intakes;
import io.antiphon.spi.Journal;
import io.antiphon.spi.Profiles;
import io.antiphon.spi.Road;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code /health}: whether the process serves, and whether all that a signal needs is here. */
final class HealthResources {

    private static final List<Class<?>> NEEDED =
            List.of(Journal.class, Intakes.class, Road.class, Connections.class, Profiles.class);

    private final Services services;

    HealthResources(Services services) {
        this.services = services;
    }

    List<Route> routes() {
        return List.of(
                open(
                                "GET",
                                "/health/live",
                                exchange -> exchange.json(200, json -> {
                                    json.writeStartObject();
                                    json.writeStringField("status", "live");
                                    json.writeEndObject();
                                }))
                        .tells("Whether the process serves.")
                        .gives(200, "Health"),
                open("GET", "/health/ready", this::ready)
                        .tells("Whether signals can be heard and go all the way.")
                        .gives(200, "Health"));
    }

    /** What a signal needs and is not here. */
    static List<String> missing(Services services) {
        List<String> missing = new ArrayList<>();
        for (Class<?> type : NEEDED) {
            if (services.find(type).isEmpty()) {
                missing.add(type.getSimpleName().toLowerCase(Locale.ROOT));
            }
        }
        if (missing.isEmpty()) {
            try {
                services.need(Journal.class).end();
                services.need(Road.class).position();
            } catch (RuntimeException e) {
                missing.add("a road that runs");
            }
        }
        if (!services.areBegun()) {
            missing.add("bundles that are being started");
        }
        return missing;
    }

    private void ready(Exchange exchange) throws IOException {
        List<String> missing = missing(services);
        if (!missing.isEmpty()) {
            throw Refusal.later(503, "Not ready; missing: " + String.join(", ", missing) + ".", Services.AWAY);
        }
        exchange.json(200, json -> {
            json.writeStartObject();
            json.writeStringField("status", "ready");
            json.writeEndObject();
        });
    }
}
