package io.antiphon.care.cases;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Signal;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** What follows from a report that an answer could not be delivered: it is none, and what it answered waits again. */
public final class Undelivered {

    private static final String REPORT = "delivery-report";
    private static final int MOST_REASON = 300;

    private final Batch batch;

    Undelivered(Batch batch) {
        this.batch = batch;
    }

    /** Whether a signal reports that something could not be delivered, for good. */
    static boolean reports(Signal signal) {
        return signal.kind().equals(REPORT)
                && Batch.text(signal.attributes(), "action").equals("failed");
    }

    /** Why, as the report has it. */
    public static String reason(Signal signal) {
        Map<String, Object> told = signal.attributes();
        String diagnostic = Batch.text(told, "diagnostic");
        String status = Batch.text(told, "status");
        String reason = diagnostic.isEmpty() ? status : diagnostic;
        if (reason.isEmpty()) {
            return "the mail server does not say why";
        }
        return reason.length() <= MOST_REASON ? reason : reason.substring(0, MOST_REASON) + "…";
    }

    void heard(Entry.Heard entry) throws SQLException {
        if (!reports(entry.signal())) {
            return;
        }
        String original = Batch.text(entry.signal().attributes(), "originalMessageId");
        Answers.Answer answer = batch.answers.referred(Answers.reference(entry.connection(), original));
        Case one = answer == null ? null : batch.find(answer.caseAt());
        if (answer != null && one != null && answer.stage() == Stage.SENT) {
            cameBack(one, answer, entry);
        }
    }

    private void cameBack(Case one, Answers.Answer answer, Entry.Heard entry) throws SQLException {
        String reason = "It came back: " + reason(entry.signal());
        batch.answers.put(answer.at(Stage.REFUSED, reason));
        batch.answers.tell(one.id, entry.position().offset());
        if (open(one, answer) > 0) {
            if (one.state == State.ANSWERED || !one.isOpen()) {
                batch.reopen(one, entry);
            }
            one.snoozed = 0;
            Clocks.asked(one, entry.at().toEpochMilli());
            Batch.relevant(one, entry, "", "undelivered");
        }
        if (one.isOpen() && one.unanswered > 0) {
            one.trouble = "The answer was not delivered. " + reason;
        }
        batch.changed(one, entry);
    }

    /** What this answer alone answered is open again. @return how much that is */
    private int open(Case one, Answers.Answer failed) throws SQLException {
        long covered = 0;
        for (Answers.Answer other : batch.answers.ofCase(one.id)) {
            if (other.stage() == Stage.SENT && other.answers()) {
                covered = Math.max(covered, other.upTo());
            }
        }
        int count = 0;
        for (Ledger.Row row : failed.answers() ? batch.ledger.ofCase(one.id) : List.<Ledger.Row>of()) {
            boolean answered = row.disposition() == Disposition.ANSWERED || row.disposition() == Disposition.THANKED;
            if (answered && row.position() <= failed.upTo() && row.position() > covered) {
                batch.ledger.dispose(row, Disposition.OPEN, "");
                count++;
            }
        }
        one.unanswered += count;
        return count;
    }
}
