package io.antiphon.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.antiphon.harness.Distribution;
import java.net.http.HttpResponse;

/** A policy that answers each signal over the connection that the signal names, for the purpose it names. */
final class Answering {

    private static final String POLICY = """
            export function decide(entry) {
              const signal = entry.signal;
              if (entry.type !== 'understood' || !signal.attributes.via) {
                return [];
              }
              return { type: 'reply', connection: signal.attributes.via, to: signal.identities[0],
                       conversation: signal.externalId, text: 'To ' + signal.externalId,
                       attributes: { purpose: signal.attributes.purpose } };
            }
            """;

    private Answering() {}

    static void begin(Distribution antiphon) {
        ScriptFiles.save(antiphon, "answer.policy.js", POLICY);
        ScriptFiles.await(antiphon, "answer.policy.js", "live");
    }

    /** A signal to be answered. @param identity as JSON @param via the connection */
    static String signal(String id, String identity, String via, String purpose) {
        return """
                {"externalId":"%s","kind":"question","text":"Where is it?","identities":[%s],
                 "attributes":{"via":"%s","purpose":"%s"}}""".formatted(id, identity, via, purpose);
    }

    static void post(Distribution antiphon, String signals) {
        HttpResponse<String> answer = antiphon.post("/api/signals", signals);
        assertEquals(202, answer.statusCode(), answer.body());
    }
}
