package io.antiphon.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.antiphon.harness.Distribution;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;

/** Editions of one guard, {@code warden}, each with a judgement of its own. */
final class Warden {

    private final Distribution antiphon;
    private final Path folder;

    Warden(Distribution antiphon, Path folder) {
        this.antiphon = antiphon;
        this.folder = folder;
    }

    /** Installs an edition in place of what is there. @param judge the body of what it judges by */
    void install(String version, String judge) throws Exception {
        HttpResponse<String> answer = Editions.put(antiphon, edition(version, judge, ""));
        assertEquals(2, answer.statusCode() / 100, answer.body());
    }

    /** Tries an edition that would let everything pass, and is refused because it finds fault with itself, after a while. */
    void tryUnfit(String version) throws Exception {
        HttpResponse<String> answer = Editions.put(antiphon, edition(version, "return Verdict.ALLOW;", """
                @Component(service = Vitals.class) public static class Ill implements Vitals {
                    public List<Problem> problems() {
                        try { Thread.sleep(1_500); } catch (InterruptedException e) { }
                        return List.of(Problem.error("warden", "It has no licence.", ""));
                    }
                    public List<Metric> metrics() { return List.of(); }
                }
                """));
        assertEquals(409, answer.statusCode(), answer.body());
    }

    private Path edition(String version, String judge, String more) throws Exception {
        return PluginJar.of(Files.createDirectories(folder.resolve(version)), "Warden", version, """
                @Component(service = Guard.class) @Named("warden")
                public class Warden implements Guard {
                    public Warden() throws InterruptedException {
                        if (java.nio.file.Files.exists(java.nio.file.Path.of("%s"))) {
                            Thread.sleep(6_000);
                        }
                    }
                    public Verdict judge(Action action, Profile profile) { %s }
                    %s
                }
                """.formatted(
                        late(), judge, more));
    }

    /** While this file is there, an edition that is started takes some seconds to come to its post. */
    Path late() {
        return folder.resolve("late");
    }

    void uninstall() {
        HttpResponse<String> answer = antiphon.delete("/api/bundles/probe.Warden");
        assertEquals(200, answer.statusCode(), answer.body());
    }

    /** Lets it be asked again after it was quarantined, or is done without. */
    void release() {
        HttpResponse<String> answer = antiphon.post("/api/plugins/guard/warden/release", "");
        assertEquals(204, answer.statusCode(), answer.body());
    }

    /** How it is; an empty object if there is none. */
    JsonNode status() {
        for (JsonNode plugin : Heard.get(antiphon, "/api/plugins").get("items")) {
            if (plugin.get("name").asText().equals("warden")) {
                return plugin;
            }
        }
        return Heard.parse("{}");
    }
}
