package io.antiphon.itests;

import com.fasterxml.jackson.databind.JsonNode;
import io.antiphon.harness.Distribution;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Everything that was decided, read out of the journal by a plugin made for that. */
final class Decisions {

    /** What a policy decided about a signal. @param what the action without its id */
    record Decision(String about, String policy, String version, String what) {}

    private Decisions() {}

    /** Plugs the reader in. */
    static void install(Distribution antiphon, Path folder) throws Exception {
        antiphon.deploy(PluginJar.of(folder, "Decisions", "1.0.0", """
                @Component(service = Endpoint.class)
                public class Decisions implements Endpoint {
                    @org.osgi.service.component.annotations.Reference Journal journal;
                    public String method() { return "GET"; }
                    public String path() { return "/api/probe/decisions"; }
                    public Response handle(Request request) {
                        Position after = Position.parse(request.query("after").orElse("0-0"));
                        List<Map<String, Object>> items = new ArrayList<>();
                        List<Entry> entries = journal.read(after, 5000);
                        for (Entry entry : entries) {
                            if (entry instanceof Entry.Decided decided) {
                                Entry cause = journal.get(decided.cause()).orElse(decided);
                                String about = cause instanceof Entry.Heard heard
                                        ? String.valueOf(heard.signal().externalId()) : "";
                                items.add(Map.of("about", about, "policy", decided.policy(),
                                        "version", decided.version(), "what", decided.action().withId("").toString()));
                            }
                        }
                        String next = entries.isEmpty() ? "" : entries.get(entries.size() - 1).position().toString();
                        return Response.ok(Map.of("items", items, "next", next));
                    }
                }
                """));
        antiphon.await(
                "decisions can be read",
                Duration.ofSeconds(30),
                () -> antiphon.get("/api/probe/decisions").statusCode() == 200);
    }

    /** All of a policy's, in the order of the journal. */
    static List<Decision> of(Distribution antiphon, String policy) {
        List<Decision> all = new ArrayList<>();
        String after = "0-0";
        while (!after.isEmpty()) {
            JsonNode page = Heard.get(antiphon, "/api/probe/decisions?after=" + after);
            for (JsonNode item : page.get("items")) {
                if (item.get("policy").asText().equals(policy)) {
                    all.add(new Decision(
                            item.get("about").asText(),
                            policy,
                            item.get("version").asText(),
                            item.get("what").asText()));
                }
            }
            after = page.get("next").asText();
        }
        return all;
    }
}
