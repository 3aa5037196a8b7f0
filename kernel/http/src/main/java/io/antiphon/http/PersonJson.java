package io.antiphon.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.antiphon.http.people.ApiToken;
import io.antiphon.http.people.Member;
import io.antiphon.spi.Person;
import java.io.IOException;

/** Writes people; never a hash. */
final class PersonJson {

    private PersonJson() {}

    static void fields(JsonGenerator json, Person person) throws IOException {
        Json.field(json, "name", person.name());
        Json.field(json, "title", person.title());
        json.writeStringField("role", person.role().word());
        Json.strings(json, "units", person.units());
        Json.strings(json, "languages", person.languages());
        Json.strings(json, "skills", person.skills());
    }

    /** Somebody as colleagues see them. */
    static void person(JsonGenerator json, Member member) throws IOException {
        json.writeStartObject();
        fields(json, member.person());
        json.writeEndObject();
    }

    /** Somebody as an administrator sees them. */
    static void member(JsonGenerator json, Member member) throws IOException {
        json.writeStartObject();
        fields(json, member.person());
        json.writeBooleanField("disabled", member.disabled());
        json.writeBooleanField("hasPassword", !member.password().isEmpty());
        json.writeArrayFieldStart("tokens");
        for (ApiToken token : member.tokens()) {
            json.writeStartObject();
            token(json, token);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    static void token(JsonGenerator json, ApiToken token) throws IOException {
        Json.field(json, "id", token.id());
        Json.field(json, "label", token.label());
        Json.field(json, "createdAt", token.createdAt());
    }
}
