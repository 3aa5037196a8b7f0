package io.antiphon.http;

import static io.antiphon.http.Route.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Bundles;
import io.antiphon.spi.Bundles.Change;
import io.antiphon.spi.Bundles.Former;
import io.antiphon.spi.Bundles.Plugged;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;

/** {@code /api/bundles}: what bundles are plugged in; their installation, upgrade, rollback and removal. */
final class BundleResources {

    private static final long MOST_BYTES = 64L << 20;
    private static final int MOST_AT_ONCE = 4;
    private static final List<String> TYPES = List.of("application/java-archive", "application/octet-stream");
    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}/\\\\]{1,200}");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-fA-F]{64}");

    private final Services services;
    private final Semaphore uploads = new Semaphore(MOST_AT_ONCE);

    BundleResources(Services services) {
        this.services = services;
    }

    List<Route> routes() {
        Route put = api("POST", "/api/bundles", this::put)
                .tells("Installs a bundle, or replaces the one of its symbolic name while it is used. At most 64 MB.")
                .asks("name", "What you call it, usually the name of the file.")
                .asks("sha256", "The SHA-256 it must have, in hexadecimal.")
                .gives(200, "BundleChange")
                .gives(201, "BundleChange")
                .gives(409, "Problem");
        TYPES.forEach(type -> put.takes(type, ""));
        return List.of(
                api("GET", "/api/bundles", this::list)
                        .tells("What bundles can be replaced or were refused lately.")
                        .gives(200, "BundlePage"),
                put,
                api("POST", "/api/bundles/{name}/rollback", this::rollback)
                        .tells("Replaces a bundle by the one that served before it.")
                        .gives(200, "BundleChange")
                        .gives(409, "Problem"),
                api("DELETE", "/api/bundles/{name}", this::remove)
                        .tells("Takes a bundle away; its data stay.")
                        .gives(200, "BundleChange"));
    }

    private Bundles bundles() {
        return services.need(Bundles.class);
    }

    private void list(Exchange exchange) throws IOException {
        List<Plugged> list = bundles().list();
        exchange.json(200, json -> Json.page(json, list, BundleResources::plugged, null));
    }

    private void put(Exchange exchange) throws IOException {
        String name = exchange.query("name");
        String digest = exchange.query("sha256");
        if (name == null || !NAME.matcher(name).matches()) {
            throw Refusal.of(400, "name: what you call the bundle, such as ?name=shop-1.2.jar.");
        }
        if (digest != null && !DIGEST.matcher(digest).matches()) {
            throw Refusal.of(400, "sha256: 64 hexadecimal digits.");
        }
        if (!TYPES.contains(exchange.mediaType())) {
            throw Refusal.of(415, "The body is a jar, of the type " + String.join(" or ", TYPES) + ".");
        }
        Bundles bundles = bundles();
        if (!uploads.tryAcquire()) {
            throw AntiphonException.busy(
                    "More than " + MOST_AT_ONCE + " bundles are being uploaded", Duration.ofSeconds(5));
        }
        try {
            Upload jar = new Upload(exchange.request(), MOST_BYTES);
            Change change = put(bundles, jar, name, digest == null ? "" : digest, exchange.user());
            answer(exchange, change.command().equals("install") ? 201 : 200, change);
        } finally {
            uploads.release();
        }
    }

    private static Change put(Bundles bundles, Upload jar, String name, String digest, String who) {
        try {
            return bundles.put(jar, name, digest, who);
        } catch (RuntimeException e) {
            Refusal refusal = jar.refusal();
            throw refusal == null ? e : refusal;
        }
    }

    private void rollback(Exchange exchange) throws IOException {
        answer(exchange, 200, bundles().rollback(exchange.parameter("name"), exchange.user()));
    }

    private void remove(Exchange exchange) throws IOException {
        answer(exchange, 200, bundles().remove(exchange.parameter("name"), exchange.user()));
    }

    private static void answer(Exchange exchange, int status, Change change) throws IOException {
        exchange.json(status, json -> {
            json.writeStartObject();
            Json.field(json, "command", change.command());
            Json.field(json, "name", change.name());
            Json.field(json, "from", change.from());
            Json.field(json, "to", change.to());
            Json.field(json, "digest", change.digest());
            json.writeNumberField("tookMillis", change.took().toMillis());
            json.writeEndObject();
        });
    }

    private static void plugged(JsonGenerator json, Plugged bundle) throws IOException {
        json.writeStartObject();
        Json.field(json, "name", bundle.name());
        Json.field(json, "version", bundle.version());
        Json.field(json, "digest", bundle.digest());
        Json.field(json, "state", bundle.state());
        Json.field(json, "origin", bundle.origin());
        Json.field(json, "since", bundle.since());
        json.writeArrayFieldStart("former");
        for (Former former : bundle.former()) {
            json.writeStartObject();
            Json.field(json, "version", former.version());
            Json.field(json, "digest", former.digest());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("refused");
        for (Bundles.Refusal refused : bundle.refused()) {
            json.writeStartObject();
            Json.field(json, "version", refused.version());
            Json.field(json, "digest", refused.digest());
            Json.field(json, "at", refused.at());
            Json.field(json, "reason", refused.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
