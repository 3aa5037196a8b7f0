package io.antiphon.care.cases;

import io.antiphon.spi.Direction;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Signal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What follows from signals: each is in the ledger as soon as it is heard, and opens a case or joins one when it is known who speaks and
 * about what.
 */
final class Hearing {

    private static final int MOST_TOPICS = 8;

    private final Batch batch;
    private final Joining joining;
    private final Outside outside;
    private final Undelivered undelivered;

    Hearing(Batch batch) {
        this.batch = batch;
        this.joining = new Joining(batch);
        this.outside = new Outside(batch);
        this.undelivered = new Undelivered(batch);
    }

    void heard(Entry.Heard entry) throws SQLException {
        Signal signal = entry.signal();
        if (Told.needsAnswer(signal, batch.settings())) {
            batch.ledger.add(entry, Disposition.OPEN, "");
        } else if (signal.direction() == Direction.OUTBOUND) {
            batch.ledger.add(entry, Disposition.CLOSED, "outbound");
        } else {
            batch.ledger.add(entry, Disposition.CLOSED, "operational");
            undelivered.heard(entry);
        }
    }

    void understood(Entry.Understood entry) throws SQLException {
        Signal signal = entry.heard().signal();
        long offset = entry.heard().position().offset();
        if (signal.direction() == Direction.OUTBOUND) {
            if (!entry.isAgain()) {
                outside.said(entry);
            }
            return;
        }
        // Without new settings in between, what needs no answer now needed none when it was heard.
        if (!Told.needsAnswer(signal, batch.settings()) && batch.settingsAt() < offset) {
            return;
        }
        Ledger.Row row = batch.ledger.row(offset);
        if (row == null) {
            return;
        }
        if (row.caseAt() > 0) {
            Case one = batch.find(row.caseAt());
            if (one != null) {
                known(entry, row, one);
            }
        } else if (row.disposition() == Disposition.OPEN) {
            Case one = joining.caseOf(entry);
            enter(one, row, entry);
        }
    }

    /** The customer said something in a case. */
    private void enter(Case one, Ledger.Row row, Entry.Understood entry) throws SQLException {
        Signal signal = entry.heard().signal();
        int bits = Told.bits(signal) | Told.bits(entry.insights());
        boolean opens = one.id == row.position();
        batch.ledger.enters(row, one.id, bits);
        one.signals++;
        one.unanswered++;
        one.vip |= Told.vip(signal, batch.settings());
        joining.last(one, entry.heard());
        if (one.subject.isEmpty()) {
            one.subject = Told.subject(signal);
        }
        add(one, bits, entry);
        if (one.state == State.ANSWERED || one.state == State.CLOSED) {
            batch.reopen(one, entry.heard());
        }
        one.snoozed = 0;
        Clocks.asked(one, one.latestSignalAt);
        Batch.relevant(one, entry, "", "signal");
        if (opens || one.queue.isEmpty()) {
            batch.route(one);
        }
        if (opens) {
            Clocks.opened(one, batch.settings().level(one.queue), one.opened);
        }
        joining.person(one, entry);
        batch.changed(one, entry);
    }

    /** A signal of a case was understood, for the first time if a rule put it there before, or again. */
    private void known(Entry.Understood entry, Ledger.Row row, Case one) throws SQLException {
        int bits = Told.bits(entry.heard().signal()) | Told.bits(entry.insights());
        batch.ledger.enters(row, row.caseAt(), bits);
        if (entry.isAgain()) {
            one.traits = traits(one);
            one.topics = replaced(one.topics, topics(entry.replaced()), topics(entry.insights()));
            one.sentiment = feeling(one.traits);
            language(one, entry);
        } else {
            add(one, bits, entry);
            joining.person(one, entry);
            batch.route(one);
        }
        batch.changed(one, entry);
    }

    /** What was understood of a signal is known of its case. */
    private static void add(Case one, int bits, Entry.Understood entry) {
        one.traits |= bits;
        one.sentiment = feeling(one.traits);
        for (String topic : topics(entry.insights())) {
            one.topics = Case.with(one.topics, topic);
        }
        language(one, entry);
    }

    private int traits(Case one) throws SQLException {
        int all = 0;
        for (Ledger.Row row : batch.ledger.ofCase(one.id)) {
            all |= row.traits();
        }
        return all;
    }

    private static List<String> topics(List<Insight> insights) {
        List<String> topics = new ArrayList<>();
        for (Insight insight : insights) {
            if (insight.type().equals("topic") && topics.size() < MOST_TOPICS && !topics.contains(insight.value())) {
                topics.add(insight.value().replace('\n', ' '));
            }
        }
        return topics;
    }

    private static List<String> replaced(List<String> topics, List<String> before, List<String> now) {
        List<String> all = topics;
        for (String topic : before) {
            all = Case.without(all, topic);
        }
        for (String topic : now) {
            all = Case.with(all, topic);
        }
        return all;
    }

    private static String feeling(int traits) {
        boolean good = (traits & Told.POSITIVE) != 0;
        boolean bad = (traits & Told.NEGATIVE) != 0;
        boolean mixed = (traits & Told.MIXED) != 0;
        return mixed || good && bad ? "mixed" : bad ? "negative" : good ? "positive" : "";
    }

    private static void language(Case one, Entry.Understood entry) {
        if (one.languageFixed) {
            return;
        }
        String stated = entry.heard().signal().language();
        if (stated != null) {
            one.language = stated;
            return;
        }
        for (Insight insight : entry.insights()) {
            if (insight.type().equals("language")) {
                one.language = insight.value();
                return;
            }
        }
    }
}
