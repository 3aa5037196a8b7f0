package io.antiphon.care.desk;

import io.antiphon.care.cases.Case;
import io.antiphon.care.cases.CaseId;
import io.antiphon.care.settings.CareSettings;
import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Person;
import io.antiphon.spi.Role;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what people order of a case, but for replies, and judges whether it can be done. */
final class Verbs {

    /** All of them. */
    static final List<String> NAMES = List.of(
            "assign", "take", "queue", "priority", "tag", "note", "snooze", "acknowledge", "assess", "close", "reopen",
            "merge", "language");

    private static final int MOST_TEXT = 10_000;
    private static final int MOST_WORD = 64;
    private static final Duration LONGEST_SLEEP = Duration.ofDays(366);

    private final Kernel kernel;

    Verbs(Kernel kernel) {
        this.kernel = kernel;
    }

    /** The arguments of the order. */
    Map<String, Object> read(String verb, Case one, Body body, Person who) {
        Map<String, Object> told = new LinkedHashMap<>();
        switch (verb) {
            case "assign" -> assign(told, one, body, who);
            case "take" -> take(told, one, body, who);
            case "queue" -> queue(told, body);
            case "priority" -> told.put("priority", body.number("priority", 0, 4));
            case "tag" -> {
                told.put("add", body.texts("add", MOST_WORD));
                told.put("remove", body.texts("remove", MOST_WORD));
            }
            case "note" -> told.put("text", body.needed("text", MOST_TEXT));
            case "snooze" -> told.put("until", until(one, body));
            case "close" -> told.put("reason", closing(one, body));
            case "reopen" -> {
                if (one.isOpen()) {
                    throw conflict("It is open");
                }
            }
            case "merge" -> merge(told, one, body, who);
            case "language" -> told.put("language", body.needed("language", 35));
            case "acknowledge", "assess" -> {
                if (!one.isOpen()) {
                    throw conflict("It is closed; open it again first");
                }
            }
            default -> throw new IllegalArgumentException("'" + verb + "' is no verb");
        }
        for (String more : List.of("text", "reason")) {
            if (body.has(more) && !told.containsKey(more)) {
                told.put(more, body.text(more, MOST_TEXT));
            }
        }
        return told;
    }

    private static AntiphonException conflict(String what) {
        return new AntiphonException(AntiphonException.Code.CONFLICT, what);
    }

    private void assign(Map<String, Object> told, Case one, Body body, Person who) {
        String to = body.text("to", MOST_WORD);
        boolean own = to.equals(who.name()) || one.assignee.equals(who.name()) || one.assignee.isEmpty();
        if (!own && !who.role().includes(Role.SUPERVISOR)) {
            throw new AntiphonException(
                    AntiphonException.Code.FORBIDDEN,
                    "It is " + kernel.title(one.assignee) + "'s; ask them or a supervisor to hand it over");
        }
        if (!to.isEmpty() && !to.equals(who.name())) {
            Person other = kernel.people()
                    .get()
                    .flatMap(all -> all.find(to))
                    .orElseThrow(() -> new IllegalArgumentException("to: nobody is called '" + to + "'"));
            if (!other.covers(one.unit) || !other.role().includes(Role.AGENT)) {
                throw new IllegalArgumentException("to: " + other.title() + " may not work on this case");
            }
        }
        told.put("to", to);
    }

    private void take(Map<String, Object> told, Case one, Body body, Person who) {
        if (!one.assignee.isEmpty() && !one.assignee.equals(who.name()) && !body.flag("force")) {
            throw conflict("It is " + kernel.title(one.assignee) + "'s; take it with \"force\": true if that is agreed");
        }
        told.put("to", who.name());
    }

    private void queue(Map<String, Object> told, Body body) {
        String queue = body.text("queue", MOST_WORD);
        CareSettings settings = kernel.settings();
        if (!queue.isEmpty() && settings.queue(queue).isEmpty()) {
            throw new IllegalArgumentException("queue: there is no queue '" + queue + "'");
        }
        told.put("queue", queue);
    }

    private String until(Case one, Body body) {
        if (!one.isOpen()) {
            throw conflict("It is closed");
        }
        Instant now = kernel.clock().instant();
        if (body.has("hours")) {
            return now.plus(Duration.ofHours(body.number("hours", 1, LONGEST_SLEEP.toHours()))).toString();
        }
        String until = body.text("until", 40);
        try {
            if (until.isEmpty()
                    || Instant.parse(until).isAfter(now)
                            && Instant.parse(until).isBefore(now.plus(LONGEST_SLEEP))) {
                return until;
            }
        } catch (DateTimeException e) {
            // falls through to the one message
        }
        throw new IllegalArgumentException("until: a time to come within a year, such as " + now.plus(Duration.ofDays(1)));
    }

    private static String closing(Case one, Body body) {
        if (!one.isOpen()) {
            throw conflict("It is closed already");
        }
        String reason = body.needed("reason", MOST_WORD);
        if (!reason.matches("[a-z0-9][a-z0-9 _.-]*")) {
            throw new IllegalArgumentException("reason: a short word in small letters, such as solved, spam or no-reply");
        }
        return reason;
    }

    private void merge(Map<String, Object> told, Case one, Body body, Person who) {
        Case into = kernel.find(body.needed("into", 40), who);
        if (into.id == one.id) {
            throw new IllegalArgumentException("into: it is the same case");
        }
        if (!into.unit.equals(one.unit)) {
            throw new IllegalArgumentException("into: it belongs to another unit");
        }
        told.put("into", CaseId.of(into.id));
    }
}
