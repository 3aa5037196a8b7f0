package io.antiphon.insight.queries;

import io.antiphon.spi.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Matches signals against many queries. A query is asked only of signals in which a key of its cover occurs. Immutable; shared by
 * threads.
 */
final class Matcher {

    private final Keys keys = new Keys();
    private final Frequencies frequencies;
    private final Node[] nodes;
    private final int[] starts;
    private final int[] covered;
    private final int[] always;
    private final List<String> fields;
    private final Queue<Turn> idle = new ConcurrentLinkedQueue<>();

    /** What one match at a time needs. */
    private static final class Turn {
        private final Document document;
        private final int[] asked;
        private int number;

        Turn(Document document, int queries) {
            this.document = document;
            this.asked = new int[queries];
        }
    }

    /**
     * A match.
     *
     * @param query its index among those the matcher was made of
     * @param from where the first place begins that made it match; -1 if only fields did
     * @param to where it ends
     */
    record Hit(int query, int from, int to) {}

    Matcher(List<Expression> queries) {
        this(queries, new Frequencies());
    }

    /** @param frequencies by which covers are chosen; goes on counting */
    Matcher(List<Expression> queries, Frequencies frequencies) {
        this.frequencies = frequencies;
        Compiler compiler = new Compiler(keys);
        Covers covers = new Covers(keys, compiler, frequencies);
        nodes = new Node[queries.size()];
        List<Covers.Cover> chosen = new ArrayList<>(queries.size());
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = compiler.node(queries.get(i));
            chosen.add(covers.of(queries.get(i)));
        }
        starts = new int[keys.count() + 2];
        chosen.forEach(cover -> cover.keys().forEach(key -> starts[key + 2]++));
        for (int i = 2; i < starts.length; i++) {
            starts[i] += starts[i - 1];
        }
        covered = new int[starts[starts.length - 1]];
        List<Integer> uncovered = new ArrayList<>();
        for (int i = 0; i < nodes.length; i++) {
            for (int key : chosen.get(i).keys()) {
                covered[starts[key + 1]++] = i;
            }
            if (chosen.get(i).none()) {
                uncovered.add(i);
            }
        }
        always = uncovered.stream().mapToInt(Integer::intValue).toArray();
        fields = compiler.fields();
    }

    int size() {
        return nodes.length;
    }

    /** How many queries have no key to be found by and are asked of every signal. */
    int always() {
        return always.length;
    }

    /** The queries that match a signal, at most so many. */
    List<Hit> match(Signal signal, int most) {
        if (nodes.length == 0) {
            return List.of();
        }
        Turn turn = idle.poll();
        if (turn == null) {
            turn = new Turn(new Document(keys, fields), nodes.length);
        }
        List<Hit> hits = match(signal, most, turn);
        idle.offer(turn);
        return hits;
    }

    private List<Hit> match(Signal signal, int most, Turn turn) {
        Document document = turn.document;
        document.read(signal);
        if (frequencies.wanted()) {
            frequencies.count(document.tokens());
        }
        if (++turn.number == Integer.MAX_VALUE) {
            java.util.Arrays.fill(turn.asked, 0);
            turn.number = 1;
        }
        List<Hit> hits = new ArrayList<>();
        for (int i = 0; i < document.presentCount(); i++) {
            int key = document.present(i);
            for (int j = starts[key]; j < starts[key + 1]; j++) {
                int query = covered[j];
                if (turn.asked[query] != turn.number) {
                    turn.asked[query] = turn.number;
                    ask(query, document, hits, most);
                }
            }
        }
        for (int query : always) {
            ask(query, document, hits, most);
        }
        return hits;
    }

    private void ask(int query, Document document, List<Hit> hits, int most) {
        if (hits.size() < most && nodes[query].holds(document)) {
            long first = nodes[query].first(document);
            hits.add(
                    first == Node.NOWHERE ? new Hit(query, -1, -1) : new Hit(query, (int) (first >>> 32), (int) first));
        }
    }
}
