package io.antiphon.care.cases;

import io.antiphon.spi.Action;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Outcome;
import io.antiphon.spi.Position;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What follows from decisions and their outcomes: rules shape cases, answers leave or do not. */
final class Deciding {

    private static final String REPLY = "reply";
    private static final int MOST_REASON = 500;

    private final Batch batch;

    Deciding(Batch batch) {
        this.batch = batch;
    }

    void decided(Entry.Decided entry) throws SQLException {
        Action action = entry.action();
        if (action.type().equals("case") && action.connection().isEmpty()) {
            shape(entry);
        } else if (action.type().equals(REPLY) && !action.connection().isEmpty()) {
            answer(entry);
        }
    }

    private void shape(Entry.Decided entry) throws SQLException {
        Map<String, Object> told = entry.action().attributes();
        String op = Batch.text(told, "op");
        Case one = op.equals("open") ? forced(entry) : caseOf(entry);
        if (one == null) {
            return;
        }
        switch (op) {
            case "open" -> opened(one, told, entry);
            case "route" -> route(one, Batch.text(told, "queue"), because(told, entry));
            case "tag" -> one.tags = Case.with(one.tags, Batch.text(told, "tag"));
            case "priority" -> priority(one, Batch.number(told, "priority", 0), because(told, entry));
            case "close" -> end(one, entry, Disposition.CLOSED, reason(told));
            case "thank" -> end(one, entry, Disposition.THANKED, "thanked");
            default -> {
                return;
            }
        }
        batch.answers.tell(one.id, entry.position().offset());
        batch.changed(one, entry);
    }

    /** The signal that a decision is about: the one it names, as what was decided later does, or else its cause. */
    private static long signal(Entry.Decided entry) {
        String named = Batch.text(entry.action().attributes(), "signal");
        try {
            return named.isEmpty()
                    ? entry.cause().offset()
                    : Position.parse(named).offset();
        } catch (IllegalArgumentException e) {
            return entry.cause().offset();
        }
    }

    /** The case of the signal that is named, or else the case that is named, or else the case of the cause. */
    private @Nullable Case caseOf(Entry.Decided entry) throws SQLException {
        Map<String, Object> told = entry.action().attributes();
        Case signals = batch.ofSignal(signal(entry));
        long stated = CaseId.read(Batch.text(told, "case")).orElse(0L);
        boolean first = signals != null && !Batch.text(told, "signal").isEmpty();
        return stated == 0 || first ? signals : batch.find(stated);
    }

    /** The case of the signal, which gets one if it needed no answer until now. */
    private @Nullable Case forced(Entry.Decided entry) throws SQLException {
        Ledger.Row row = batch.ledger.row(signal(entry));
        if (row == null || row.caseAt() > 0) {
            return caseOf(entry);
        }
        Case fresh = batch.cases.open(row.position());
        fresh.opened = entry.at().toEpochMilli();
        fresh.profile = entry.profile() == null ? "" : entry.profile();
        fresh.subject = Batch.text(entry.action().attributes(), "reason");
        fresh.unit = Batch.text(entry.action().attributes(), "unit");
        fresh.latestSignal = row.position();
        fresh.latestSignalAt = fresh.opened;
        fresh.signals = 1;
        fresh.unanswered = 1;
        fresh.relevant = row.position();
        batch.ledger.dispose(batch.ledger.belongs(row, fresh.id), Disposition.OPEN, "");
        batch.route(fresh);
        Clocks.asked(fresh, fresh.opened);
        Clocks.opened(fresh, batch.settings().level(fresh.queue), fresh.opened);
        return fresh;
    }

    private static String because(Map<String, Object> told, Entry.Decided entry) {
        String because = Batch.text(told, "because");
        String reason = because.isEmpty() ? Batch.text(told, "reason") : because;
        return reason.isEmpty() ? "The rule " + entry.policy() + " says so" : reason;
    }

    private static String reason(Map<String, Object> told) {
        String reason = Batch.text(told, "reason");
        return reason.isEmpty() ? "rule" : reason;
    }

    private void opened(Case one, Map<String, Object> told, Entry.Decided entry) {
        String queue = Batch.text(told, "queue");
        if (!queue.isEmpty()) {
            route(one, queue, because(told, entry));
        }
        priority(one, Batch.number(told, "priority", 0), because(told, entry));
        one.tags = Case.with(one.tags, Batch.text(told, "tag"));
    }

    private void route(Case one, String queue, String why) {
        if (batch.settings().queue(queue).isPresent()) {
            one.queue = queue;
            one.queueWhy = why;
            one.queueFixed = true;
        }
    }

    private static void priority(Case one, long priority, String why) {
        if (priority >= 1 && priority <= 4) {
            one.priority = (int) priority;
            one.priorityWhy = "0\t" + why;
            one.priorityFixed = true;
        }
    }

    /** One signal comes to an end, and with the last open one its case; or all of the case, if it is about no signal. */
    private void end(Case one, Entry.Decided entry, Disposition disposition, String reason) throws SQLException {
        Ledger.Row row = batch.ledger.row(signal(entry));
        String why = disposition == Disposition.CLOSED ? reason : "";
        if (row == null && one.pending == 0) {
            batch.dispose(one, entry.cause().offset(), disposition, why);
        } else if (row != null && row.caseAt() == one.id && row.disposition() == Disposition.OPEN) {
            batch.ledger.dispose(row, disposition, why);
            one.unanswered--;
        }
        if (one.unanswered > 0 || !one.isOpen() || one.pending > 0) {
            return;
        }
        if (row == null || one.latestAnswerAt == 0) {
            batch.close(one, entry, disposition, reason);
        } else if (one.state == State.REOPENED) {
            asBefore(one, entry, disposition);
        }
    }

    /** What opened it again needs no answer: it stands as it stood before. */
    private void asBefore(Case one, Entry.Decided entry, Disposition disposition) throws SQLException {
        if (one.closedBefore.isEmpty()) {
            one.state = State.ANSWERED;
            Clocks.ends(one, batch.settings(), entry.at().toEpochMilli());
        } else {
            batch.close(one, entry, disposition, one.closedBefore);
        }
    }

    private void answer(Entry.Decided entry) throws SQLException {
        Action action = entry.action();
        Case one = caseOf(entry);
        String conversation = action.conversation();
        if (one == null && conversation != null) {
            one = batch.named(Found.conversation(action.connection(), conversation));
        }
        if (one == null) {
            return;
        }
        Map<String, Object> told = action.attributes();
        long offset = entry.position().offset();
        String by = Batch.text(told, "by");
        long upTo = Batch.number(told, "answers", signal(entry));
        boolean answers = !Boolean.TRUE.equals(told.get("acknowledgement"));
        String author = by.isEmpty() ? entry.policy() : by;
        batch.answers.put(
                new Answers.Answer(action.id(), one.id, offset, upTo, author, Stage.PENDING, "", answers, ""));
        batch.answers.tell(one.id, offset);
        one.pending++;
        one.trouble = "";
        if (by.isEmpty() && answers) {
            Batch.relevant(one, entry, author, REPLY);
        }
        batch.changed(one, entry);
    }

    void performed(Entry.Performed entry) throws SQLException {
        if (!entry.action().type().equals(REPLY) || entry.action().connection().isEmpty()) {
            return;
        }
        Answers.Answer answer = batch.answers.find(entry.action().id());
        Case one = answer == null ? null : batch.find(answer.caseAt());
        if (answer == null || one == null) {
            return;
        }
        if (answer.stage() == Stage.PENDING) {
            one.pending--;
        }
        if (entry.outcome() instanceof Outcome.Done done) {
            batch.answers.put(answer.sent(Answers.reference(entry.action().connection(), done.reference())));
            sent(one, answer, entry);
        } else if (entry.outcome() instanceof Outcome.Refused refused) {
            batch.answers.put(answer.at(Stage.REFUSED, bounded(refused.reason())));
            one.trouble = bounded("The answer was refused: " + refused.reason());
        } else if (entry.outcome() instanceof Outcome.Unsure unsure) {
            batch.answers.put(answer.at(Stage.UNSURE, bounded(unsure.reason())));
            one.trouble = bounded("Nobody knows whether the answer arrived: " + unsure.reason());
        }
        if (!one.isOpen() && one.pending == 0 && one.unanswered > 0 && !(entry.outcome() instanceof Outcome.Unsure)) {
            closedBefore(one, entry);
        }
        batch.answers.tell(one.id, entry.position().offset());
        batch.changed(one, entry);
    }

    /** It was closed while its last answer was on its way. */
    private void closedBefore(Case one, Entry.Performed entry) throws SQLException {
        if (entry.outcome() instanceof Outcome.Done) {
            batch.dispose(one, Long.MAX_VALUE, Disposition.CLOSED, one.closedWhy);
        } else {
            batch.reopen(one, entry);
            Clocks.asked(one, entry.at().toEpochMilli());
        }
    }

    private void sent(Case one, Answers.Answer answer, Entry.Performed entry) throws SQLException {
        one.trouble = "";
        if (!answer.answers()) {
            one.state = one.state == State.RECEIVED || one.state == State.REOPENED ? State.ACKNOWLEDGED : one.state;
            return;
        }
        boolean thanks =
                !one.queue.isEmpty() && one.queue.equals(batch.settings().thanks());
        batch.dispose(one, answer.upTo(), thanks ? Disposition.THANKED : Disposition.ANSWERED, "");
        one.latestAnswerAt = entry.at().toEpochMilli();
        one.latestAnswerBy = answer.by();
        if (one.isOpen() && one.unanswered == 0) {
            one.state = State.ANSWERED;
            Clocks.answered(one, batch.settings(), one.latestAnswerAt);
        }
    }

    private static String bounded(String reason) {
        return reason.length() <= MOST_REASON ? reason : reason.substring(0, MOST_REASON) + "…";
    }
}
