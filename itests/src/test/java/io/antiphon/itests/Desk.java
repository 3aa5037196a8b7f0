package io.antiphon.itests;

import com.fasterxml.jackson.databind.JsonNode;
import io.antiphon.harness.Distribution;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** People at work: of the cases that changed last they answer, solve, close, take and join any that waits, and open closed ones again. */
final class Desk {

    /** Another was faster, the case has gone into another, or the cases lag behind or are not there yet. */
    private static final Set<Integer> FORGIVEN = Set.of(404, 409, 429, 503);

    private static final List<String> WORK =
            List.of("reply", "reply", "reply", "solved", "solved", "spam", "thanked", "reopen", "merge", "take");

    private final Distribution antiphon;
    private final Random random = new Random();
    private final AtomicInteger done = new AtomicInteger();
    private final Map<String, Integer> byVerb = new TreeMap<>();

    Desk(Distribution antiphon) {
        this.antiphon = antiphon;
    }

    /** Does one thing to one case, if there is one that it can be done to. */
    void work() {
        String what = WORK.get(random.nextInt(WORK.size()));
        String which = what.equals("reopen") ? "state=closed" : "waiting=us";
        HttpResponse<String> list = antiphon.get("/api/cases?order=latest&limit=200&" + which);
        if (!is(list, 200)) {
            return;
        }
        JsonNode cases = Heard.parse(list.body()).get("items");
        if (cases.size() < 2) {
            return;
        }
        JsonNode one = cases.get(random.nextInt(cases.size()));
        String id = one.get("id").asText();
        switch (what) {
            case "reply" ->
                order(
                        id,
                        what,
                        "{\"text\":\"We have looked into it.\",\"language\":\"en\",\"seen\":\"" + text(one, "changed")
                                + "\"}");
            case "reopen" -> order(id, what, "{\"reason\":\"closed too early\"}");
            case "take" -> order(id, what, "{\"force\":true}");
            case "merge" -> merge(one, cases);
            default -> order(id, "close", "{\"reason\":\"" + what + "\"}");
        }
    }

    private void merge(JsonNode one, JsonNode cases) {
        for (JsonNode other : cases) {
            boolean same = text(other, "id").equals(text(one, "id"));
            if (!same && text(other, "unit").equals(text(one, "unit"))) {
                order(text(one, "id"), "merge", "{\"into\":\"" + text(other, "id") + "\"}");
                return;
            }
        }
    }

    private void order(String id, String verb, String body) {
        if (is(antiphon.post("/api/cases/" + id + "/" + verb, body), 200)) {
            done.incrementAndGet();
            byVerb.merge(verb, 1, Integer::sum);
        }
    }

    private static boolean is(HttpResponse<String> response, int good) {
        if (response.statusCode() != good && !FORGIVEN.contains(response.statusCode())) {
            throw new AssertionError(
                    response.request().uri() + " answered " + response.statusCode() + " " + response.body());
        }
        return response.statusCode() == good;
    }

    private static String text(JsonNode one, String name) {
        return one.path(name).asText();
    }

    /** How much was done of which it is known that it was. */
    int done() {
        return done.get();
    }

    /** What was done, by verb; to be asked when it has closed. */
    Map<String, Integer> byVerb() {
        return byVerb;
    }
}
