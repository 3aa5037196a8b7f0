package io.antiphon.connector.webchat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A conversation as its file tells it, line by line. Owned by one thread. */
final class Conversation {

    static final int MOST_MESSAGES = 500;
    static final int MOST_CHARACTERS = 500_000;
    private static final int MOST_PAST = 1_000;

    private final List<Message> messages = new ArrayList<>();
    private final Map<String, Long> numbers = new HashMap<>();
    private final Map<String, Long> past = new LinkedHashMap<>();
    private @Nullable Person person;
    private long last;
    private long characters;

    /** Takes the next line. */
    void read(ObjectNode line) {
        if (line.has("person")) {
            person = Person.of(line.path("person"));
        } else if (line.has("past")) {
            last = line.path("n").asLong();
            for (JsonNode each : line.path("past")) {
                past.put(Json.text(each, "id"), each.path("n").asLong());
            }
        } else {
            add(Message.of(line));
        }
    }

    private void add(Message message) {
        messages.add(message);
        numbers.put(message.id(), message.number());
        last = message.number();
        characters += message.text().length();
    }

    List<Message> messages() {
        return messages;
    }

    /** The number of the latest message; 0 if there is none. */
    long last() {
        return last;
    }

    /** Who it is with, if their site said so. */
    @Nullable
    Person person() {
        return person;
    }

    /** The number of a message that was said before; null if it was not. */
    @Nullable
    Long number(String id) {
        Long number = numbers.get(id);
        return number == null ? past.get(id) : number;
    }

    /** Whether it has grown so much beyond its bounds that it is worth writing anew. */
    boolean isTooLong() {
        return messages.size() > MOST_MESSAGES + MOST_MESSAGES / 5 || characters > 2 * MOST_CHARACTERS;
    }

    /** The lines of the same conversation within its bounds: the oldest messages are left out, what they are recognised by stays. */
    List<ObjectNode> shortened() {
        int from = messages.size();
        long kept = 0;
        while (from > 0 && messages.size() - from < MOST_MESSAGES) {
            kept += messages.get(from - 1).text().length();
            if (kept > MOST_CHARACTERS) {
                break;
            }
            from--;
        }
        Map<String, Long> ids = new LinkedHashMap<>(past);
        messages.subList(0, from).forEach(message -> ids.put(message.id(), message.number()));
        List<ObjectNode> lines = new ArrayList<>();
        long before = from == messages.size() ? last : messages.get(from).number() - 1;
        lines.add(pastLine(before, ids));
        Person known = person;
        if (known != null) {
            lines.add(personLine(known));
        }
        messages.subList(from, messages.size()).forEach(message -> lines.add(message.json()));
        return lines;
    }

    private static ObjectNode pastLine(long before, Map<String, Long> ids) {
        ObjectNode line = Json.object().put("n", before);
        ArrayNode all = line.putArray("past");
        Collection<Map.Entry<String, Long>> entries = ids.entrySet();
        entries.stream()
                .skip(Math.max(0, ids.size() - MOST_PAST))
                .forEach(entry -> all.addObject().put("id", entry.getKey()).put("n", entry.getValue()));
        return line;
    }

    static ObjectNode personLine(Person person) {
        ObjectNode line = Json.object();
        line.set("person", person.json());
        return line;
    }
}
