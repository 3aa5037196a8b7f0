package io.antiphon.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.antiphon.spi.Action;
import io.antiphon.spi.Connections;
import io.antiphon.spi.ConnectorSpec;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Field;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Plugins;
import io.antiphon.spi.Position;
import io.antiphon.spi.Problem;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Receipt;
import io.antiphon.spi.Signal;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Writes what is not in the journal: profiles, connections, connectors, plugins, problems. */
final class ThingJson {

    private ThingJson() {}

    /** Writes a type of the SPI that has a form of its own; false if it is none. */
    static boolean write(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Position) {
            json.writeString(value.toString());
        } else if (value instanceof Identity identity) {
            EntryJson.identity(json, identity);
        } else if (value instanceof Signal signal) {
            EntryJson.signal(json, signal);
        } else if (value instanceof Insight insight) {
            EntryJson.insight(json, insight);
        } else if (value instanceof Action action) {
            EntryJson.writeAction(json, action);
        } else if (value instanceof Entry entry) {
            EntryJson.entry(json, entry);
        } else if (value instanceof Profile profile) {
            profile(json, profile);
        } else if (value instanceof Problem problem) {
            problem(json, problem);
        } else if (value instanceof Connections.Connection connection) {
            connection(json, connection);
        } else if (value instanceof ConnectorSpec spec) {
            spec(json, spec);
        } else {
            return false;
        }
        return true;
    }

    static void profile(JsonGenerator json, Profile profile) throws IOException {
        json.writeStartObject();
        Json.field(json, "id", profile.id());
        json.writeArrayFieldStart("identities");
        for (Identity identity : profile.identities()) {
            EntryJson.identity(json, identity);
        }
        json.writeEndArray();
        json.writeFieldName("traits");
        Json.map(json, profile.traits());
        Json.field(json, "firstSeen", profile.firstSeen());
        Json.field(json, "lastSeen", profile.lastSeen());
        json.writeNumberField("signals", profile.signals());
        json.writeEndObject();
    }

    static void problem(JsonGenerator json, Problem problem) throws IOException {
        json.writeStartObject();
        json.writeStringField("severity", lower(problem.severity()));
        Json.field(json, "where", problem.where());
        Json.field(json, "what", problem.what());
        Json.field(json, "remedy", problem.remedy());
        json.writeEndObject();
    }

    static void problems(JsonGenerator json, List<Problem> problems) throws IOException {
        json.writeArrayFieldStart("problems");
        for (Problem problem : problems) {
            problem(json, problem);
        }
        json.writeEndArray();
    }

    static void connection(JsonGenerator json, Connections.Connection connection) throws IOException {
        json.writeStartObject();
        Json.field(json, "id", connection.id());
        Json.field(json, "connector", connection.connector());
        Json.field(json, "unit", connection.unit());
        json.writeFieldName("settings");
        Json.map(json, new java.util.TreeMap<>(connection.settings()));
        json.writeStringField("status", lower(connection.status()));
        Json.field(json, "since", connection.since());
        problems(json, connection.problems());
        json.writeNumberField("heard", connection.heard());
        json.writeNumberField("repeated", connection.repeated());
        json.writeNumberField("rejected", connection.rejected());
        json.writeNumberField("errors", connection.errors());
        Json.field(json, "lastHeard", connection.lastHeard());
        Json.field(json, "lastAlive", connection.lastAlive());
        Json.field(json, "progress", connection.progress());
        Json.field(json, "retryAt", connection.retryAt());
        json.writeBooleanField("hears", connection.hears());
        json.writeBooleanField("speaks", connection.speaks());
        json.writeNumberField("performed", connection.performed());
        json.writeNumberField("refused", connection.refused());
        Json.field(json, "lastPerformed", connection.lastPerformed());
        json.writeEndObject();
    }

    static void spec(JsonGenerator json, ConnectorSpec spec) throws IOException {
        json.writeStartObject();
        Json.field(json, "name", spec.name());
        Json.field(json, "title", spec.title());
        Json.field(json, "summary", spec.summary());
        Json.field(json, "channel", spec.channel());
        json.writeArrayFieldStart("fields");
        for (Field field : spec.fields()) {
            field(json, field);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void field(JsonGenerator json, Field field) throws IOException {
        json.writeStartObject();
        Json.field(json, "name", field.name());
        json.writeStringField("type", lower(field.type()));
        Json.field(json, "label", field.label());
        Json.field(json, "description", field.description());
        Json.field(json, "default", field.defaultValue());
        json.writeBooleanField("required", field.required());
        json.writeBooleanField("secret", field.secret());
        Json.strings(json, "choices", field.choices());
        Json.field(json, "pattern", field.pattern());
        Json.field(json, "example", field.example());
        json.writeEndObject();
    }

    static void plugin(JsonGenerator json, Plugins.Plugin plugin) throws IOException {
        json.writeStartObject();
        Json.field(json, "kind", plugin.kind());
        Json.field(json, "name", plugin.name());
        Json.field(json, "version", plugin.version());
        Json.field(json, "bundle", plugin.bundle());
        Json.field(json, "state", plugin.state());
        json.writeNumberField("calls", plugin.calls());
        json.writeNumberField("errors", plugin.errors());
        json.writeNumberField("p99Micros", plugin.p99Micros());
        Json.field(json, "reason", plugin.reason());
        Json.field(json, "since", plugin.since());
        json.writeEndObject();
    }

    /** What became of signals that were offered. */
    static void receipts(JsonGenerator json, List<Receipt> receipts) throws IOException {
        int repeated = 0;
        json.writeStartObject();
        json.writeNumberField("accepted", receipts.size());
        json.writeArrayFieldStart("positions");
        for (Receipt receipt : receipts) {
            repeated += receipt.repeated() ? 1 : 0;
            json.writeString(receipt.position().toString());
        }
        json.writeEndArray();
        json.writeNumberField("repeated", repeated);
        json.writeEndObject();
    }

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
