package io.antiphon.itests;

import com.fasterxml.jackson.databind.JsonNode;
import io.antiphon.harness.Distribution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Scripts of a running distribution, saved as their authors would. */
final class ScriptFiles {

    private ScriptFiles() {}

    /** Saves a file in the folder of scripts, as an editor does. */
    static void save(Distribution antiphon, String file, String text) {
        try {
            Path place = antiphon.home().resolve("scripts").resolve(file);
            Files.createDirectories(place.getParent());
            Files.writeString(place, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Saves a file over REST. */
    static HttpResponse<String> put(Distribution antiphon, String file, String text) {
        return antiphon.send(antiphon.request("/api/scripts/file?name=" + file)
                .header("Content-Type", "text/plain")
                .PUT(BodyPublishers.ofString(text)));
    }

    /** How a script is; an empty object if there is none. */
    static JsonNode status(Distribution antiphon, String file) {
        for (JsonNode script : Heard.get(antiphon, "/api/scripts").get("scripts")) {
            if (script.get("file").asText().equals(file)) {
                return script;
            }
        }
        return Heard.parse("{}");
    }

    static void await(Distribution antiphon, String file, String state) {
        antiphon.await(
                file + " is " + state,
                Duration.ofSeconds(60),
                () -> status(antiphon, file).path("state").asText().equals(state));
    }
}
