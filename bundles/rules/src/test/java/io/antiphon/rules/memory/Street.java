package io.antiphon.rules.memory;

import io.antiphon.rules.lang.Heards;
import io.antiphon.rules.lang.RulesPolicy;
import io.antiphon.spi.Action;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Outcome;
import io.antiphon.spi.Policy;
import io.antiphon.spi.Position;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Signal;
import io.antiphon.spi.SignalBuilder;
import io.antiphon.tck.MemoryJournal;
import io.antiphon.tck.MemoryState;
import io.antiphon.tck.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A road in small: folds, asks the policy, rings timers. A profile is the first identity's value. */
public final class Street implements AutoCloseable {

    public final SettableClock clock = SettableClock.at("2026-01-31T12:00:00Z");
    public final MemoryJournal journal = new MemoryJournal(clock);
    public final MemoryState state;
    private final Policy policy;
    private final Set<String> rung = new HashSet<>();
    private Position position = Position.START;
    private long number;

    public Street(String rules) throws Exception {
        state = new MemoryState(new RulesFold());
        policy = new RulesPolicy(Heards.rules(rules));
    }

    /** Somebody says something. */
    public Street say(String who, String text) {
        return hear(Signal.of("message").conversation("c-" + who).text(text), who);
    }

    public Street hear(SignalBuilder signal, String who) {
        Signal heard = (who.isEmpty() ? signal : signal.identity("crm", who))
                .channel("email")
                .unit("acme/emea")
                .externalId("m-" + ++number)
                .build();
        journal.append(List.of(Entry.Heard.of("mail", heard)));
        return this;
    }

    public Street later(Duration time) {
        clock.advance(time);
        return this;
    }

    /** A person answers in a conversation and it is delivered. */
    public Street answer(String who, Map<String, Object> attributes) {
        Action action =
                new Action("", "reply", "mail", new Identity("crm", who), "c-" + who, null, "Sorry", null, attributes);
        Entry.Decided decided = Entry.Decided.of(journal.end(), who, "care", "1", 0, action);
        Position at = journal.append(List.of(decided)).get(0).position();
        decided = (Entry.Decided) journal.get(at).orElseThrow();
        journal.append(List.of(Entry.Performed.of(decided, new Outcome.Done("ok"), 0)));
        return this;
    }

    /** Goes on until nothing is left to do. */
    public Street go() throws Exception {
        while (step(100)) {
            // the step did it
        }
        return this;
    }

    /** Passes a batch, or rings timers. */
    public boolean step(int most) throws Exception {
        List<Entry> entries = journal.read(position, most);
        if (entries.isEmpty()) {
            return ring();
        }
        state.apply(entries);
        position = entries.get(entries.size() - 1).position();
        List<Entry> derived = new ArrayList<>();
        for (Entry entry : entries) {
            decide(entry, derived);
        }
        if (!derived.isEmpty()) {
            journal.append(derived);
        }
        return true;
    }

    private void decide(Entry entry, List<Entry> derived) throws Exception {
        Entry asked = entry;
        String who = "";
        if (entry instanceof Entry.Heard heard) {
            who = heard.signal().identities().isEmpty()
                    ? ""
                    : heard.signal().identities().get(0).value();
            asked = Heards.at(
                    heard.position().offset(),
                    heard.at(),
                    heard.connection(),
                    heard.signal(),
                    Insight.of("topic", "t"));
        } else if (entry instanceof Entry.Performed performed) {
            who = performed.profile() == null ? "" : performed.profile();
        } else if (entry instanceof Entry.Commanded order) {
            who = order.subject().contains(" ") ? "" : order.subject();
        } else {
            return;
        }
        List<Action> actions = policy.decide(asked, profile(who));
        for (int i = 0; i < actions.size(); i++) {
            derived.add(Entry.Decided.of(
                    entry.position(), who.isEmpty() ? null : who, RulesPolicy.NAME, "v", i, actions.get(i)));
        }
    }

    static Profile profile(String who) {
        return who.isEmpty()
                ? Profile.ANONYMOUS
                : new Profile(
                        who,
                        List.of(new Identity("crm", who)),
                        Map.of("name", who.toUpperCase(java.util.Locale.ROOT)),
                        null,
                        null,
                        1);
    }

    private boolean ring() {
        boolean any = false;
        for (Entry.Decided decided : journal.all(Entry.Decided.class)) {
            Action action = decided.action();
            if (action.type().equals(Action.WAKE)
                    && action.notBefore() != null
                    && !action.notBefore().isAfter(clock.instant())
                    && rung.add(decided.id())) {
                journal.append(List.of(Entry.Performed.of(decided, new Outcome.Done(""), 0)));
                any = true;
            }
        }
        return any;
    }

    /** What was decided to be done, in short; notes left out. */
    public List<String> done() {
        return journal.all(Entry.Decided.class).stream()
                .filter(decided -> decided.policy().equals(RulesPolicy.NAME))
                .map(Entry.Decided::action)
                .filter(action -> !Noted.isTally(action) && !Noted.isSilence(action))
                .map(action -> action.type() + " "
                        + action.attributes().getOrDefault("op", action.text() == null ? "" : action.text()))
                .toList();
    }

    public List<Entry.Commanded> fired() {
        return journal.all(Entry.Commanded.class).stream()
                .filter(order -> order.command().equals(RulesPolicy.FIRED))
                .toList();
    }

    @Override
    public void close() throws Exception {
        state.close();
    }
}
