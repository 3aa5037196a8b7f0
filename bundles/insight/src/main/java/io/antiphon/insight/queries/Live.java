package io.antiphon.insight.queries;

import io.antiphon.insight.queries.Expression.And;
import io.antiphon.insight.queries.Expression.Is;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Signal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All sets of queries as they are matched now. Immutable. */
final class Live {

    /** The most queries told of one signal. */
    static final int MOST_HITS = 160;

    private static final int MOST_TOPICS = 64;

    private final Map<String, QuerySet> sets;
    private final Matcher matcher;
    private final List<Insight> found = new ArrayList<>();
    private final List<String> topics = new ArrayList<>();

    /** @param sets by name @param frequencies by which queries are filed */
    Live(Map<String, QuerySet> sets, Frequencies frequencies) {
        this.sets = Map.copyOf(sets);
        List<Expression> expressions = new ArrayList<>();
        for (QuerySet set : sets.values()) {
            for (Listed query : set.queries()) {
                Expression own = set.expressions().get(query.name());
                expressions.add(
                        set.unit().isEmpty()
                                ? own
                                : new And(List.of(new Is(Fields.UNIT, Folding.fold(set.unit())), own)));
                Map<String, Object> details = new LinkedHashMap<>();
                details.put("version", set.version());
                if (!query.topic().isEmpty()) {
                    details.put("topic", query.topic());
                }
                found.add(Insight.of("query", set.name() + "/" + query.name()).details(details));
                topics.add(query.topic());
            }
        }
        matcher = new Matcher(expressions, frequencies);
    }

    Map<String, QuerySet> sets() {
        return sets;
    }

    /** How many queries there are. */
    int size() {
        return matcher.size();
    }

    /** How many queries are asked of every signal, since they say nothing to be found by. */
    int always() {
        return matcher.always();
    }

    /** What queries find: an insight {@code query} for each, and one {@code topic} for each topic that they feed. */
    List<Insight> find(Signal signal) {
        List<Matcher.Hit> hits = matcher.match(signal, MOST_HITS);
        if (hits.isEmpty()) {
            return List.of();
        }
        List<Insight> insights = new ArrayList<>(hits.size() + 2);
        Map<String, Insight> fed = new LinkedHashMap<>();
        for (Matcher.Hit hit : hits) {
            Insight insight = found.get(hit.query());
            insights.add(placed(insight, hit));
            String topic = topics.get(hit.query());
            if (!topic.isEmpty() && fed.size() < MOST_TOPICS) {
                fed.computeIfAbsent(
                        topic,
                        key -> placed(Insight.of("topic", topic).details(Map.of("query", insight.value())), hit));
            }
        }
        insights.addAll(fed.values());
        return insights;
    }

    private static Insight placed(Insight insight, Matcher.Hit hit) {
        return hit.from() < 0 ? insight : insight.at(hit.from(), hit.to());
    }
}
