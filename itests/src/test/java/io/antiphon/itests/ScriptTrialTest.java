package io.antiphon.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.antiphon.harness.Distribution;
import io.antiphon.itests.Decisions.Decision;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a dry run says would be otherwise is otherwise when the candidate is live from the beginning over the same signals. And the
 * same policy written in Java decides the same.
 */
@OneByOne
class ScriptTrialTest {

    private static final int SIGNALS = Integer.getInteger("antiphon.script.trial", 5_000);
    private static final int BATCH = 500;
    private static final String FILE = "gate.policy.js";

    @TempDir
    Path folder;

    /** Decides by what was said, by who they are, by how often they spoke, and by chance. */
    private static String gate(int limit, String word, String rare) {
        return """
                import { mentions } from 'antiphon';
                export function decide(entry, profile) {
                  if (entry.type !== 'understood') return;
                  const actions = [];
                  const { rating, text, attributes } = entry.signal;
                  if (rating <= %d && profile.signals > 3) {
                    actions.push({type: 'escalate', text, attributes: {tier: profile.traits.tier, signals: profile.signals}});
                  }
                  if (mentions(text, '%s')) {
                    actions.push({type: 'notify', connection: 'team', attributes: {order: attributes.order, known: profile.identities.length}});
                  }
                  if (Math.random() < %s) {
                    actions.push({type: 'survey', connection: 'mail', to: entry.signal.identities[0]});
                  }
                  return actions;
                }
                """.formatted(limit, word, rare);
    }

    private static final String TWIN = """
            @Component(service = Policy.class) @Named("twin-java")
            public class Twin implements Policy {
                public List<Action> decide(Entry entry, Profile profile) {
                    List<Action> actions = new ArrayList<>();
                    if (entry instanceof Entry.Understood understood) {
                        Signal signal = understood.heard().signal();
                        if (signal.rating() != null && signal.rating() <= 2 && profile.signals() > 3) {
                            Map<String, Object> details = new LinkedHashMap<>();
                            details.put("tier", profile.traits().get("tier"));
                            details.put("signals", profile.signals());
                            actions.add(Action.of("escalate", "").saying(signal.text()).details(details));
                        }
                        if (signal.text().contains("refund")) {
                            actions.add(Action.of("notify", "team").details(Map.of("order", signal.attributes().get("order"))));
                        }
                    }
                    return actions;
                }
            }
            """;

    private static final String TWIN_SCRIPT = """
            export function decide(entry, profile) {
              if (entry.type !== 'understood') return;
              const actions = [];
              const { rating, text, attributes } = entry.signal;
              if (rating !== undefined && rating <= 2 && profile.signals > 3) {
                actions.push({type: 'escalate', text, attributes: {tier: profile.traits.tier, signals: profile.signals}});
              }
              if (text.includes('refund')) {
                actions.push({type: 'notify', connection: 'team', attributes: {order: attributes.order}});
              }
              return actions;
            }
            """;

    @Test
    void aDryRunForetellsWhatHappensAndAJavaTwinDecidesTheSame() throws Exception {
        Map<String, List<Decision>> before;
        JsonNode report;
        String candidate = gate(3, "refund", "0.04");
        try (Distribution antiphon = Distribution.fresh().withScriptsCompiled().start()) {
            Decisions.install(antiphon, folder);
            antiphon.deploy(PluginJar.of(folder, "Twin", "1.0.0", TWIN));
            assertLive(antiphon, FILE, gate(2, "late", "0.05"));
            assertLive(antiphon, "twin-js.policy.js", TWIN_SCRIPT);
            post(antiphon);
            before = byAbout(Decisions.of(antiphon, "gate"));
            assertTwins(antiphon);
            report = dryRun(antiphon, candidate);
        }
        Map<String, List<Decision>> after;
        try (Distribution antiphon = Distribution.fresh().withScriptsCompiled().start()) {
            Decisions.install(antiphon, folder.resolve("other"));
            assertLive(antiphon, FILE, candidate);
            post(antiphon);
            after = byAbout(Decisions.of(antiphon, "gate"));
        }
        Map<String, Long> really = difference(before, after);
        Map<String, Long> foretold = new LinkedHashMap<>();
        really.keySet().forEach(key -> foretold.put(key, report.get(key).asLong()));
        System.out.println("script trial: " + SIGNALS + " signals; foretold " + foretold + ", really " + really + "; "
                + report.get("microsPerCall") + " µs a call");
        assertEquals(really, foretold);
        assertEquals(0, report.get("errors").asLong());
        assertTrue(really.values().stream().allMatch(count -> count > 0), "each kind of difference occurs: " + really);
    }

    private static void assertLive(Distribution antiphon, String file, String text) {
        HttpResponse<String> saved = ScriptFiles.put(antiphon, file, text);
        assertEquals(200, saved.statusCode(), saved.body());
        assertEquals("live", Heard.parse(saved.body()).get("state").asText());
    }

    /** The same signals in the same order each time. */
    private static void post(Distribution antiphon) {
        Random random = new Random(42);
        String[] words = {
            "my parcel is late", "I want a refund", "thank you", "late again, refund please", "fine", "where is it"
        };
        StringBuilder batch = new StringBuilder();
        for (int i = 1; i <= SIGNALS; i++) {
            int customer = (int) Math.abs(random.nextGaussian() * SIGNALS / 20);
            batch.append(batch.isEmpty() ? "[" : ",")
                    .append("{\"externalId\":\"s")
                    .append(i)
                    .append(
                            "\",\"kind\":\"review\",\"channel\":\"web\",\"identities\":[{\"scheme\":\"email\",\"value\":\"c")
                    .append(customer)
                    .append("@example.org\"}")
                    .append(random.nextInt(50) == 0 ? ",{\"scheme\":\"crm\",\"value\":\"" + customer / 2 + "\"}" : "")
                    .append("],\"rating\":")
                    .append(1 + random.nextInt(5))
                    .append(",\"text\":\"")
                    .append(words[random.nextInt(words.length)])
                    .append("\",\"attributes\":{\"order\":{\"id\":\"o")
                    .append(i)
                    .append("\",\"total\":")
                    .append((random.nextInt(10_000) + 0.5) / 100)
                    .append("},\"profile\":{\"tier\":\"")
                    .append(random.nextInt(4) == 0 ? "gold" : "basic")
                    .append("\"}}}");
            if (i % BATCH == 0 || i == SIGNALS) {
                send(antiphon, batch.append(']').toString());
                batch.setLength(0);
            }
        }
        Heard.settled(antiphon);
    }

    /** Offers a batch until it is taken; what was taken before is recognised. */
    private static void send(Distribution antiphon, String body) {
        while (true) {
            try {
                HttpResponse<String> answer = antiphon.post("/api/signals", body);
                if (answer.statusCode() != 429) {
                    assertEquals(202, answer.statusCode(), answer.body());
                    return;
                }
            } catch (UncheckedIOException e) {
                System.out.println("script trial: offered again after " + e.getMessage());
            }
            Heard.settled(antiphon);
        }
    }

    private static void assertTwins(Distribution antiphon) {
        List<Decision> script = Decisions.of(antiphon, "twin-js");
        List<Decision> java = Decisions.of(antiphon, "twin-java");
        System.out.println("script twin: " + SIGNALS + " signals, " + script.size() + " decisions each");
        assertFalse(script.isEmpty());
        assertEquals(java.size(), script.size());
        for (int i = 0; i < java.size(); i++) {
            assertEquals(
                    java.get(i).about() + java.get(i).what(),
                    script.get(i).about() + script.get(i).what());
        }
    }

    private static JsonNode dryRun(Distribution antiphon, String candidate) {
        HttpResponse<String> begun =
                antiphon.send(antiphon.request("/api/scripts/try?name=" + FILE + "&last=" + SIGNALS)
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString(candidate)));
        assertEquals(202, begun.statusCode(), begun.body());
        String path =
                "/api/scripts/try?id=" + Heard.parse(begun.body()).get("id").asText();
        antiphon.await("the dry run has ended", Duration.ofMinutes(5), () -> Set.of("done", "failed", "cancelled")
                .contains(Heard.get(antiphon, path).get("state").asText()));
        JsonNode report = Heard.get(antiphon, path);
        assertEquals("done", report.get("state").asText(), report.toString());
        assertTrue(report.get("whole").asBoolean());
        assertTrue(report.get("examples").size() > 0);
        assertEquals(
                Decisions.of(antiphon, "gate").size(),
                report.get("stay").asLong()
                        + report.get("vanish").asLong()
                        + report.get("change").asLong(),
                "the live version, asked again, decides what it decided; nothing was added");
        return report;
    }

    private static Map<String, List<Decision>> byAbout(List<Decision> decisions) {
        Map<String, List<Decision>> all = new LinkedHashMap<>();
        decisions.forEach(decision -> all.computeIfAbsent(decision.about(), about -> new ArrayList<>())
                .add(decision));
        return all;
    }

    /** How decisions differ, the first about a signal standing beside the first about it. */
    private static Map<String, Long> difference(Map<String, List<Decision>> before, Map<String, List<Decision>> after) {
        Map<String, Long> counts = new LinkedHashMap<>(Map.of("stay", 0L, "appear", 0L, "vanish", 0L, "change", 0L));
        Set<String> all = new HashSet<>(before.keySet());
        all.addAll(after.keySet());
        for (String about : all) {
            List<Decision> one = before.getOrDefault(about, List.of());
            List<Decision> other = after.getOrDefault(about, List.of());
            for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
                String kind = i >= one.size()
                        ? "appear"
                        : i >= other.size()
                                ? "vanish"
                                : one.get(i).what().equals(other.get(i).what()) ? "stay" : "change";
                counts.merge(kind, 1L, Long::sum);
            }
        }
        return counts;
    }
}
