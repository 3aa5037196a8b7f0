package io.antiphon.itests;

import com.fasterxml.jackson.databind.JsonNode;
import io.antiphon.harness.Distribution;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;

/** Editions of one connector, {@code probe.Shop}, that hears what is pushed at it and says which edition heard it. */
final class Editions {

    static final String NAME = "probe.Shop";
    static final String CONNECTION = "shop";

    private static final String SOURCE = """
            @Component(service = Connector.class)
            public class Shop implements Connector {
                public Shop() throws Exception { %s }
                @org.osgi.service.component.annotations.Deactivate void close() throws Exception { %s }
                public ConnectorSpec spec() { return ConnectorSpec.of("shop", "Shop", "A shop.", "shop"); }
                public List<Problem> check(Settings settings) { %s return List.of(); }
                public Optional<Source> source(Settings settings) {
                    %s
                    return Optional.of(Source.webhook(Source.Verifier.NONE, received -> List.of(Signal.of("message")
                        .externalId(received.text()).text("edition %s heard " + received.text()).build())));
                }
                private static void linger(String where) {
                    try {
                        java.nio.file.Files.writeString(java.nio.file.Path.of(where), "here");
                        Thread.sleep(8_000);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                }
            }
            """;

    private final Path folder;

    Editions(Path folder) {
        this.folder = folder;
    }

    /** One that works. */
    Path good(String version) throws Exception {
        return edition(version, "", "", "", "");
    }

    /** One that runs a statement when it is made, closed, asked to check settings, or asked for its source. */
    Path edition(String version, String made, String closed, String check, String source) throws Exception {
        return PluginJar.of(folder, "Shop", version, SOURCE.formatted(made, closed, check, source, version));
    }

    /** A statement that writes a file and then takes long. */
    static String lingerAt(Path marker) {
        return "linger(\"" + marker + "\");";
    }

    static HttpResponse<String> put(Distribution antiphon, Path jar) throws Exception {
        return antiphon.send(antiphon.request("/api/bundles?name=" + jar.getFileName())
                .timeout(Duration.ofMinutes(2))
                .header("Content-Type", "application/java-archive")
                .POST(BodyPublishers.ofFile(jar)));
    }

    /** What is known about the bundle. */
    static JsonNode plugged(Distribution antiphon) {
        for (JsonNode bundle : Heard.get(antiphon, "/api/bundles").get("items")) {
            if (bundle.get("name").asText().equals(NAME)) {
                return bundle;
            }
        }
        throw new AssertionError("there is no bundle " + NAME);
    }

    /** The connection that uses it, once it runs. */
    static void connect(Distribution antiphon) {
        antiphon.put("/api/connections/" + CONNECTION, "{\"connector\":\"shop\"}");
        awaitRunning(antiphon);
    }

    static void awaitRunning(Distribution antiphon) {
        antiphon.await(
                "the connection runs",
                Duration.ofSeconds(60),
                () -> antiphon.get("/api/connections/" + CONNECTION).body().contains("\"status\":\"running\""));
    }

    /** Pushes one message and returns what was heard, so that the edition shows. */
    static String say(Distribution antiphon, String words) {
        HttpResponse<String> answer = antiphon.post("/hooks/" + CONNECTION, words);
        if (answer.statusCode() != 202) {
            throw new AssertionError("/hooks/shop answered " + answer.statusCode() + " " + answer.body());
        }
        String[] heard = {""};
        Heard.each(antiphon, CONNECTION, signal -> {
            if (signal.get("externalId").asText().equals(words)) {
                heard[0] = signal.get("text").asText();
            }
        });
        return heard[0];
    }
}
