package io.antiphon.care.cases;

import io.antiphon.spi.Entry;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What follows from what people, and the clocks, ordered. */
final class Ordering {

    private static final String CLOCKS = "antiphon";
    private static final String ACTION = "action ";

    private final Batch batch;

    Ordering(Batch batch) {
        this.batch = batch;
    }

    void commanded(Entry.Commanded entry) throws SQLException {
        if (entry.command().equals("settings") && entry.subject().equals("settings care")) {
            batch.settings(
                    Batch.text(entry.arguments(), "document"), entry.position().offset());
            return;
        }
        if (entry.command().equals("resolve") && entry.subject().startsWith(ACTION)) {
            resolved(entry);
            return;
        }
        long id = CaseId.ofSubject(entry.subject()).orElse(0L);
        Case one = id == 0 ? null : batch.find(id);
        if (one == null) {
            return;
        }
        if (entry.command().equals("merge")) {
            merge(one, entry);
        } else if (order(one, entry) || clock(one, entry)) {
            batch.answers.tell(one.id, entry.position().offset());
            batch.changed(one, entry);
        }
    }

    /** What a person ordered; false if it is no verb of people. */
    private boolean order(Case one, Entry.Commanded entry) throws SQLException {
        Map<String, Object> told = entry.arguments();
        switch (entry.command()) {
            case "reply" -> replied(one, entry);
            case "assign" -> assign(one, Batch.text(told, "to"), Batch.text(told, "reason"));
            case "take" -> assign(one, entry.who(), "");
            case "queue" -> queue(one, entry);
            case "priority" -> priority(one, entry);
            case "tag" -> tag(one, told);
            case "note" -> {}
            case "snooze" -> one.snoozed = one.isOpen() ? time(told, "until") : 0;
            case "acknowledge" -> advance(one, State.ACKNOWLEDGED);
            case "assess" -> advance(one, State.ASSESSED);
            case "close" -> close(one, entry);
            case "reopen" -> reopen(one, entry);
            case "language" -> {
                one.language = Batch.text(told, "language");
                one.languageFixed = !one.language.isEmpty();
                batch.route(one);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void replied(Case one, Entry.Commanded entry) throws SQLException {
        String key = Batch.text(entry.arguments(), "key");
        if (!key.isEmpty()) {
            batch.found.put(Found.key(one.id, key), entry.position().offset());
        }
        if (one.assignee.isEmpty()) {
            assign(one, entry.who(), "answered it");
        }
        one.snoozed = 0;
        Batch.relevant(one, entry, entry.who(), "reply");
    }

    /** Somebody says what became of an answer of which nobody knew. That it left, its outcome tells too. */
    private void resolved(Entry.Commanded entry) throws SQLException {
        Answers.Answer answer = batch.answers.find(entry.subject().substring(ACTION.length()));
        Case one = answer == null ? null : batch.find(answer.caseAt());
        if (answer == null || one == null || answer.stage() != Stage.UNSURE) {
            return;
        }
        if (Boolean.FALSE.equals(entry.arguments().get("happened"))) {
            batch.answers.put(answer.at(Stage.PENDING, ""));
            one.pending++;
            one.trouble = "";
        }
        batch.answers.tell(one.id, entry.position().offset());
        batch.changed(one, entry);
    }

    private static void assign(Case one, String to, String why) {
        one.assignee = to;
        one.assigneeWhy = why;
    }

    private void queue(Case one, Entry.Commanded entry) {
        String queue = Batch.text(entry.arguments(), "queue");
        if (queue.isEmpty() || batch.settings().queue(queue).isPresent()) {
            String why = Batch.text(entry.arguments(), "reason");
            one.queue = queue;
            one.queueWhy = why.isEmpty() ? entry.who() + " said so" : why;
            one.queueFixed = true;
        }
    }

    private static void priority(Case one, Entry.Commanded entry) {
        long priority = Batch.number(entry.arguments(), "priority", 0);
        String why = Batch.text(entry.arguments(), "reason");
        one.priorityFixed = priority >= 1 && priority <= 4;
        if (one.priorityFixed) {
            one.priority = (int) priority;
            one.priorityWhy = "0\t" + (why.isEmpty() ? entry.who() + " said so" : why);
        }
    }

    private static void tag(Case one, Map<String, Object> told) {
        for (String tag : texts(told, "remove")) {
            one.tags = Case.without(one.tags, tag);
        }
        for (String tag : texts(told, "add")) {
            one.tags = Case.with(one.tags, tag.replace('\n', ' '));
        }
        one.tags = Case.with(one.tags, Batch.text(told, "tag").replace('\n', ' '));
    }

    private static List<String> texts(Map<String, Object> told, String name) {
        return told.get(name) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static long time(Map<String, Object> told, String name) {
        try {
            String text = Batch.text(told, name);
            return text.isEmpty() ? 0 : Math.max(0, Instant.parse(text).toEpochMilli());
        } catch (DateTimeException | ArithmeticException e) {
            return 0;
        }
    }

    private static void advance(Case one, State to) {
        if (one.isOpen()) {
            one.state = to;
        }
    }

    private void close(Case one, Entry.Commanded entry) throws SQLException {
        if (!one.isOpen()) {
            return;
        }
        String reason = Batch.text(entry.arguments(), "reason");
        Disposition end =
                switch (reason) {
                    case "solved" -> Disposition.SOLVED;
                    case "thanked" -> Disposition.THANKED;
                    default -> Disposition.CLOSED;
                };
        batch.close(one, entry, end, reason.isEmpty() ? "closed" : reason);
        if (!entry.who().equals(CLOCKS)) {
            Batch.relevant(one, entry, entry.who(), "close");
        }
    }

    private void reopen(Case one, Entry.Commanded entry) throws SQLException {
        if (one.isOpen()) {
            return;
        }
        Ledger.Row latest = batch.ledger.row(one.latestSignal);
        if (latest != null && latest.disposition() != Disposition.OPEN) {
            batch.ledger.dispose(latest, Disposition.OPEN, "");
            one.unanswered++;
        }
        batch.reopen(one, entry);
        Clocks.asked(one, entry.at().toEpochMilli());
        Batch.relevant(one, entry, entry.who(), "reopen");
    }

    private void merge(Case one, Entry.Commanded entry) throws SQLException {
        long other = CaseId.read(Batch.text(entry.arguments(), "into")).orElse(0L);
        Case into = other == 0 ? null : batch.find(other);
        if (into == null || into.id == one.id) {
            return;
        }
        batch.merge(one, into, entry);
        Batch.relevant(into, entry, entry.who(), "merge");
        batch.answers.tell(into.id, entry.position().offset());
        batch.changed(into, entry);
    }

    /** What the clocks say; false if it is nothing that still holds. */
    private boolean clock(Case one, Entry.Commanded entry) {
        boolean first = Batch.text(entry.arguments(), "clock").equals("first-answer");
        long due = time(entry.arguments(), "due");
        boolean holds = due > 0 && due == (first ? one.firstDue : one.resolutionDue);
        switch (entry.command()) {
            case "sla-warning" -> {
                one.firstWarned |= holds && first;
                one.resolutionWarned |= holds && !first;
                return holds;
            }
            case "sla-breach" -> {
                one.firstWarned |= holds && first;
                one.firstBreached |= holds && first;
                one.resolutionWarned |= holds && !first;
                one.resolutionBreached |= holds && !first;
                return holds;
            }
            case "unsnooze" -> {
                boolean asleep = one.snoozed > 0;
                one.snoozed = 0;
                return asleep;
            }
            case "silence" -> {
                boolean counted = one.silenceAt > 0;
                one.silenceAt = 0;
                return counted;
            }
            default -> {
                return false;
            }
        }
    }
}
