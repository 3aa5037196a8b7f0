package io.antiphon.journal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.antiphon.spi.Direction;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Signal;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a stored signal, gathered in the order in which they come. */
final class SignalReader {

    private String connection = "";
    private @Nullable String externalId;
    private String kind = "";
    private String channel = "";
    private String unit = "";
    private @Nullable Instant occurredAt;
    private Direction direction = Direction.INBOUND;
    private List<Identity> identities = List.of();
    private @Nullable String conversation;
    private @Nullable String inReplyTo;
    private @Nullable String language;
    private @Nullable String text;
    private @Nullable Double rating;
    private Map<String, Object> attributes = Map.of();

    String connection() {
        return connection;
    }

    Signal signal() {
        return new Signal(
                externalId,
                kind,
                channel,
                unit,
                occurredAt,
                direction,
                identities,
                conversation,
                inReplyTo,
                language,
                text,
                rating,
                attributes);
    }

    void field(String name, JsonParser in) throws IOException {
        switch (name) {
            case "conn" -> connection = in.getText();
            case "ext" -> externalId = in.getText();
            case "kind" -> kind = in.getText();
            case "ch" -> channel = in.getText();
            case "unit" -> unit = in.getText();
            case "t" -> occurredAt = Json.time(in);
            case "dir" -> direction = Direction.valueOf(in.getText());
            case "ids" -> identities = identities(in);
            case "conv" -> conversation = in.getText();
            case "re" -> inReplyTo = in.getText();
            case "lang" -> language = in.getText();
            case "text" -> text = in.getText();
            case "rating" -> rating = in.getDoubleValue();
            case "attr" -> attributes = Json.map(in);
            default -> in.skipChildren();
        }
    }

    private static List<Identity> identities(JsonParser in) throws IOException {
        List<Identity> identities = new ArrayList<>(2);
        while (in.nextToken() != JsonToken.END_ARRAY) {
            identities.add(Identity.parse(in.getText()));
        }
        return identities;
    }
}
