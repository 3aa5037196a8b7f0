package io.antiphon.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import io.antiphon.spi.Action;
import io.antiphon.spi.Direction;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Outcome;
import io.antiphon.spi.Signal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the body of an entry: compact JSON whose field names are stable. What the row says (position, time, cause) is not
 * repeated; what has its default is left out.
 */
final class EntryWriter {

    private static final int USUAL_BYTES = 1024;

    private EntryWriter() {}

    static byte[] body(Entry entry) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
        try (JsonGenerator out = Json.FACTORY.createGenerator(bytes)) {
            out.writeStartObject();
            if (entry instanceof Entry.Heard heard) {
                heard(out, heard);
            } else if (entry instanceof Entry.Understood understood) {
                understood(out, understood);
            } else if (entry instanceof Entry.Decided decided) {
                decided(out, decided);
            } else if (entry instanceof Entry.Performed performed) {
                performed(out, performed);
            } else if (entry instanceof Entry.Commanded commanded) {
                commanded(out, commanded);
            }
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void heard(JsonGenerator out, Entry.Heard heard) throws IOException {
        out.writeStringField("conn", heard.connection());
        Signal signal = heard.signal();
        Json.text(out, "ext", signal.externalId());
        out.writeStringField("kind", signal.kind());
        filled(out, "ch", signal.channel());
        filled(out, "unit", signal.unit());
        Json.time(out, "t", signal.occurredAt());
        if (signal.direction() != Direction.INBOUND) {
            out.writeStringField("dir", signal.direction().name());
        }
        if (!signal.identities().isEmpty()) {
            out.writeArrayFieldStart("ids");
            for (Identity identity : signal.identities()) {
                out.writeString(identity.toString());
            }
            out.writeEndArray();
        }
        Json.text(out, "conv", signal.conversation());
        Json.text(out, "re", signal.inReplyTo());
        Json.text(out, "lang", signal.language());
        Json.text(out, "text", signal.text());
        if (signal.rating() != null) {
            out.writeNumberField("rating", signal.rating());
        }
        Json.map(out, "attr", signal.attributes());
    }

    private static void understood(JsonGenerator out, Entry.Understood understood) throws IOException {
        if (!understood.id().equals(understood.cause() + ".understood")) {
            out.writeStringField("id", understood.id());
        }
        Json.text(out, "prof", understood.profile());
        insights(out, "ins", understood.insights());
        insights(out, "was", understood.replaced());
    }

    private static void insights(JsonGenerator out, String name, List<Insight> insights) throws IOException {
        if (!insights.isEmpty()) {
            out.writeArrayFieldStart(name);
            Insight before = null;
            for (Insight insight : insights) {
                insight(out, insight, before);
                before = insight;
            }
            out.writeEndArray();
        }
    }

    /** Whose insight it is stands there only if it is not the one before's. */
    private static void insight(JsonGenerator out, Insight insight, @Nullable Insight before) throws IOException {
        out.writeStartObject();
        out.writeStringField("type", insight.type());
        out.writeStringField("val", insight.value());
        Json.text(out, "about", insight.about());
        Insight.Span span = insight.span();
        if (span != null) {
            out.writeNumberField("from", span.from());
            out.writeNumberField("to", span.to());
        }
        if (insight.confidence() != 1) {
            out.writeNumberField("conf", insight.confidence());
        }
        if (before == null
                || !before.enricher().equals(insight.enricher())
                || !before.version().equals(insight.version())) {
            out.writeStringField("by", insight.enricher());
            out.writeStringField("ver", insight.version());
        }
        Json.map(out, "attr", insight.attributes());
        out.writeEndObject();
    }

    private static void decided(JsonGenerator out, Entry.Decided decided) throws IOException {
        out.writeStringField("id", decided.id());
        Json.text(out, "prof", decided.profile());
        out.writeStringField("pol", decided.policy());
        out.writeStringField("ver", decided.version());
        action(out, decided.action(), decided.id());
    }

    private static void performed(JsonGenerator out, Entry.Performed performed) throws IOException {
        out.writeStringField("id", performed.id());
        Json.text(out, "prof", performed.profile());
        action(out, performed.action(), performed.id());
        Outcome outcome = performed.outcome();
        if (outcome instanceof Outcome.Done done) {
            out.writeStringField("done", done.reference());
        } else if (outcome instanceof Outcome.Later later) {
            out.writeStringField("later", later.delay().toString());
        } else if (outcome instanceof Outcome.Refused refused) {
            out.writeStringField("refused", refused.reason());
        } else if (outcome instanceof Outcome.Unsure unsure) {
            out.writeStringField("unsure", unsure.reason());
        }
    }

    private static void action(JsonGenerator out, Action action, String entryId) throws IOException {
        out.writeObjectFieldStart("act");
        if (!action.id().equals(entryId)) {
            out.writeStringField("id", action.id());
        }
        out.writeStringField("type", action.type());
        filled(out, "conn", action.connection());
        Identity to = action.to();
        if (to != null) {
            out.writeStringField("to", to.toString());
        }
        Json.text(out, "conv", action.conversation());
        Json.text(out, "re", action.inReplyTo());
        Json.text(out, "text", action.text());
        Json.time(out, "at", action.notBefore());
        Json.map(out, "attr", action.attributes());
        out.writeEndObject();
    }

    private static void commanded(JsonGenerator out, Entry.Commanded commanded) throws IOException {
        out.writeStringField("who", commanded.who());
        out.writeStringField("cmd", commanded.command());
        out.writeStringField("sub", commanded.subject());
        Json.map(out, "args", commanded.arguments());
    }

    private static void filled(JsonGenerator out, String name, String value) throws IOException {
        if (!value.isEmpty()) {
            out.writeStringField(name, value);
        }
    }
}
