package io.antiphon.rules.lang;

import io.antiphon.spi.Action;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Policy;
import io.antiphon.spi.Profile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All rules as one policy. Pure: what must be counted or waited for it only decides to note, and it acts when it is told by {@link
 * #FIRED} that the time has come.
 */
public final class RulesPolicy implements Policy {

    /** The policy's name. */
    public static final String NAME = "rules";

    /** The type of an action that only has something counted. */
    public static final String TALLY = "tally";

    /** The command that tells that a rule that counts or waits is to act. */
    public static final String FIRED = "rule-fired";

    /** Who gives that command. */
    public static final String WHO = "antiphon";

    private static final int MOST_ACTIONS = 64;

    private final Map<String, Rule> rules = new HashMap<>();
    private final Dispatcher dispatcher;

    /** These rules, in this order; those that are switched off are left out. */
    public RulesPolicy(List<Rule> all) {
        List<Rule> enabled = all.stream().filter(Rule::enabled).toList();
        enabled.forEach(rule -> rules.put(rule.full(), rule));
        this.dispatcher = new Dispatcher(enabled);
    }

    /** How many rules are asked of every signal. */
    public int always() {
        return dispatcher.always();
    }

    @Override
    public List<Action> decide(Entry entry, Profile profile) {
        List<Action> actions = new ArrayList<>(0);
        if (entry instanceof Entry.Understood understood && !understood.isAgain()) {
            heard(understood, profile, actions);
        } else if (entry instanceof Entry.Performed performed
                && performed.action().type().equals(Action.WAKE)) {
            rung(performed, profile, actions);
        } else if (entry instanceof Entry.Commanded order && order.who().equals(WHO)) {
            ordered(order, profile, actions);
        }
        return actions.size() > MOST_ACTIONS ? List.copyOf(actions.subList(0, MOST_ACTIONS)) : actions;
    }

    private void heard(Entry.Understood understood, Profile profile, List<Action> actions) {
        Facts facts = Facts.of(understood, profile);
        for (Rule rule : dispatcher.holding(facts)) {
            Situation situation = Situation.of(understood, facts, rule.variables());
            String because = rule.because(facts);
            if (rule.counting() != null) {
                tally(rule, rule.counting(), understood, situation, because, actions);
            } else if (rule.silence() != null) {
                Map<String, Object> noted = noted(rule, because, situation);
                noted.put("why", "silence");
                actions.add(Action.wakeAt(understood.at().plus(rule.silence()), noted));
            } else {
                act(rule, rule.then(), situation, because, understood.at(), actions);
            }
        }
    }

    private static Map<String, Object> noted(Rule rule, String because, Situation situation) {
        Map<String, Object> noted = new LinkedHashMap<>();
        noted.put("rule", rule.full());
        noted.put("because", because);
        noted.put("key", rule.key());
        noted.put("signal", situation.signal());
        noted.put("situation", situation.remembered());
        return noted;
    }

    private static void tally(
            Rule rule,
            Rule.Counting counting,
            Entry.Understood understood,
            Situation situation,
            String because,
            List<Action> actions) {
        String whose = whose(counting.per(), situation);
        if (whose.isEmpty()) {
            return;
        }
        Instant at = understood.at();
        Instant stated = understood.heard().occurredAt();
        Map<String, Object> noted = noted(rule, because, situation);
        noted.put("whose", whose);
        noted.put("times", (long) counting.times());
        noted.put("orMore", counting.orMore());
        noted.put("within", counting.within().toMillis());
        noted.put("told", Words.time(counting.within()) + " " + counting.per().words());
        noted.put("happened", (stated.isAfter(at) ? at : stated).toEpochMilli());
        noted.put("heard", at.toEpochMilli());
        actions.add(Action.of(TALLY, "").details(noted));
    }

    /** What is counted together; empty if the signal does not say. */
    private static String whose(Rule.Per per, Situation situation) {
        return switch (per) {
            case PROFILE -> situation.profile().id();
            case CONVERSATION ->
                situation.conversation().isEmpty() ? "" : situation.connection() + " " + situation.conversation();
            case UNIT -> situation.unit();
            case CHANNEL -> situation.channel();
            case CONNECTION -> situation.connection();
            case EVERYONE -> "everyone";
        };
    }

    private void rung(Entry.Performed performed, Profile profile, List<Action> actions) {
        Map<String, Object> noted = performed.action().attributes();
        Rule rule = rules.get(String.valueOf(noted.get("rule")));
        if (rule == null
                || !"later".equals(noted.get("why"))
                || !(noted.get("step") instanceof Long number)
                || !(noted.get("situation") instanceof Map<?, ?> remembered)) {
            return;
        }
        Step.Wake wake = rule.wake(number);
        if (wake != null) {
            String because = String.valueOf(noted.getOrDefault("because", "because it was to be done now"));
            act(rule, wake.then(), Situation.of(remembered, profile), because, performed.at(), actions);
        }
    }

    private void ordered(Entry.Commanded order, Profile profile, List<Action> actions) {
        if (order.command().equals(FIRED)) {
            Rule rule = rules.get(String.valueOf(order.arguments().get("rule")));
            if (rule != null && order.arguments().get("situation") instanceof Map<?, ?> remembered) {
                Situation situation = Situation.of(remembered, profile);
                if (order.arguments().get("count") instanceof Long count) {
                    situation = situation.with("count", Long.toString(count));
                }
                String because = String.valueOf(order.arguments().getOrDefault("because", ""));
                act(rule, rule.then(), situation, because, order.at(), actions);
            }
        } else if (Rule.EVENTS.contains(order.command())) {
            Facts facts = Facts.of(order, profile);
            for (Rule rule : dispatcher.holding(facts)) {
                act(rule, rule.then(), Situation.of(order, facts), rule.because(facts), order.at(), actions);
            }
        }
    }

    private static void act(
            Rule rule, List<Step> steps, Situation situation, String because, Instant at, List<Action> actions) {
        for (Step step : steps) {
            Action action = step.action(situation, at);
            if (action != null) {
                Map<String, Object> attributes = new LinkedHashMap<>(action.attributes());
                attributes.put("rule", rule.full());
                attributes.put("because", because);
                if (!situation.signal().isEmpty()) {
                    attributes.put("signal", situation.signal());
                }
                if (!situation.caseId().isEmpty()) {
                    attributes.put("case", situation.caseId());
                }
                actions.add(action.details(attributes));
            }
        }
    }
}
