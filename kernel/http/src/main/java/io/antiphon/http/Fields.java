package io.antiphon.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The fields of a small body, of which all are known. */
final class Fields {

    private Fields() {}

    /** A body that has no other fields than these. */
    static Map<String, Object> of(Exchange exchange, String... known) throws IOException {
        Map<String, Object> body = JsonBody.object(exchange);
        for (String name : body.keySet()) {
            if (!List.of(known).contains(name)) {
                throw wrong(name, Problems.shown(name) + ": unknown field; known are " + String.join(", ", known));
            }
        }
        return body;
    }

    /** A text that must be there. */
    static String text(Map<String, Object> body, String name) {
        if (body.get(name) instanceof String text) {
            return text;
        }
        throw wrong(name, name + ": a string");
    }

    /** A text; another one if it is absent. */
    static String text(Map<String, Object> body, String name, String otherwise) {
        return body.containsKey(name) ? text(body, name) : otherwise;
    }

    /** Texts; none if they are absent. */
    static List<String> texts(Map<String, Object> body, String name) {
        List<String> texts = new ArrayList<>();
        if (body.containsKey(name)) {
            if (!(body.get(name) instanceof List<?> items)) {
                throw wrong(name, name + ": a list of strings");
            }
            for (Object item : items) {
                if (!(item instanceof String text)) {
                    throw wrong(name, name + ": a list of strings");
                }
                texts.add(text.strip());
            }
        }
        return texts;
    }

    /** A boolean; false if it is absent. */
    static boolean flag(Map<String, Object> body, String name) {
        if (!body.containsKey(name)) {
            return false;
        }
        if (body.get(name) instanceof Boolean flag) {
            return flag;
        }
        throw wrong(name, name + ": true or false");
    }

    /** What a check of the form {@code field: what is wrong} said. */
    static Refusal wrong(IllegalArgumentException e) {
        String message = String.valueOf(e.getMessage());
        int colon = message.indexOf(':');
        return wrong(colon < 0 ? "" : message.substring(0, colon), message);
    }

    static Refusal wrong(String name, String detail) {
        String pointer = name.isEmpty() ? "" : "/" + name.replace("~", "~0").replace("/", "~1");
        return Refusal.faulty(400, detail + ".", List.of(new Refusal.Fault(pointer, detail, "")));
    }
}
