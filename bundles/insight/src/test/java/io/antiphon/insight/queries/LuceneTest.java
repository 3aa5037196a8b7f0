package io.antiphon.insight.queries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.Term;
import org.apache.lucene.monitor.MatchingQueries;
import org.apache.lucene.monitor.Monitor;
import org.apache.lucene.monitor.MonitorQuery;
import org.apache.lucene.monitor.QueryMatch;
import org.apache.lucene.queries.spans.SpanNearQuery;
import org.apache.lucene.queries.spans.SpanOrQuery;
import org.apache.lucene.queries.spans.SpanQuery;
import org.apache.lucene.queries.spans.SpanTermQuery;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.TermQuery;
import org.junit.jupiter.api.Test;

/** The answers are those of Lucene's monitor, for what both can say. */
class LuceneTest {

    private static final String FIELD = "text";
    private static final int QUERIES = 500;
    private static final int TEXTS = 400;

    private final SplittableRandom random = new SplittableRandom(11);

    /** A query in both tongues. */
    private record Both(String ours, org.apache.lucene.search.Query theirs) {}

    private String word() {
        double skewed = random.nextDouble() * random.nextDouble();
        return "w" + Integer.toString((int) (skewed * 60), 36) + (random.nextInt(3) == 0 ? "x" : "");
    }

    private Both part(int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 5)) {
            case 0, 1 -> {
                String word = word();
                yield new Both(word, new TermQuery(new Term(FIELD, word)));
            }
            case 2 -> {
                String one = word();
                String two = word();
                yield new Both("\"" + one + " " + two + "\"", new PhraseQuery(FIELD, one, two));
            }
            case 3 -> {
                String word = word();
                yield new Both(word + "*", new PrefixQuery(new Term(FIELD, word)));
            }
            case 4 -> near();
            case 5 -> joined(depth, " OR ", Occur.SHOULD);
            case 6 -> joined(depth, " AND ", Occur.MUST);
            default -> {
                Both wanted = part(depth - 1);
                Both unwanted = part(depth - 1);
                yield new Both(
                        "(" + wanted.ours() + " NOT " + unwanted.ours() + ")",
                        new BooleanQuery.Builder()
                                .add(wanted.theirs(), Occur.MUST)
                                .add(unwanted.theirs(), Occur.MUST_NOT)
                                .build());
            }
        };
    }

    /** Between different words only, for Lucene lets one word stand for both. */
    private Both near() {
        int distance = 1 + random.nextInt(5);
        List<String> words = IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> word())
                .distinct()
                .limit(3)
                .toList();
        SpanQuery alternatives = new SpanOrQuery(span(words.get(1)), span(words.get(2)));
        return new Both(
                words.get(0) + " NEAR/" + distance + " (" + words.get(1) + " OR " + words.get(2) + ")",
                new SpanNearQuery(new SpanQuery[] {span(words.get(0)), alternatives}, distance - 1, false));
    }

    private static SpanQuery span(String word) {
        return new SpanTermQuery(new Term(FIELD, word));
    }

    private Both joined(int depth, String operator, Occur occur) {
        List<Both> parts = IntStream.rangeClosed(0, 1 + random.nextInt(2))
                .mapToObj(i -> part(depth - 1))
                .toList();
        BooleanQuery.Builder builder = new BooleanQuery.Builder();
        parts.forEach(part -> builder.add(part.theirs(), occur));
        return new Both(
                parts.stream().map(Both::ours).collect(Collectors.joining(operator, "(", ")")), builder.build());
    }

    @Test
    void answersAsLucenesMonitorDoes() throws Exception {
        List<Both> queries = IntStream.range(0, QUERIES).mapToObj(i -> part(3)).toList();
        Matcher matcher = new Matcher(queries.stream()
                .map(both -> Query.read(both.ours()).right().expression())
                .toList());
        int hits = 0;
        try (Monitor monitor = new Monitor(new WhitespaceAnalyzer())) {
            List<MonitorQuery> registered = new ArrayList<>();
            for (int i = 0; i < QUERIES; i++) {
                registered.add(
                        new MonitorQuery(String.valueOf(i), queries.get(i).theirs()));
            }
            monitor.register(registered);
            for (int i = 0; i < TEXTS; i++) {
                String text = IntStream.range(0, random.nextInt(40))
                        .mapToObj(j -> word())
                        .collect(Collectors.joining(" "));
                Document document = new Document();
                document.add(new TextField(FIELD, text, Field.Store.NO));
                MatchingQueries<QueryMatch> matches = monitor.match(document, QueryMatch.SIMPLE_MATCHER);
                TreeSet<Integer> theirs = new TreeSet<>();
                matches.getMatches().forEach(match -> theirs.add(Integer.valueOf(match.getQueryId())));
                TreeSet<Integer> ours = new TreeSet<>();
                matcher.match(Signal.of("message").text(text).build(), QUERIES).forEach(hit -> ours.add(hit.query()));
                assertEquals(theirs, ours, () -> "for " + text);
                hits += ours.size();
            }
        }
        assertTrue(hits > 2_000, "too few hits to tell anything: " + hits);
    }
}
