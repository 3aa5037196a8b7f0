package io.antiphon.rules.memory;

import io.antiphon.rules.lang.RulesPolicy;
import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Journal;
import io.antiphon.spi.Receipt;
import io.antiphon.spi.Recorder;
import io.antiphon.spi.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends {@code rule-fired} for what is due, each once: it never looks before the fold has read everything that was in the journal
 * when it began, and everything that it has appended itself since. So what it sees as due has not been told yet, whatever crashed
 * before. Used by one thread.
 */
public final class Firing {

    private static final Logger LOG = LoggerFactory.getLogger(Firing.class);
    private static final int MOST = 500;

    private final Journal journal;
    private final Recorder recorder;
    private final State state;
    private long barrier;

    /** Begins after all that is in the journal now. */
    public Firing(Journal journal, Recorder recorder, State state) {
        this.journal = journal;
        this.recorder = recorder;
        this.state = state;
        this.barrier = journal.end().offset();
    }

    /** Tells of what is due. @return whether it appended anything, so that it is worth looking again soon */
    public boolean look() {
        RulesFold.Due due;
        try {
            due = state.read(RulesFold.NAME, tx -> RulesFold.due(tx, MOST));
        } catch (AntiphonException e) {
            LOG.debug("What rules remember cannot be read yet", e);
            return false;
        }
        if (due.reached() < barrier || due.fired().isEmpty()) {
            return false;
        }
        List<Entry> orders = new ArrayList<>();
        due.fired().forEach(fired -> orders.add(order(fired)));
        try {
            for (Receipt receipt : recorder.append(orders)) {
                barrier = Math.max(barrier, receipt.position().offset());
            }
            return true;
        } catch (RuntimeException e) {
            barrier = Math.max(barrier, journal.end().offset());
            LOG.warn("{} rules are due but cannot be told so yet", orders.size(), e);
            return false;
        }
    }

    /** The order to act. Its subject is the customer, so that policies and guards are asked with who it is. */
    public static Entry.Commanded order(Map<String, Object> fired) {
        String profile = String.valueOf(fired.getOrDefault("profile", ""));
        String subject = profile.isEmpty() ? "rule " + fired.get("rule") : profile;
        return Entry.Commanded.of(RulesPolicy.WHO, RulesPolicy.FIRED, subject, fired);
    }
}
