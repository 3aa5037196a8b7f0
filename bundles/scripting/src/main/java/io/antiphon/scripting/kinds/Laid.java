package io.antiphon.scripting.kinds;

import io.antiphon.scripting.sandbox.Flat;
import io.antiphon.spi.Action;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Words of the contract as scripts see them. */
public final class Laid {

    private Laid() {}

    static Object[] identities(List<Identity> identities) {
        Flat flat = new Flat().list(identities.size());
        for (Identity identity : identities) {
            flat.map(2).key("scheme").value(identity.scheme()).key("value").value(identity.value());
        }
        return flat.done();
    }

    static Object[] insights(List<Insight> insights) {
        List<Object> all = new ArrayList<>();
        insights.forEach(insight -> all.add(insight(insight)));
        return Flat.of(all);
    }

    /** An insight. */
    public static Map<String, Object> insight(Insight insight) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("type", insight.type());
        fields.put("value", insight.value());
        put(fields, "about", insight.about());
        Insight.Span span = insight.span();
        if (span != null) {
            fields.put("span", Map.of("from", (long) span.from(), "to", (long) span.to()));
        }
        fields.put("confidence", insight.confidence());
        fields.put("enricher", insight.enricher());
        fields.put("version", insight.version());
        fields.put("attributes", insight.attributes());
        return fields;
    }

    /** An action. */
    public static Map<String, Object> action(Action action) {
        Map<String, Object> fields = new LinkedHashMap<>();
        put(fields, "id", action.id().isEmpty() ? null : action.id());
        fields.put("type", action.type());
        fields.put("connection", action.connection());
        Identity to = action.to();
        if (to != null) {
            fields.put("to", Map.of("scheme", to.scheme(), "value", to.value()));
        }
        put(fields, "conversation", action.conversation());
        put(fields, "inReplyTo", action.inReplyTo());
        put(fields, "text", action.text());
        put(fields, "notBefore", action.notBefore());
        fields.put("attributes", action.attributes());
        return fields;
    }

    static Object[] entry(Entry entry) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (entry instanceof Entry.Performed performed) {
            fields.put("type", "performed");
            fields.put("action", action(performed.action()));
            fields.put("outcome", outcome(performed.outcome()));
            fields.put("cause", performed.cause().toString());
        } else if (entry instanceof Entry.Commanded commanded) {
            fields.put("type", "commanded");
            fields.put("who", commanded.who());
            fields.put("command", commanded.command());
            fields.put("subject", commanded.subject());
            fields.put("arguments", commanded.arguments());
        } else {
            throw new IllegalArgumentException("Policies are not asked about this kind of entry");
        }
        fields.put("position", entry.position().toString());
        fields.put("at", entry.at());
        return Flat.of(fields);
    }

    private static Map<String, Object> outcome(Outcome outcome) {
        if (outcome instanceof Outcome.Done done) {
            return Map.of("result", "done", "reference", done.reference());
        }
        if (outcome instanceof Outcome.Refused refused) {
            return Map.of("result", "refused", "reason", refused.reason());
        }
        if (outcome instanceof Outcome.Unsure unsure) {
            return Map.of("result", "unsure", "reason", unsure.reason());
        }
        return Map.of(
                "result", "later", "delay", ((Outcome.Later) outcome).delay().toMillis());
    }

    private static void put(Map<String, Object> fields, String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value);
        }
    }
}
