package io.antiphon.care.cases;

import io.antiphon.care.settings.CareSettings;
import io.antiphon.care.settings.Level;
import io.antiphon.care.settings.Queue;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Tx;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Entries being folded: what their handlers have in common. Owned by one thread, used once. */
final class Batch {

    private static final int MOST_MERGES = 64;

    private final Tx tx;
    private final Function<String, CareSettings> reader;
    private Standing standing;
    private CareSettings settings;
    final Ledger ledger;
    final CaseRows cases;
    final Found found;
    final Answers answers;

    Batch(Tx tx, Function<String, CareSettings> reader) throws SQLException {
        this.tx = tx;
        this.reader = reader;
        this.standing = Standing.read(tx);
        this.settings = reader.apply(standing.document());
        this.ledger = new Ledger(tx, new Words(tx));
        this.cases = new CaseRows(tx);
        this.found = new Found(tx);
        this.answers = new Answers(tx);
    }

    void apply(List<Entry> entries) throws SQLException {
        Hearing hearing = new Hearing(this);
        Deciding deciding = new Deciding(this);
        Ordering ordering = new Ordering(this);
        for (Entry entry : entries) {
            if (entry instanceof Entry.Heard heard) {
                hearing.heard(heard);
            } else if (entry instanceof Entry.Understood understood) {
                hearing.understood(understood);
            } else if (entry instanceof Entry.Decided decided) {
                deciding.decided(decided);
            } else if (entry instanceof Entry.Performed performed) {
                deciding.performed(performed);
            } else if (entry instanceof Entry.Commanded commanded) {
                ordering.commanded(commanded);
            }
        }
        cases.flush();
        found.flush();
        ledger.flush();
        long reached = entries.get(entries.size() - 1).position().offset();
        new Standing(reached, standing.document(), standing.settingsAt()).write(tx);
    }

    CareSettings settings() {
        return settings;
    }

    /** The offset of the command that set them; 0 if none did. */
    long settingsAt() {
        return standing.settingsAt();
    }

    void settings(String document, long offset) {
        standing = new Standing(standing.reached(), document, offset);
        settings = reader.apply(document);
    }

    /** A case, or the one it was merged into; null if there is none. */
    @Nullable
    Case find(long id) throws SQLException {
        long at = id;
        for (int i = 0; i < MOST_MERGES && at > 0; i++) {
            Case one = cases.find(at);
            if (one != null) {
                return one;
            }
            at = found.at(Found.merged(at));
        }
        return null;
    }

    /** The case of a name; null if there is none. */
    @Nullable
    Case named(String name) throws SQLException {
        long id = found.at(name);
        return id == 0 ? null : find(id);
    }

    /** The case of a signal; null if it has none. */
    @Nullable
    Case ofSignal(long offset) throws SQLException {
        Ledger.Row row = ledger.row(offset);
        return row == null || row.caseAt() == 0 ? null : find(row.caseAt());
    }

    /** A case was changed: everything that follows from it is worked out again. */
    void changed(Case one, Entry entry) throws SQLException {
        Urgency.judge(one, settings);
        Clocks.settle(one, settings, entry.at().toEpochMilli());
        cases.touch(one, entry.position().offset());
    }

    /** Something that everybody has to know before they answer. */
    static void relevant(Case one, Entry entry, String by, String what) {
        one.relevant = entry.position().offset();
        one.relevantBy = by;
        one.relevantWhat = what;
    }

    /** Puts a case into the first queue that it fits into, unless a person or a rule chose one. */
    void route(Case one) {
        if (one.queueFixed) {
            return;
        }
        one.queue = "";
        one.queueWhy = "No queue fits";
        String thanks = settings.thanks();
        if (!thanks.isEmpty() && Told.praises(one.traits)) {
            one.queue = thanks;
            one.queueWhy = "It is praise";
            return;
        }
        for (Queue queue : settings.queues()) {
            if (!queue.name().equals(thanks)
                    && queue.takes(one.unit, one.channel, one.kind, one.language, one.topics)) {
                one.queue = queue.name();
                one.queueWhy = "It is the first queue that fits";
                return;
            }
        }
    }

    /** Signals of a case that are still open come to an end. @return how many */
    int dispose(Case one, long upTo, Disposition disposition, String reason) throws SQLException {
        int count = 0;
        for (Ledger.Row row : ledger.ofCase(one.id)) {
            if (row.disposition() == Disposition.OPEN && row.position() <= upTo) {
                ledger.dispose(row, disposition, reason);
                count++;
            }
        }
        one.unanswered -= count;
        return count;
    }

    /** Closes a case: what is open in it ends with it, unless an answer to it is on its way and tells. */
    void close(Case one, Entry entry, Disposition disposition, String reason) throws SQLException {
        if (one.pending == 0 || disposition != Disposition.CLOSED) {
            dispose(one, Long.MAX_VALUE, disposition, disposition == Disposition.CLOSED ? reason : "");
        }
        one.state = State.CLOSED;
        one.closed = entry.at().toEpochMilli();
        one.closedWhy = reason;
    }

    /** Opens a closed case again. */
    void reopen(Case one, Entry entry) {
        boolean wasClosed = !one.isOpen();
        one.state = State.REOPENED;
        one.closedBefore = one.closedWhy;
        if (wasClosed) {
            one.closed = 0;
            one.closedWhy = "";
            Level level = settings.level(one.queue);
            Clocks.opened(one, level, entry.at().toEpochMilli());
        }
    }

    /** All that belongs to one case belongs to another from now on. */
    void merge(Case from, Case into, Entry entry) throws SQLException {
        for (Ledger.Row row : ledger.ofCase(from.id)) {
            ledger.belongs(row, into.id);
        }
        answers.move(from.id, into.id);
        found.put(Found.merged(from.id), into.id);
        into.signals += from.signals;
        into.unanswered += from.unanswered;
        into.pending += from.pending;
        into.traits |= from.traits;
        into.vip |= from.vip;
        for (String channel : from.channels) {
            into.channels = Case.with(into.channels, channel);
        }
        for (String topic : from.topics) {
            into.topics = Case.with(into.topics, topic);
        }
        for (String tag : from.tags) {
            into.tags = Case.with(into.tags, tag);
        }
        if (from.unanswered > 0) {
            Clocks.asked(into, from.firstFrom);
        }
        if (from.latestSignal > into.latestSignal) {
            latest(from, into);
        }
        if (from.unanswered > 0 && (into.state == State.ANSWERED || !into.isOpen())) {
            reopen(into, entry);
        }
        into.snoozed = 0;
        cases.remove(from);
    }

    private static void latest(Case from, Case into) {
        into.latestSignal = from.latestSignal;
        into.latestSignalAt = from.latestSignalAt;
        into.connection = from.connection;
        into.conversation = from.conversation;
        into.channel = from.channel;
    }

    static String text(Map<String, Object> values, String name) {
        return values.get(name) instanceof String text ? text : "";
    }

    static long number(Map<String, Object> values, String name, long otherwise) {
        return values.get(name) instanceof Long number ? number : otherwise;
    }
}
