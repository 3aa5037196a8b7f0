package io.antiphon.rules.lang;

import io.antiphon.spi.Signal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rules that hold: of very many, only those are asked that could, for each is filed under something that must be there
 * if it holds.
 */
final class Dispatcher {

    /** The key of facts of which anything was understood. */
    static final String ANYTHING = "*";

    private final List<Rule> rules;
    private final Map<String, int[]> keyed;
    private final Grams grams = new Grams();
    private final BitSet always = new BitSet();

    /** Files rules, which are asked in this order. */
    Dispatcher(List<Rule> rules) {
        this.rules = List.copyOf(rules);
        Map<String, List<Integer>> filed = new HashMap<>();
        for (int i = 0; i < rules.size(); i++) {
            Rule rule = rules.get(i);
            Condition.@Nullable Keys keys =
                    rule.on().equals(Rule.SIGNAL) ? rule.when().keys() : null;
            if (!rule.on().equals(Rule.SIGNAL)) {
                add(filed, "on " + rule.on(), i);
            } else if (keys == null) {
                always.set(i);
            } else {
                for (String key : keys.any()) {
                    add(filed, key, i);
                }
            }
        }
        grams.file();
        this.keyed = new HashMap<>();
        filed.forEach((key, list) ->
                keyed.put(key, list.stream().mapToInt(Integer::intValue).toArray()));
    }

    private void add(Map<String, List<Integer>> filed, String key, int rule) {
        if (key.startsWith(Grams.PREFIX)) {
            grams.add(key.substring(Grams.PREFIX.length()), rule);
        } else {
            filed.computeIfAbsent(key, any -> new ArrayList<>()).add(rule);
        }
    }

    boolean isEmpty() {
        return rules.isEmpty();
    }

    /** How many are asked of every signal. */
    int always() {
        return always.cardinality();
    }

    /** Those that hold, in their order, up to one that is the last. */
    List<Rule> holding(Facts facts) {
        BitSet asked = asked(facts);
        List<Rule> holding = new ArrayList<>(2);
        for (int i = asked.nextSetBit(0); i >= 0; i = asked.nextSetBit(i + 1)) {
            Rule rule = rules.get(i);
            if (rule.when().holds(facts)) {
                holding.add(rule);
                if (rule.last()) {
                    break;
                }
            }
        }
        return holding;
    }

    private BitSet asked(Facts facts) {
        BitSet asked = new BitSet(rules.size());
        Signal signal = facts.signal();
        if (signal == null) {
            mark(asked, "on " + facts.event());
            return asked;
        }
        asked.or(always);
        facts.understood().keySet().forEach(key -> mark(asked, key));
        if (!facts.insights().isEmpty()) {
            mark(asked, ANYTHING);
        }
        mark(asked, Facts.key("kind", signal.kind()));
        mark(asked, Facts.key("channel", signal.channel()));
        mark(asked, Facts.key("connection", facts.connection()));
        String unit = signal.unit();
        for (int end = unit.length(); end > 0; end = unit.lastIndexOf('/', end - 1)) {
            mark(asked, Facts.key("unit", unit.substring(0, end)));
        }
        if (!grams.isEmpty()) {
            grams.in(facts.folded(), asked::set);
        }
        return asked;
    }

    private void mark(BitSet asked, String key) {
        int[] found = keyed.get(key);
        if (found != null) {
            Arrays.stream(found).forEach(asked::set);
        }
    }
}
