package io.antiphon.insight.queries;

/** A part of a query, ready to be asked of documents. Immutable. */
interface Node {

    /** What {@link #first} answers where there is no place, as for fields. */
    long NOWHERE = Long.MAX_VALUE;

    /** Whether the document has it. */
    boolean holds(Document document);

    /** Of a document that has it: the first place in the text, start and end in one number, so that an earlier one is smaller. */
    default long first(Document document) {
        return NOWHERE;
    }

    /** All of some. */
    record All(Node[] parts) implements Node {
        @Override
        public boolean holds(Document document) {
            for (Node part : parts) {
                if (!part.holds(document)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public long first(Document document) {
            long first = NOWHERE;
            for (Node part : parts) {
                first = Math.min(first, part.first(document));
            }
            return first;
        }
    }

    /** Any of some. */
    record Any(Node[] parts) implements Node {
        @Override
        public boolean holds(Document document) {
            for (Node part : parts) {
                if (part.holds(document)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public long first(Document document) {
            long first = NOWHERE;
            for (Node part : parts) {
                if (part.holds(document)) {
                    first = Math.min(first, part.first(document));
                }
            }
            return first;
        }
    }

    /** Not that. */
    record None(Node part) implements Node {
        @Override
        public boolean holds(Document document) {
            return !part.holds(document);
        }
    }

    /** A word. */
    record One(int key) implements Node {
        @Override
        public boolean holds(Document document) {
            return document.has(key);
        }

        @Override
        public long first(Document document) {
            int place = document.place(document.first(key));
            return document.span(place, place);
        }
    }

    /** A field with a value. */
    record Valued(int key) implements Node {
        @Override
        public boolean holds(Document document) {
            return document.has(key);
        }
    }

    /** A phrase: a key at a place, the next one at the place after it, and so on. */
    record Phrase(int[] keys) implements Node {
        @Override
        public boolean holds(Document document) {
            return find(document, document.has(keys[0]) ? document.first(keys[0]) : -1) >= 0;
        }

        @Override
        public long first(Document document) {
            int place = document.place(find(document, document.first(keys[0])));
            return document.span(place, place + keys.length - 1);
        }

        /** The occurrence of the first key, from one on, that begins the phrase; -1 if none does. */
        private int find(Document document, int from) {
            if (!possible(document)) {
                return -1;
            }
            int[] at = new int[keys.length];
            for (int i = 1; i < keys.length; i++) {
                at[i] = document.first(keys[i]);
            }
            for (int start = from; start >= 0; start = document.next(start)) {
                int place = document.place(start);
                int i = 1;
                while (i < keys.length && advance(document, at, i, place + i)) {
                    i++;
                }
                if (i == keys.length) {
                    return start;
                }
            }
            return -1;
        }

        private boolean possible(Document document) {
            for (int key : keys) {
                if (!document.has(key)) {
                    return false;
                }
            }
            return true;
        }

        private static boolean advance(Document document, int[] at, int i, int wanted) {
            while (at[i] >= 0 && document.place(at[i]) < wanted) {
                at[i] = document.next(at[i]);
            }
            return at[i] >= 0 && document.place(at[i]) == wanted;
        }

        /** All places at which it begins, in order. */
        void collect(Document document, Spans into) {
            if (possible(document)) {
                int[] at = new int[keys.length];
                for (int i = 1; i < keys.length; i++) {
                    at[i] = document.first(keys[i]);
                }
                for (int start = document.first(keys[0]); start >= 0; start = document.next(start)) {
                    int place = document.place(start);
                    int i = 1;
                    while (i < keys.length && advance(document, at, i, place + i)) {
                        i++;
                    }
                    if (i == keys.length) {
                        into.add(place, place + keys.length - 1);
                    }
                }
            }
        }
    }

    /** Another kind of question to a document. */
    record Asked(java.util.function.Predicate<Document> question) implements Node {
        @Override
        public boolean holds(Document document) {
            return question.test(document);
        }
    }
}
