package io.antiphon.http.people;

import io.antiphon.spi.Person;
import io.antiphon.spi.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The form of {@code etc/people.json}: people by name, sorted, what is empty left out. */
final class PeopleFile {

    private static final int MOST_BYTES = 8 << 20;
    private static final int MOST_PEOPLE = 5_000;
    private static final List<String> FIELDS =
            List.of("title", "role", "units", "languages", "skills", "password", "tokens", "disabled");

    private PeopleFile() {}

    /** @throws IllegalArgumentException that says what is wrong, and with whom */
    static SortedMap<String, Member> read(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IllegalArgumentException("it is larger than " + (MOST_BYTES >> 20) + " MB");
        }
        Map<?, ?> document = Document.read(Files.readAllBytes(file));
        if (!(document.get("people") instanceof Map<?, ?> people) || document.size() != 1) {
            throw new IllegalArgumentException("it has one field, 'people', with people by name");
        }
        if (people.size() > MOST_PEOPLE) {
            throw new IllegalArgumentException("it has more than " + MOST_PEOPLE + " people");
        }
        SortedMap<String, Member> members = new TreeMap<>();
        people.forEach((name, fields) -> {
            try {
                if (!(fields instanceof Map<?, ?> given)) {
                    throw new IllegalArgumentException("an object with a role");
                }
                members.put(String.valueOf(name), member(String.valueOf(name), given));
            } catch (IllegalArgumentException | DateTimeParseException e) {
                throw new IllegalArgumentException("'" + name + "': " + e.getMessage(), e);
            }
        });
        return members;
    }

    private static Member member(String name, Map<?, ?> given) {
        for (Object field : given.keySet()) {
            if (!FIELDS.contains(field)) {
                throw new IllegalArgumentException("'" + field + "' is no field; there are " + FIELDS);
            }
        }
        String title = Document.text(given, "title");
        List<ApiToken> tokens = new ArrayList<>();
        for (Object item : Document.items(given, "tokens")) {
            if (!(item instanceof Map<?, ?> token)) {
                throw new IllegalArgumentException("tokens: a list of objects");
            }
            tokens.add(new ApiToken(
                    Document.text(token, "id"),
                    Document.text(token, "label"),
                    Document.text(token, "hash"),
                    Instant.parse(Document.text(token, "createdAt"))));
        }
        Object disabled = given.get("disabled");
        if (disabled != null && !(disabled instanceof Boolean)) {
            throw new IllegalArgumentException("disabled: true or false");
        }
        Person person = new Person(
                name,
                title.isEmpty() ? name : title,
                Role.of(Document.text(given, "role")),
                Document.texts(given, "units"),
                Document.texts(given, "languages"),
                Document.texts(given, "skills"));
        return new Member(person, Document.text(given, "password"), tokens, Boolean.TRUE.equals(disabled));
    }

    static void write(Path file, SortedMap<String, Member> members) throws IOException {
        Map<String, Object> people = new LinkedHashMap<>();
        members.forEach((name, member) -> people.put(name, fields(member)));
        PrivateFile.write(file, Document.write(Map.of("people", people)));
    }

    private static Map<String, Object> fields(Member member) {
        Person person = member.person();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("title", person.title());
        fields.put("role", person.role().word());
        put(fields, "units", person.units());
        put(fields, "languages", person.languages());
        put(fields, "skills", person.skills());
        if (!member.password().isEmpty()) {
            fields.put("password", member.password());
        }
        put(fields, "tokens", member.tokens().stream().map(PeopleFile::fields).toList());
        if (member.disabled()) {
            fields.put("disabled", true);
        }
        return fields;
    }

    private static Map<String, Object> fields(ApiToken token) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", token.id());
        fields.put("label", token.label());
        fields.put("hash", token.hash());
        fields.put("createdAt", token.createdAt().toString());
        return fields;
    }

    private static void put(Map<String, Object> fields, String name, List<?> items) {
        if (!items.isEmpty()) {
            fields.put(name, items);
        }
    }
}
