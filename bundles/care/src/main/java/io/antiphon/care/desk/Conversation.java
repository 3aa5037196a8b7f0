package io.antiphon.care.desk;

import io.antiphon.care.cases.Case;
import io.antiphon.care.cases.Cases;
import io.antiphon.care.cases.Disposition;
import io.antiphon.spi.Action;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Outcome;
import io.antiphon.spi.Position;
import io.antiphon.spi.Signal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All that was said and done in a case, over all channels, in the order of the journal. */
final class Conversation {

    private static final int MOST = 500;

    private final Kernel kernel;
    private final CaseJson json;
    private Map<String, Cases.Sent> answers = Map.of();
    /** The latest outcome of each action: the answer itself says it. */
    private final Map<String, Position> outcomes = new HashMap<>();

    Conversation(Kernel kernel, CaseJson json) {
        this.kernel = kernel;
        this.json = json;
    }

    private record Parts(Map<Long, Disposition> signals, List<Long> history, Map<String, Cases.Sent> answers) {}

    /** The latest items; one more than {@link #most} if there are earlier ones. */
    List<Map<String, Object>> of(Case one) {
        Parts parts = kernel.read(
                cases -> new Parts(cases.signals(one.id), cases.history(one.id, MOST + 1), cases.answers(one.id)));
        answers = parts.answers();
        List<Long> offsets = new ArrayList<>(parts.signals().keySet());
        offsets.addAll(parts.history());
        offsets.sort(Comparator.naturalOrder());
        List<Entry> entries = offsets.subList(Math.max(0, offsets.size() - MOST - 1), offsets.size()).stream()
                .flatMap(offset -> kernel.journal().get(Position.of(offset)).stream())
                .toList();
        for (Entry entry : entries) {
            if (entry instanceof Entry.Performed performed) {
                outcomes.put(performed.action().id(), performed.position());
            }
        }
        List<Map<String, Object>> items = new ArrayList<>();
        for (Entry entry : entries) {
            Disposition disposition = parts.signals().get(entry.position().offset());
            Map<String, Object> item = disposition == null ? event(entry) : signal(entry, disposition);
            if (!item.isEmpty()) {
                items.add(item);
            }
        }
        return items;
    }

    static int most() {
        return MOST;
    }

    private static Map<String, Object> item(String type, Entry entry) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("type", type);
        item.put("position", entry.position().toString());
        item.put("at", entry.at());
        return item;
    }

    private Map<String, Object> signal(Entry entry, Disposition disposition) {
        if (!(entry instanceof Entry.Heard heard)) {
            return Map.of();
        }
        Signal signal = heard.signal();
        Map<String, Object> item = item("signal", entry);
        item.put("occurredAt", heard.occurredAt());
        item.put("connection", heard.connection());
        item.put("channel", signal.channel());
        item.put("kind", signal.kind());
        item.put("direction", signal.direction().name().toLowerCase(java.util.Locale.ROOT));
        put(item, "conversation", signal.conversation());
        if (signal.text() != null) {
            item.put("text", json.shown(signal.text()));
        }
        put(item, "rating", signal.rating());
        put(item, "language", signal.language());
        item.put(
                "identities",
                signal.identities().stream().map(Identity::toString).toList());
        item.put("disposition", disposition.word());
        item.put("attributes", signal.attributes());
        item.put("insights", insights(entry.position()));
        return item;
    }

    private static void put(Map<String, Object> item, String name, @org.jspecify.annotations.Nullable Object value) {
        if (value != null) {
            item.put(name, value);
        }
    }

    /** As they were understood last. */
    private List<Insight> insights(Position signal) {
        List<Insight> latest = List.of();
        for (Entry entry : kernel.journal().causedBy(signal)) {
            if (entry instanceof Entry.Understood understood) {
                latest = understood.insights();
            }
        }
        return latest;
    }

    private Map<String, Object> event(Entry entry) {
        if (entry instanceof Entry.Decided decided) {
            return decided.action().type().equals("reply") ? answer(decided) : rule(decided);
        }
        if (entry instanceof Entry.Performed performed) {
            boolean latest =
                    performed.position().equals(outcomes.get(performed.action().id()));
            return latest ? Map.of() : outcome(performed);
        }
        if (entry instanceof Entry.Commanded order) {
            return order(order);
        }
        if (entry instanceof Entry.Heard heard) {
            return report(heard);
        }
        return Map.of();
    }

    private Map<String, Object> answer(Entry.Decided decided) {
        Action action = decided.action();
        Map<String, Object> item = item("answer", decided);
        Object by = action.attributes().getOrDefault("by", decided.policy());
        item.put("by", by);
        item.put("title", kernel.title(String.valueOf(by)));
        item.put("connection", action.connection());
        put(item, "channel", action.attributes().get("channel"));
        put(item, "to", action.to() == null ? null : action.to().toString());
        put(item, "subject", action.attributes().get("subject"));
        if (action.text() != null) {
            item.put("text", json.shown(action.text()));
        }
        Cases.Sent sent = answers.get(action.id());
        item.put("stage", sent == null ? "pending" : sent.stage().word());
        item.put("reason", sent == null ? "" : json.shown(sent.reason()));
        item.put("action", action.id());
        return item;
    }

    private static Map<String, Object> rule(Entry.Decided decided) {
        Map<String, Object> told = decided.action().attributes();
        Map<String, Object> item = item("event", decided);
        item.put("by", decided.policy());
        item.put("title", "the rule " + told.getOrDefault("rule", decided.policy()));
        item.put("verb", told.getOrDefault("op", ""));
        item.put("words", Wording.rule(told));
        return item;
    }

    /** A mail server's word that an answer was not delivered. */
    private Map<String, Object> report(Entry.Heard heard) {
        Map<String, Object> item = item("event", heard);
        item.put("by", "antiphon");
        item.put("title", "Antiphon");
        item.put("verb", "undelivered");
        item.put("words", json.shown(Wording.undelivered(heard.signal())));
        return item;
    }

    private static Map<String, Object> outcome(Entry.Performed performed) {
        Map<String, Object> item = item("event", performed);
        item.put("by", "antiphon");
        item.put("title", "Antiphon");
        Outcome outcome = performed.outcome();
        item.put(
                "verb",
                outcome instanceof Outcome.Done ? "sent" : outcome instanceof Outcome.Refused ? "refused" : "unsure");
        item.put("words", Wording.outcome(outcome));
        item.put("action", performed.action().id());
        return item;
    }

    private Map<String, Object> order(Entry.Commanded order) {
        if (order.command().equals("reply")) {
            return Map.of(); // the answer itself is shown
        }
        boolean note = order.command().equals("note");
        Map<String, Object> item = item(note ? "note" : "event", order);
        item.put("by", order.who());
        item.put("title", order.who().equals("antiphon") ? "Antiphon" : kernel.title(order.who()));
        if (note) {
            item.put("text", String.valueOf(order.arguments().getOrDefault("text", "")));
        } else {
            item.put("verb", order.command());
            item.put("words", Wording.order(order, kernel));
        }
        return item;
    }
}
