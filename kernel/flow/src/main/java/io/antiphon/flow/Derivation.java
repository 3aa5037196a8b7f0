package io.antiphon.flow;

import io.antiphon.flow.Meters.Stage;
import io.antiphon.spi.Action;
import io.antiphon.spi.Enricher;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Policy;
import io.antiphon.spi.Position;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Recognition.Recognised;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What follows from a batch: what enrichers understand of its signals, and what policies decide. Used once. */
final class Derivation {

    /** Something policies are asked about, and what has been derived from its cause so far. */
    private record Subject(Entry entry, Position cause, Profile profile) {}

    /** What derives from one cause is appended in one piece, whose size the journal bounds. */
    private static final int MOST_OF_ONE_CAUSE = 8_000;

    private final Crew crew;
    private final Askable asked;
    private final Meters meters;
    private final Limits limits;
    private final List<Entry> derived = new ArrayList<>();
    private final List<Subject> subjects = new ArrayList<>();
    private Position cause = Position.START;
    private int decidedOfCause;

    Derivation(Site site, Askable asked) {
        this.crew = site.crew();
        this.asked = asked;
        this.meters = site.meters();
        this.limits = site.limits();
    }

    /** Understands signals; one recognised for each. */
    List<Entry.Understood> understand(List<Entry.Heard> signals, List<Recognised> recognised)
            throws InterruptedException, Setback.Departure {
        long began = System.nanoTime();
        List<Plug<Enricher>> enrichers = signals.isEmpty() ? List.of() : asked.enrichers();
        Round<Enricher, Insight> round = enrichers.isEmpty() ? null : enrich(enrichers, signals, recognised);
        List<Entry.Understood> understood = new ArrayList<>(signals.size());
        for (int i = 0; i < signals.size(); i++) {
            Entry.Heard heard = signals.get(i);
            List<Insight> insights = recognised.get(i).links();
            for (int plug = 0; round != null && plug < enrichers.size(); plug++) {
                List<Insight> found = round.answer(i, plug);
                insights = insights.isEmpty() ? found : join(insights, found);
            }
            Profile profile = recognised.get(i).profile();
            understood.add(asked(heard, profile, insights));
        }
        meters.spent(Stage.ENRICH, began);
        return understood;
    }

    private Round<Enricher, Insight> enrich(
            List<Plug<Enricher>> enrichers, List<Entry.Heard> signals, List<Recognised> recognised)
            throws InterruptedException, Setback.Departure {
        int shards = crew.shards(signals.size());
        List<int[]> dealt = new ArrayList<>();
        for (int shard = 0; shard < shards; shard++) {
            int from = signals.size() * shard / shards;
            int[] items = new int[signals.size() * (shard + 1) / shards - from];
            Arrays.setAll(items, i -> from + i);
            dealt.add(items);
        }
        Round<Enricher, Insight> round = new Round<>(
                enrichers,
                signals.size(),
                dealt,
                limits.callMemory(),
                (plug, item) -> Answers.insights(
                        plug.service()
                                .enrich(
                                        signals.get(item).signal(),
                                        recognised.get(item).profile()),
                        plug));
        crew.ask(round);
        return round;
    }

    private static List<Insight> join(List<Insight> some, List<Insight> more) {
        if (more.isEmpty()) {
            return some;
        }
        List<Insight> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    /** What policies are asked about a signal. */
    static Entry.Understood asked(Entry.Heard heard, Profile profile, List<Insight> insights) {
        Entry.Understood fresh = Entry.Understood.of(heard, profile.anonymous() ? null : profile.id(), insights);
        return fresh.at(Position.START, fresh.id(), heard.at());
    }

    /** Policies are to be asked about an understanding; it is derived too if it says anything. */
    void about(Entry.Understood understood, Profile profile) {
        subjects.add(new Subject(understood, understood.heard().position(), profile));
    }

    /** Policies are to be asked about another entry. */
    void about(Entry entry, Profile profile) {
        subjects.add(new Subject(entry, entry.position(), profile));
    }

    /** All that is derived, in the order of its causes. */
    List<Entry> decide() throws InterruptedException, Setback.Departure {
        long began = System.nanoTime();
        List<Plug<Policy>> policies = subjects.isEmpty() ? List.of() : asked.policies();
        Round<Policy, Action> round = policies.isEmpty() ? null : ask(policies);
        for (int i = 0; i < subjects.size(); i++) {
            Subject subject = subjects.get(i);
            if (subject.entry() instanceof Entry.Understood understood
                    && !understood.insights().isEmpty()) {
                derived.add(Entry.Understood.of(understood.heard(), understood.profile(), understood.insights()));
                meters.understood.increment();
            }
            for (int plug = 0; round != null && plug < policies.size(); plug++) {
                decided(subject, policies.get(plug), round.answer(i, plug));
            }
        }
        meters.spent(Stage.DECIDE, began);
        return derived;
    }

    private void decided(Subject subject, Plug<Policy> policy, List<Action> actions) {
        String profile =
                subject.profile().anonymous() ? null : subject.profile().id();
        decidedOfCause = subject.cause().equals(cause) ? decidedOfCause : 0;
        cause = subject.cause();
        if (decidedOfCause + actions.size() > MOST_OF_ONE_CAUSE) {
            policy.failed(
                    0,
                    new IllegalStateException("All policies together decided more than " + MOST_OF_ONE_CAUSE
                            + " actions about the entry " + cause + "; this one's are left out"));
            return;
        }
        decidedOfCause += actions.size();
        for (int i = 0; i < actions.size(); i++) {
            derived.add(Entry.Decided.of(subject.cause(), profile, policy.name(), policy.version(), i, actions.get(i)));
            meters.decided.increment();
        }
    }

    /** Deals the subjects so that those of one profile are in one shard, in order. */
    private Round<Policy, Action> ask(List<Plug<Policy>> policies) throws InterruptedException, Setback.Departure {
        int shards = crew.shards(subjects.size());
        List<List<Integer>> hands = new ArrayList<>();
        for (int shard = 0; shard < shards; shard++) {
            hands.add(new ArrayList<>());
        }
        for (int i = 0; i < subjects.size(); i++) {
            Profile profile = subjects.get(i).profile();
            int hash = profile.anonymous() ? i : profile.id().hashCode() * 0x9E3779B1;
            hands.get((hash >>> 1) % shards).add(i);
        }
        List<int[]> dealt = hands.stream()
                .map(hand -> hand.stream().mapToInt(Integer::intValue).toArray())
                .toList();
        Round<Policy, Action> round = new Round<>(
                policies,
                subjects.size(),
                dealt,
                limits.callMemory(),
                (plug, item) -> Answers.actions(plug.service()
                        .decide(subjects.get(item).entry(), subjects.get(item).profile())));
        crew.ask(round);
        return round;
    }
}
