package io.antiphon.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.antiphon.spi.Action;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Outcome;
import io.antiphon.spi.Signal;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes what stands in the journal. What is absent is left out. */
final class EntryJson {

    private EntryJson() {}

    /** A signal with where it stands, in one flat object that is left open. */
    static void openItem(
            JsonGenerator json, Entry.Heard heard, @Nullable String profile, @Nullable List<Insight> insights)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("id", heard.position().toString());
        Json.field(json, "heardAt", heard.at());
        Json.field(json, "connection", heard.connection());
        json.writeFieldName("profile");
        Json.value(json, profile);
        fields(json, heard.signal());
        if (insights != null) {
            insights(json, insights);
        }
    }

    /** The same, closed. */
    static void item(JsonGenerator json, Entry.Heard heard, @Nullable String profile, @Nullable List<Insight> insights)
            throws IOException {
        openItem(json, heard, profile, insights);
        json.writeEndObject();
    }

    static void signal(JsonGenerator json, Signal signal) throws IOException {
        json.writeStartObject();
        fields(json, signal);
        json.writeEndObject();
    }

    private static void fields(JsonGenerator json, Signal signal) throws IOException {
        Json.field(json, "externalId", signal.externalId());
        Json.field(json, "kind", signal.kind());
        Json.field(json, "channel", signal.channel());
        Json.field(json, "unit", signal.unit());
        Json.field(json, "occurredAt", signal.occurredAt());
        json.writeStringField("direction", signal.direction().name().toLowerCase(Locale.ROOT));
        json.writeArrayFieldStart("identities");
        for (Identity identity : signal.identities()) {
            identity(json, identity);
        }
        json.writeEndArray();
        Json.field(json, "conversation", signal.conversation());
        Json.field(json, "inReplyTo", signal.inReplyTo());
        Json.field(json, "language", signal.language());
        Json.field(json, "text", signal.text());
        Double rating = signal.rating();
        if (rating != null) {
            json.writeNumberField("rating", rating);
        }
        json.writeFieldName("attributes");
        Json.map(json, signal.attributes());
    }

    static void identity(JsonGenerator json, Identity identity) throws IOException {
        json.writeStartObject();
        json.writeStringField("scheme", identity.scheme());
        Json.field(json, "value", identity.value());
        json.writeEndObject();
    }

    /** An entry of a trace, told by its kind. */
    static void entry(JsonGenerator json, Entry entry) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", entry.getClass().getSimpleName().toLowerCase(Locale.ROOT));
        Json.field(json, "id", entry.id());
        json.writeStringField("position", entry.position().toString());
        Json.field(json, "at", entry.at());
        if (entry.cause() != null) {
            json.writeStringField("cause", String.valueOf(entry.cause()));
        }
        if (entry instanceof Entry.Heard heard) {
            Json.field(json, "connection", heard.connection());
            json.writeFieldName("signal");
            signal(json, heard.signal());
        } else if (entry instanceof Entry.Understood understood) {
            Json.field(json, "profile", understood.profile());
            json.writeBooleanField("again", understood.isAgain());
            insights(json, understood.insights());
        } else if (entry instanceof Entry.Decided decided) {
            Json.field(json, "profile", decided.profile());
            Json.field(json, "policy", decided.policy());
            Json.field(json, "version", decided.version());
            action(json, decided.action());
        } else if (entry instanceof Entry.Performed performed) {
            Json.field(json, "profile", performed.profile());
            action(json, performed.action());
            outcome(json, performed.outcome());
        } else if (entry instanceof Entry.Commanded commanded) {
            Json.field(json, "who", commanded.who());
            Json.field(json, "command", commanded.command());
            Json.field(json, "subject", commanded.subject());
            json.writeFieldName("arguments");
            Json.map(json, commanded.arguments());
        }
        json.writeEndObject();
    }

    private static void insights(JsonGenerator json, List<Insight> insights) throws IOException {
        json.writeArrayFieldStart("insights");
        for (Insight insight : insights) {
            insight(json, insight);
        }
        json.writeEndArray();
    }

    static void insight(JsonGenerator json, Insight insight) throws IOException {
        json.writeStartObject();
        Json.field(json, "type", insight.type());
        Json.field(json, "value", insight.value());
        Json.field(json, "about", insight.about());
        Insight.Span span = insight.span();
        if (span != null) {
            json.writeObjectFieldStart("span");
            json.writeNumberField("from", span.from());
            json.writeNumberField("to", span.to());
            json.writeEndObject();
        }
        json.writeNumberField("confidence", insight.confidence());
        Json.field(json, "enricher", insight.enricher());
        Json.field(json, "version", insight.version());
        json.writeFieldName("attributes");
        Json.map(json, insight.attributes());
        json.writeEndObject();
    }

    private static void action(JsonGenerator json, Action action) throws IOException {
        json.writeFieldName("action");
        writeAction(json, action);
    }

    static void writeAction(JsonGenerator json, Action action) throws IOException {
        json.writeStartObject();
        Json.field(json, "id", action.id());
        Json.field(json, "type", action.type());
        Json.field(json, "connection", action.connection());
        Identity to = action.to();
        if (to != null) {
            json.writeFieldName("to");
            identity(json, to);
        }
        Json.field(json, "conversation", action.conversation());
        Json.field(json, "inReplyTo", action.inReplyTo());
        Json.field(json, "text", action.text());
        Json.field(json, "notBefore", action.notBefore());
        json.writeFieldName("attributes");
        Json.map(json, action.attributes());
        json.writeEndObject();
    }

    private static void outcome(JsonGenerator json, Outcome outcome) throws IOException {
        json.writeObjectFieldStart("outcome");
        json.writeStringField("kind", outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT));
        if (outcome instanceof Outcome.Done done) {
            Json.field(json, "reference", done.reference());
        } else if (outcome instanceof Outcome.Later later) {
            json.writeStringField("delay", later.delay().toString());
        } else if (outcome instanceof Outcome.Refused refused) {
            Json.field(json, "reason", refused.reason());
        } else if (outcome instanceof Outcome.Unsure unsure) {
            Json.field(json, "reason", unsure.reason());
        }
        json.writeEndObject();
    }
}
