package io.antiphon.outbound.rows;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Fold;
import io.antiphon.spi.Tx;
import java.sql.SQLException;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** What was stopped, approved, set, consented to, sent and complained about, so far as it matters for what may leave. */
@Component(service = Fold.class)
public final class OutboundFold implements Fold {

    /** Its name. */
    public static final String NAME = "outbound";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void create(Tx tx) throws SQLException {
        MarkRows.create(tx);
        StopRows.create(tx);
        ApprovalRows.create(tx);
        SettingRows.create(tx);
        ConsentRows.create(tx);
        ContactRows.create(tx);
        ComplaintRows.create(tx);
    }

    @Override
    public void apply(List<Entry> entries, Tx tx) throws SQLException {
        for (Entry entry : entries) {
            if (entry instanceof Entry.Commanded order) {
                ordered(order, tx);
            } else if (entry instanceof Entry.Heard heard) {
                ConsentRows.heard(heard, tx);
                ComplaintRows.heard(heard, tx);
            } else if (entry instanceof Entry.Understood understood) {
                ConsentRows.understood(understood, tx);
                ComplaintRows.understood(understood, tx);
            } else if (entry instanceof Entry.Decided decided) {
                ComplaintRows.decided(decided, tx);
            } else if (entry instanceof Entry.Performed performed) {
                ApprovalRows.performed(performed, tx);
                ContactRows.performed(performed, tx);
            }
        }
        MarkRows.put(tx, MarkRows.SEEN, entries.get(entries.size() - 1).position());
    }

    private static void ordered(Entry.Commanded order, Tx tx) throws SQLException {
        boolean standing = true;
        switch (order.command()) {
            case Words.STOP -> StopRows.stopped(order, tx);
            case Words.RESUME -> StopRows.resumed(order, tx);
            case Words.APPROVE -> ApprovalRows.approved(order, tx);
            case Words.SETTINGS -> SettingRows.set(order, tx);
            default -> standing = false;
        }
        if (standing) {
            MarkRows.put(tx, MarkRows.ORDERED, order.position());
        }
        switch (order.command()) {
            case Words.CONSENT -> ConsentRows.ordered(order, tx);
            case Words.RESERVE -> ContactRows.reserved(order, tx);
            default -> ComplaintRows.ordered(order, tx);
        }
    }
}
