package io.antiphon.care.cases;

import io.antiphon.spi.Entry;
import java.sql.SQLException;

/** What follows when another system says that we said something: it answers the case that it belongs to. */
final class Outside {

    private static final String OUTSIDE = "another system";

    private final Batch batch;
    private final Joining joining;

    Outside(Batch batch) {
        this.batch = batch;
        this.joining = new Joining(batch);
    }

    void said(Entry.Understood entry) throws SQLException {
        Case one = joining.conversation(entry.heard());
        String profile = entry.profile();
        if (one == null && profile != null) {
            one = batch.named(Found.person(profile, entry.heard().signal().unit()));
            one = one != null && one.isOpen() ? one : null;
        }
        Ledger.Row row = batch.ledger.row(entry.heard().position().offset());
        if (one != null && row != null && row.caseAt() == 0) {
            batch.ledger.belongs(row, one.id);
            if (one.isOpen()) {
                answered(one, entry);
            }
        }
    }

    private void answered(Case one, Entry.Understood entry) throws SQLException {
        if (batch.dispose(one, entry.heard().position().offset(), Disposition.ANSWERED, "") > 0) {
            one.state = State.ANSWERED;
            one.latestAnswerAt = entry.heard().at().toEpochMilli();
            one.latestAnswerBy = OUTSIDE;
            Clocks.answered(one, batch.settings(), one.latestAnswerAt);
            Batch.relevant(one, entry, OUTSIDE, "reply");
            batch.changed(one, entry);
        }
    }
}
