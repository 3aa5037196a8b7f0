package io.antiphon.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Profiles.Candidate;
import io.antiphon.spi.Profiles.Link;
import io.antiphon.spi.Profiles.Portrait;
import io.antiphon.spi.Profiles.Word;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Writes what is known of who is who. */
final class IdentityJson {

    private IdentityJson() {}

    static void link(JsonGenerator json, Link link) throws IOException {
        json.writeStartObject();
        pair(json, link.one(), link.other());
        Json.field(json, "rule", link.rule());
        json.writeStringField("evidence", link.evidence().toString());
        json.writeNumberField("score", link.score());
        Json.field(json, "at", link.at());
        Json.field(json, "basis", link.basis());
        json.writeEndObject();
    }

    static void candidate(JsonGenerator json, Candidate candidate) throws IOException {
        json.writeStartObject();
        Json.field(json, "id", candidate.id());
        pair(json, candidate.one(), candidate.other());
        Json.field(json, "profile", candidate.profile());
        Json.field(json, "otherProfile", candidate.otherProfile());
        Json.field(json, "rule", candidate.rule());
        json.writeNumberField("score", candidate.score());
        json.writeStringField("evidence", candidate.evidence().toString());
        Json.field(json, "at", candidate.at());
        Json.field(json, "basis", candidate.basis());
        Json.field(json, "objection", candidate.objection());
        json.writeEndObject();
    }

    private static void pair(JsonGenerator json, Identity one, Identity other) throws IOException {
        json.writeFieldName("one");
        EntryJson.identity(json, one);
        json.writeFieldName("other");
        EntryJson.identity(json, other);
    }

    static void portrait(JsonGenerator json, Portrait portrait) throws IOException {
        json.writeStartObject();
        json.writeFieldName("profile");
        ThingJson.profile(json, portrait.profile());
        json.writeArrayFieldStart("words");
        for (Word word : portrait.words()) {
            word(json, word);
        }
        json.writeEndArray();
        counts(json, "channels", portrait.channels());
        counts(json, "languages", portrait.languages());
        identities(json, "accounts", portrait.accounts());
        identities(json, "members", portrait.members());
        json.writeEndObject();
    }

    private static void word(JsonGenerator json, Word word) throws IOException {
        json.writeStartObject();
        Json.field(json, "trait", word.trait());
        json.writeFieldName("value");
        Json.value(json, word.value());
        json.writeFieldName("source");
        EntryJson.identity(json, word.source());
        json.writeStringField("evidence", word.evidence().toString());
        Json.field(json, "rule", word.rule());
        json.writeEndObject();
    }

    private static void counts(JsonGenerator json, String name, Map<String, Long> counts) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            json.writeNumberField(count.getKey(), count.getValue());
        }
        json.writeEndObject();
    }

    private static void identities(JsonGenerator json, String name, List<Identity> identities) throws IOException {
        json.writeArrayFieldStart(name);
        for (Identity identity : identities) {
            EntryJson.identity(json, identity);
        }
        json.writeEndArray();
    }
}
