package io.antiphon.care.cases;

import io.antiphon.spi.Direction;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Signal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What follows from signals: they open cases or join them, and what was understood of them tells whose they are and how urgent. */
final class Hearing {

    private static final int MOST_TOPICS = 8;
    private static final String OUTSIDE = "another system";

    private final Batch batch;
    private final Undelivered undelivered;

    Hearing(Batch batch) {
        this.batch = batch;
        this.undelivered = new Undelivered(batch);
    }

    void heard(Entry.Heard entry) throws SQLException {
        Signal signal = entry.signal();
        if (Told.needsAnswer(signal, batch.settings())) {
            Case one = caseOf(entry);
            enter(one, entry);
        } else if (signal.direction() == Direction.OUTBOUND) {
            said(entry);
        } else {
            add(entry, Disposition.CLOSED, "operational", 0, 0);
            undelivered.heard(entry);
        }
    }

    private void add(Entry.Heard entry, Disposition disposition, String reason, long caseAt, int traits)
            throws SQLException {
        Signal signal = entry.signal();
        batch.ledger.add(
                entry.position().offset(),
                entry.at().toEpochMilli(),
                signal.unit(),
                signal.channel(),
                disposition,
                reason,
                caseAt,
                traits);
    }

    /** The case of its conversation, or of our answer that it answers, if it is open or may be opened again; else a new one. */
    private Case caseOf(Entry.Heard entry) throws SQLException {
        String conversation = entry.signal().conversation();
        Case known = conversation == null ? null : batch.named(Found.conversation(entry.connection(), conversation));
        if (known == null) {
            known = answered(entry);
        }
        long at = entry.at().toEpochMilli();
        if (known != null
                && (known.isOpen()
                        || at - known.closed <= batch.settings().reopen().toMillis())) {
            return known;
        }
        Case fresh = open(entry);
        fresh.former = known == null ? 0 : known.id;
        return fresh;
    }

    /** The case of our answer that it names, since a mail may carry nothing else of its thread; null if it names none. */
    private @Nullable Case answered(Entry.Heard entry) throws SQLException {
        Signal signal = entry.signal();
        for (String name : new String[] {signal.inReplyTo(), signal.conversation()}) {
            if (name != null && !name.equals(signal.externalId())) {
                Answers.Answer answer = batch.answers.referred(Answers.reference(entry.connection(), name));
                if (answer != null) {
                    return batch.find(answer.caseAt());
                }
            }
        }
        return null;
    }

    private Case open(Entry.Heard entry) throws SQLException {
        Signal signal = entry.signal();
        Case fresh = batch.cases.open(entry.position().offset());
        fresh.unit = signal.unit();
        fresh.kind = signal.kind();
        fresh.subject = Told.subject(signal);
        fresh.opened = entry.at().toEpochMilli();
        return fresh;
    }

    /** The customer said something in a case. */
    private void enter(Case one, Entry.Heard entry) throws SQLException {
        Signal signal = entry.signal();
        long offset = entry.position().offset();
        long at = entry.at().toEpochMilli();
        int bits = Told.bits(signal);
        boolean opens = one.id == offset;
        add(entry, Disposition.OPEN, "", one.id, bits);
        one.signals++;
        one.unanswered++;
        one.traits |= bits;
        one.vip |= Told.vip(signal, batch.settings());
        last(one, entry);
        if (signal.language() != null && !one.languageFixed) {
            one.language = signal.language();
        }
        if (one.subject.isEmpty()) {
            one.subject = Told.subject(signal);
        }
        if (one.state == State.ANSWERED || one.state == State.CLOSED) {
            batch.reopen(one, entry);
        }
        one.snoozed = 0;
        Clocks.asked(one, at);
        Batch.relevant(one, entry, "", "signal");
        if (opens || one.queue.isEmpty()) {
            batch.route(one);
        }
        if (opens) {
            Clocks.opened(one, batch.settings().level(one.queue), at);
        }
        batch.changed(one, entry);
    }

    private void last(Case one, Entry.Heard entry) throws SQLException {
        Signal signal = entry.signal();
        one.connection = entry.connection();
        one.channel = signal.channel();
        one.channels = Case.with(one.channels, signal.channel());
        one.conversation = signal.conversation() == null ? "" : signal.conversation();
        one.latestSignal = entry.position().offset();
        one.latestSignalAt = entry.at().toEpochMilli();
        if (!one.conversation.isEmpty()) {
            batch.found.put(Found.conversation(entry.connection(), one.conversation), one.id);
        }
    }

    /** Another system says that we said something. */
    private void said(Entry.Heard entry) throws SQLException {
        String conversation = entry.signal().conversation();
        Case known = conversation == null ? null : batch.named(Found.conversation(entry.connection(), conversation));
        add(entry, Disposition.CLOSED, "outbound", known == null ? 0 : known.id, 0);
        if (known != null) {
            answeredOutside(known, entry, entry.position().offset());
        }
    }

    private void answeredOutside(Case one, Entry entry, long upTo) throws SQLException {
        if (one.isOpen() && batch.dispose(one, upTo, Disposition.ANSWERED, "") > 0) {
            one.state = State.ANSWERED;
            one.latestAnswerAt = entry.at().toEpochMilli();
            one.latestAnswerBy = OUTSIDE;
            Clocks.answered(one, batch.settings(), one.latestAnswerAt);
            Batch.relevant(one, entry, OUTSIDE, "reply");
            batch.changed(one, entry);
        }
    }

    void understood(Entry.Understood entry) throws SQLException {
        Signal signal = entry.heard().signal();
        boolean needsAnswer = Told.needsAnswer(signal, batch.settings());
        String profile = entry.profile();
        if (signal.direction() == Direction.OUTBOUND && !entry.isAgain() && profile != null) {
            saidTo(profile, entry);
        } else if (needsAnswer) {
            Ledger.Row row = batch.ledger.row(entry.heard().position().offset());
            Case one = row == null || row.caseAt() == 0 ? null : batch.find(row.caseAt());
            if (row != null && one != null) {
                understood(entry, row, one);
            }
        }
    }

    private void saidTo(String profile, Entry.Understood entry) throws SQLException {
        long offset = entry.heard().position().offset();
        Ledger.Row row = batch.ledger.row(offset);
        Case one = batch.named(Found.person(profile, entry.heard().signal().unit()));
        if (row != null && row.caseAt() == 0 && one != null && one.isOpen()) {
            batch.ledger.belongs(offset, one.id);
            answeredOutside(one, entry, offset);
        }
    }

    private void understood(Entry.Understood entry, Ledger.Row row, Case one) throws SQLException {
        List<Insight> insights = entry.insights();
        int bits = Told.bits(entry.heard().signal()) | Told.bits(insights);
        if (bits != row.traits()) {
            batch.ledger.traits(row.position(), bits);
        }
        if (entry.isAgain()) {
            one.traits = traits(one);
            one.topics = replaced(one.topics, topics(entry.replaced()), topics(insights));
        } else {
            one.traits |= bits;
            for (String topic : topics(insights)) {
                one.topics = Case.with(one.topics, topic);
            }
        }
        one.sentiment = feeling(one.traits);
        language(one, entry);
        Case known = entry.isAgain() ? null : person(entry, one);
        Case stays = known == null ? one : known;
        if (!entry.isAgain() && stays.id == row.position()) {
            batch.route(stays);
        }
        batch.changed(stays, entry);
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
        if (one.languageFixed || entry.heard().signal().language() != null) {
            return;
        }
        for (Insight insight : entry.insights()) {
            if (insight.type().equals("language")) {
                one.language = insight.value();
                return;
            }
        }
    }

    /** Whose case it is; the person's open case takes what this signal alone opened, and is returned then. */
    private @Nullable Case person(Entry.Understood entry, Case one) throws SQLException {
        String profile = entry.profile();
        if (profile == null) {
            return null;
        }
        if (one.profile.isEmpty()) {
            one.profile = profile;
        }
        String name = Found.person(profile, one.unit);
        Case known = batch.named(name);
        boolean alone = one.id == entry.heard().position().offset() && one.signals == 1 && one.former == 0;
        if (alone && known != null && known.id != one.id && known.isOpen() && isNear(known, one)) {
            batch.merge(one, known, entry);
            Batch.relevant(known, entry, "", "signal");
            return known;
        }
        batch.found.put(name, one.id);
        return null;
    }

    private boolean isNear(Case known, Case fresh) {
        long window = batch.settings().merge().toMillis();
        return window == 0 || fresh.opened - known.latestSignalAt <= window;
    }
}
