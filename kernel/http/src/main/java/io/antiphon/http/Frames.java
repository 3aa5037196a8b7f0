package io.antiphon.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.antiphon.spi.Connections.Connection;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Road;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the frames of server-sent events. */
final class Frames {

    private Frames() {}

    static byte[] signal(Entry.Heard heard, @Nullable String profile) throws IOException {
        return frame(
                "id: " + heard.position() + "\nevent: signal\n", json -> EntryJson.item(json, heard, profile, null));
    }

    static byte[] skipped(long count) {
        return ("event: skipped\ndata: {\"count\":" + count + "}\n\n").getBytes(StandardCharsets.UTF_8);
    }

    /** How the road and the connections are, as somebody sees it. */
    static byte[] status(Sight sight) throws IOException {
        Services services = sight.services();
        List<Connection> connections = Sight.connections(services);
        return frame("event: status\n", json -> {
            json.writeStartObject();
            SystemResources.road(json, services.find(Road.class).orElse(null));
            json.writeArrayFieldStart("connections");
            for (Connection connection : sight.of(connections)) {
                connection(json, connection);
            }
            json.writeEndArray();
            ThingJson.problems(json, sight.of(SystemResources.problems(services), connections));
            json.writeEndObject();
        });
    }

    private static void connection(JsonGenerator json, Connection connection) throws IOException {
        json.writeStartObject();
        Json.field(json, "id", connection.id());
        Json.field(json, "connector", connection.connector());
        json.writeStringField("status", ThingJson.lower(connection.status()));
        Json.field(json, "since", connection.since());
        json.writeNumberField("heard", connection.heard());
        json.writeNumberField("repeated", connection.repeated());
        json.writeNumberField("rejected", connection.rejected());
        json.writeNumberField("errors", connection.errors());
        Json.field(json, "lastHeard", connection.lastHeard());
        Json.field(json, "progress", connection.progress());
        ThingJson.problems(json, connection.problems());
        json.writeEndObject();
    }

    private static byte[] frame(String head, Exchange.Writing data) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream(1024);
        frame.writeBytes((head + "data: ").getBytes(StandardCharsets.UTF_8));
        try (JsonGenerator json = Json.FACTORY.createGenerator(frame)) {
            data.to(json);
        }
        frame.writeBytes("\n\n".getBytes(StandardCharsets.UTF_8));
        return frame.toByteArray();
    }
}
