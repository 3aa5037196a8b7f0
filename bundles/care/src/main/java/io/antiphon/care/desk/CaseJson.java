package io.antiphon.care.desk;

import io.antiphon.care.cases.Case;
import io.antiphon.care.cases.CaseId;
import io.antiphon.spi.Position;
import io.antiphon.spi.Profile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A case as it is shown. */
final class CaseJson {

    private final Kernel kernel;
    private final Presence presence;
    private final boolean masked;

    /** @param masked whether what is personal is masked */
    CaseJson(Kernel kernel, Presence presence, boolean masked) {
        this.kernel = kernel;
        this.presence = presence;
        this.masked = masked;
    }

    String shown(String text) {
        return masked ? kernel.masked(text) : text;
    }

    Map<String, Object> of(Case one, String asks) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", CaseId.of(one.id));
        json.put("open", one.isOpen());
        json.put("state", one.state.word());
        json.put("waiting", one.waiting.word());
        json.put("unit", one.unit);
        json.put("connection", one.connection);
        text(json, "conversation", one.conversation);
        json.put("channel", one.channel);
        json.put("channels", one.channels);
        text(json, "profile", one.profile);
        json.put("customer", customer(one));
        json.put("subject", shown(one.subject));
        text(json, "language", one.language);
        json.put("topics", one.topics);
        text(json, "sentiment", one.sentiment);
        worked(json, one);
        times(json, one);
        json.put("clocks", clocks(one));
        json.put("changed", Position.of(one.changed).toString());
        json.put("present", presence.at(one.id, asks));
        return json;
    }

    private void worked(Map<String, Object> json, Case one) {
        text(json, "queue", one.queue);
        text(json, "queueWhy", one.queueWhy);
        json.put("priority", one.priority);
        json.put("priorityWhy", reasons(one.priorityWhy));
        text(json, "assignee", one.assignee);
        if (!one.assignee.isEmpty()) {
            json.put("assigneeTitle", kernel.title(one.assignee));
        }
        text(json, "assigneeWhy", one.assigneeWhy);
        json.put("tags", one.tags);
        json.put("signals", one.signals);
        json.put("unanswered", one.unanswered);
        json.put("pending", one.pending);
        text(json, "trouble", shown(one.trouble));
        if (one.former > 0) {
            json.put("former", CaseId.of(one.former));
        }
    }

    private static void times(Map<String, Object> json, Case one) {
        time(json, "snoozedUntil", one.snoozed);
        time(json, "openedAt", one.opened);
        time(json, "closedAt", one.closed);
        text(json, "closedWhy", one.closedWhy);
        json.put("latestSignal", Position.of(one.latestSignal).toString());
        time(json, "latestSignalAt", one.latestSignalAt);
        time(json, "latestAnswerAt", one.latestAnswerAt);
        text(json, "latestAnswerBy", one.latestAnswerBy);
    }

    private Map<String, Object> customer(Case one) {
        Map<String, Object> customer = new LinkedHashMap<>();
        Profile profile = one.profile.isEmpty()
                ? Profile.ANONYMOUS
                : kernel.profiles().get(one.profile).orElse(Profile.ANONYMOUS);
        if (!profile.anonymous()) {
            customer.put("id", profile.id());
        }
        text(customer, "name", name(profile));
        customer.put("vip", one.vip);
        return customer;
    }

    /** How somebody is called: as signals told, or else by their oldest identity. */
    static String name(Profile profile) {
        if (profile.traits().get("name") instanceof String name && !name.isBlank()) {
            return name;
        }
        return profile.identities().isEmpty() ? "" : profile.identities().get(0).value();
    }

    private static List<Map<String, Object>> reasons(String why) {
        List<Map<String, Object>> reasons = new ArrayList<>();
        why.lines().forEach(line -> {
            int tab = line.indexOf('\t');
            reasons.add(Map.of(
                    "reason",
                    line.substring(tab + 1),
                    "points",
                    tab < 1 ? 0L : Long.parseLong(line.substring(0, tab))));
        });
        return reasons;
    }

    private static List<Map<String, Object>> clocks(Case one) {
        List<Map<String, Object>> clocks = new ArrayList<>();
        if (one.firstDue > 0) {
            clocks.add(clock("first-answer", one.firstDue, one.firstWarn, one.firstWarned, one.firstBreached));
        }
        if (one.resolutionDue > 0) {
            clocks.add(clock(
                    "resolution", one.resolutionDue, one.resolutionWarn, one.resolutionWarned, one.resolutionBreached));
        } else if (one.resolutionLeft > 0) {
            Map<String, Object> clock = new LinkedHashMap<>();
            clock.put("name", "resolution");
            clock.put("paused", true);
            clock.put("leftSeconds", one.resolutionLeft / 1_000);
            clock.put("warned", one.resolutionWarned);
            clock.put("breached", one.resolutionBreached);
            clocks.add(clock);
        }
        return clocks;
    }

    private static Map<String, Object> clock(String name, long due, long warn, boolean warned, boolean breached) {
        Map<String, Object> clock = new LinkedHashMap<>();
        clock.put("name", name);
        time(clock, "due", due);
        time(clock, "warnAt", warn);
        clock.put("warned", warned);
        clock.put("breached", breached);
        return clock;
    }

    private static void text(Map<String, Object> json, String name, String text) {
        if (!text.isEmpty()) {
            json.put(name, text);
        }
    }

    static void time(Map<String, Object> json, String name, long millis) {
        if (millis > 0 && millis != Case.NEVER) {
            json.put(name, Instant.ofEpochMilli(millis));
        }
    }
}
