package io.antiphon.rules.desk;

import io.antiphon.rules.lang.RulesPolicy;
import io.antiphon.rules.memory.Answered;
import io.antiphon.rules.memory.Firing;
import io.antiphon.rules.memory.Noted;
import io.antiphon.spi.Action;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Outcome;
import io.antiphon.spi.Position;
import io.antiphon.spi.Profile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * What rules would decide about entries that are shown in order, with counts, silences and timers of their own: what the live rules
 * counted, waited for and answered is left out. Counts begin with the first entry that is shown. Used by one thread.
 */
public final class Rehearsal {

    private record Timer(Instant due, long number, Action action, Profile profile) {}

    private static final int MOST_PENDING = 100_000;

    private final RulesPolicy policy;
    private final Map<String, List<Long>> tallies = new HashMap<>();
    private final Map<String, Answered> waiting = new HashMap<>();
    private final PriorityQueue<Timer> timers =
            new PriorityQueue<>(java.util.Comparator.comparing(Timer::due).thenComparingLong(Timer::number));
    private long number;
    private Instant now = Instant.EPOCH;

    /** Of some rules. */
    public Rehearsal(RulesPolicy policy) {
        this.policy = policy;
    }

    /** How many timers have not rung. */
    int pending() {
        return timers.size();
    }

    /** What would be decided about an entry, and what timers would have brought since the one before. */
    public List<Action> entry(Entry entry, Profile profile) {
        List<Action> decided = new ArrayList<>();
        now = entry.at().isAfter(now) ? entry.at() : now;
        ring(decided);
        if (isOurs(entry)) {
            return decided;
        }
        Entry heard = entry instanceof Entry.Understood understood ? understood.heard() : entry;
        Answered.by(heard).ifPresent(this::settle);
        take(policy.decide(entry, profile), profile, decided);
        return decided;
    }

    /** What follows from the live rules themselves. */
    private static boolean isOurs(Entry entry) {
        return entry instanceof Entry.Commanded order && order.command().equals(RulesPolicy.FIRED)
                || entry instanceof Entry.Performed performed
                        && performed.action().attributes().containsKey("rule");
    }

    private void ring(List<Action> decided) {
        for (Timer timer = timers.peek(); timer != null && !timer.due().isAfter(now); timer = timers.peek()) {
            timers.poll();
            if (!Noted.isSilence(timer.action())) {
                Entry.Performed rung = new Entry.Performed(
                        Position.START, "", timer.due(), Position.START, null, timer.action(), new Outcome.Done(""));
                take(policy.decide(rung, timer.profile()), timer.profile(), decided);
            } else if (waiting.remove(timer.action().id()) != null) {
                fire(Noted.of(timer.action().id(), timer.profile().id(), timer.action()), 0, timer.profile(), decided);
            }
        }
    }

    private void take(List<Action> actions, Profile profile, List<Action> decided) {
        for (Action action : actions) {
            Noted noted = Noted.of("r" + ++number, profile.id(), action);
            if (Noted.isTally(action)) {
                long count = count(noted.details());
                if (count > 0 && noted.acts(count)) {
                    fire(noted, count, profile, decided);
                }
            } else if (Noted.isSilence(action)) {
                wait(action.withId(noted.token()), profile, noted);
            } else {
                decided.add(action);
                if (action.type().equals(Action.WAKE)) {
                    timer(action, profile);
                } else if (action.type().equals("reply") || action.type().equals("case")) {
                    settleBy(action, profile);
                }
            }
        }
    }

    private void wait(Action action, Profile profile, Noted noted) {
        Map<?, ?> situation = (Map<?, ?>) noted.details().getOrDefault("situation", Map.of());
        String conversation = String.valueOf(situation.get("conversation"));
        waiting.put(
                noted.token(),
                new Answered(
                        String.valueOf(noted.details().get("signal")),
                        conversation.isEmpty() ? "" : situation.get("connection") + " " + conversation,
                        profile.id()));
        timer(action, profile);
    }

    private void timer(Action action, Profile profile) {
        Instant due = action.notBefore();
        if (timers.size() < MOST_PENDING && due != null) {
            timers.add(new Timer(due, ++number, action, profile));
        }
    }

    /** How many there are in the window with this one; 0 if it is too old to count. */
    private long count(Map<String, Object> noted) {
        long heard = (Long) noted.getOrDefault("heard", 0L);
        long after = heard - (Long) noted.getOrDefault("within", 0L);
        long happened = (Long) noted.getOrDefault("happened", 0L);
        List<Long> all =
                tallies.computeIfAbsent(noted.get("key") + "\n" + noted.get("whose"), any -> new ArrayList<>());
        all.removeIf(time -> time <= after);
        if (happened <= after) {
            return 0;
        }
        all.add(happened);
        return all.size();
    }

    private void fire(Noted noted, long count, Profile profile, List<Action> decided) {
        Entry.Commanded order = Firing.order(noted.fired(count)).at(Position.START, "", now);
        take(policy.decide(order, profile), profile, decided);
    }

    private void settleBy(Action action, Profile profile) {
        Position about =
                action.attributes().get("signal") instanceof String signal ? Position.parse(signal) : Position.START;
        Entry.Decided decided = Entry.Decided.of(about, profile.id(), RulesPolicy.NAME, "", 0, action);
        Answered.by(decided).ifPresent(this::settle);
        Answered.by(Entry.Performed.of(decided, new Outcome.Done(""), 0)).ifPresent(this::settle);
    }

    private void settle(Answered answered) {
        waiting.values().removeIf(answered::settles);
    }
}
