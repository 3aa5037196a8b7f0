package io.antiphon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;

/** An HTTP answer with its JSON read into maps and lists. */
record Answer(int status, HttpHeaders headers, String body) {

    String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    Object json() {
        return JsonTree.read(body);
    }

    /** What stands at a path such as {@code items.0.kind}; null if nothing does. */
    Object at(String path) {
        Object here = json();
        for (String part : path.split("\\.")) {
            if (here instanceof Map<?, ?> map) {
                here = map.get(part);
            } else if (here instanceof List<?> list && Integer.parseInt(part) < list.size()) {
                here = list.get(Integer.parseInt(part));
            } else {
                return null;
            }
        }
        return here;
    }

    int size(String path) {
        return ((List<?>) at(path)).size();
    }

    /** The same, if it has this status; a failure's own form is checked along. */
    Answer is(int expected) {
        assertEquals(expected, status, body);
        if (status >= 400) {
            assertEquals("application/problem+json", header("content-type"));
            assertEquals((long) status, at("status"));
        }
        return this;
    }
}
