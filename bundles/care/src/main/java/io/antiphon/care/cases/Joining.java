package io.antiphon.care.cases;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Signal;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Which case a signal belongs to, and by which names its case is found again. */
final class Joining {

    private final Batch batch;

    Joining(Batch batch) {
        this.batch = batch;
    }

    /**
     * The case of its conversation, or of our answer that it answers, if it is open or may be opened again; else its person's open
     * case; else a new one.
     */
    Case caseOf(Entry.Understood entry) throws SQLException {
        Entry.Heard heard = entry.heard();
        Case known = conversation(heard);
        if (known == null) {
            known = answered(heard);
        }
        if (known != null && mayJoin(known, heard)) {
            return known;
        }
        Case persons = known == null ? ofPerson(entry) : null;
        return persons == null ? open(heard, known) : persons;
    }

    private boolean mayJoin(Case known, Entry.Heard heard) {
        return known.isOpen()
                || heard.at().toEpochMilli() - known.closed
                        <= batch.settings().reopen().toMillis();
    }

    /** The case of a signal's conversation; null if there is none. */
    @Nullable
    Case conversation(Entry.Heard heard) throws SQLException {
        String conversation = heard.signal().conversation();
        return conversation == null ? null : batch.named(Found.conversation(heard.connection(), conversation));
    }

    /** The case of our answer that it names, since a mail may carry nothing else of its thread; null if it names none. */
    private @Nullable Case answered(Entry.Heard heard) throws SQLException {
        Signal signal = heard.signal();
        for (String name : new String[] {signal.inReplyTo(), signal.conversation()}) {
            if (name != null && !name.equals(signal.externalId())) {
                Answers.Answer answer = batch.answers.referred(Answers.reference(heard.connection(), name));
                if (answer != null) {
                    return batch.find(answer.caseAt());
                }
            }
        }
        return null;
    }

    /** The open case that a person has in the signal's unit, if it is not too long ago; null if there is none. */
    private @Nullable Case ofPerson(Entry.Understood entry) throws SQLException {
        Entry.Heard heard = entry.heard();
        String profile = entry.profile();
        Case known = profile == null
                ? null
                : batch.named(Found.person(profile, heard.signal().unit()));
        if (known == null || !known.isOpen()) {
            return null;
        }
        long window = batch.settings().merge().toMillis();
        return window == 0 || heard.at().toEpochMilli() - known.latestSignalAt <= window ? known : null;
    }

    private Case open(Entry.Heard heard, @Nullable Case former) {
        Case fresh = batch.cases.open(heard.position().offset());
        fresh.unit = heard.signal().unit();
        fresh.kind = heard.signal().kind();
        fresh.opened = heard.at().toEpochMilli();
        fresh.former = former == null ? 0 : former.id;
        return fresh;
    }

    /** A signal is the last one of a case, which is found by its conversation from now on. */
    void last(Case one, Entry.Heard heard) throws SQLException {
        Signal signal = heard.signal();
        one.connection = heard.connection();
        one.channel = signal.channel();
        one.channels = Case.with(one.channels, signal.channel());
        one.conversation = signal.conversation() == null ? "" : signal.conversation();
        one.latestSignal = heard.position().offset();
        one.latestSignalAt = heard.at().toEpochMilli();
        if (!one.conversation.isEmpty()) {
            batch.found.put(Found.conversation(heard.connection(), one.conversation), one.id);
        }
    }

    /** Whose case it is, by whom it is found from now on. */
    void person(Case one, Entry.Understood entry) throws SQLException {
        String profile = entry.profile();
        if (profile != null) {
            if (one.profile.isEmpty()) {
                one.profile = profile;
            }
            batch.found.put(Found.person(profile, one.unit), one.id);
        }
    }
}
