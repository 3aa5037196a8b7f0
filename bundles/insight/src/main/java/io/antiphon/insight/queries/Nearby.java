package io.antiphon.insight.queries;

/** Operands each of which stands near the one before it. @param operands the alternatives of each */
record Nearby(Node.Phrase[][] operands, int[] distances) implements Node {

    @Override
    public boolean holds(Document document) {
        for (Phrase[] alternatives : operands) {
            if (!possible(document, alternatives)) {
                return false;
            }
        }
        return !last(document).isEmpty();
    }

    private static boolean possible(Document document, Phrase[] alternatives) {
        for (Phrase alternative : alternatives) {
            if (document.has(alternative.keys()[0])) {
                return true;
            }
        }
        return false;
    }

    /** Those of the last operand that end a chain. */
    private Spans last(Document document) {
        Spans chain = spans(document, operands[0]);
        for (int i = 1; i < operands.length && !chain.isEmpty(); i++) {
            chain = chain.near(spans(document, operands[i]), distances[i - 1]);
        }
        return chain;
    }

    private static Spans spans(Document document, Phrase[] alternatives) {
        Spans spans = new Spans();
        for (Phrase alternative : alternatives) {
            alternative.collect(document, spans);
        }
        return spans;
    }

    /** From the first word to the last of the chain that ends earliest, with the nearest link at each step back. */
    @Override
    public long first(Document document) {
        Spans chain = last(document);
        int end = 0;
        for (int i = 1; i < chain.count(); i++) {
            end = chain.start(i) < chain.start(end) ? i : end;
        }
        int from = chain.start(end);
        int to = chain.end(end);
        Spans link = new Spans();
        link.add(from, to);
        for (int i = operands.length - 2; i >= 0; i--) {
            Spans candidates = link.near(chain(document, i), distances[i]);
            int nearest = 0;
            for (int j = 1; j < candidates.count(); j++) {
                nearest = distance(candidates, j, link) < distance(candidates, nearest, link) ? j : nearest;
            }
            link = new Spans();
            link.add(candidates.start(nearest), candidates.end(nearest));
            from = Math.min(from, link.start(0));
            to = Math.max(to, link.end(0));
        }
        return document.span(from, to);
    }

    private Spans chain(Document document, int upTo) {
        Spans chain = spans(document, operands[0]);
        for (int i = 1; i <= upTo; i++) {
            chain = chain.near(spans(document, operands[i]), distances[i - 1]);
        }
        return chain;
    }

    private static int distance(Spans spans, int index, Spans to) {
        return Math.max(spans.start(index) - to.end(0), to.start(0) - spans.end(index));
    }
}
