package io.antiphon.insight.models;

import java.util.Arrays;

/** Examples as rows of numbers over a vocabulary, each of length one. */
final class Matrix {

    final Vocabulary vocabulary;
    final float[] scales;
    final int[] starts;
    final int[] columns;
    final float[] values;

    private Matrix(Vocabulary vocabulary, float[] scales, int[] starts, int[] columns, float[] values) {
        this.vocabulary = vocabulary;
        this.scales = scales;
        this.starts = starts;
        this.columns = columns;
        this.values = values;
    }

    int count() {
        return starts.length - 1;
    }

    /**
     * Features that occur in fewer than {@code rarest} examples are left out, then the rarest of those left until there are at most
     * {@code most}. The rarer a feature, the more it counts.
     */
    static Matrix of(Examples examples, int rarest, int most) {
        int[] all = occurrences(examples);
        Arrays.sort(all);
        int distinct = 0;
        int[] keys = new int[all.length];
        int[] counts = new int[all.length];
        for (int i = 0; i < all.length; ) {
            int next = i;
            while (next < all.length && all[next] == all[i]) {
                next++;
            }
            keys[distinct] = all[i];
            counts[distinct++] = next - i;
            i = next;
        }
        int least = threshold(counts, distinct, rarest, most);
        int kept = 0;
        float[] scales = new float[distinct];
        for (int i = 0; i < distinct; i++) {
            if (counts[i] >= least) {
                keys[kept] = keys[i];
                scales[kept++] = (float) (1 + Math.log((1.0 + examples.count()) / (1.0 + counts[i])));
            }
        }
        return fill(examples, new Vocabulary(Arrays.copyOf(keys, kept)), Arrays.copyOf(scales, kept));
    }

    /** The keys of all examples, each once an example. */
    private static int[] occurrences(Examples examples) {
        int total = 0;
        for (Bag bag : examples.bags()) {
            total += bag.count();
        }
        int[] all = new int[total];
        int at = 0;
        for (Bag bag : examples.bags()) {
            int[] keys = new int[bag.count()];
            for (int i = 0; i < keys.length; i++) {
                keys[i] = bag.key(i);
            }
            Arrays.sort(keys);
            for (int i = 0; i < keys.length; i++) {
                if (i == 0 || keys[i] != keys[i - 1]) {
                    all[at++] = keys[i];
                }
            }
        }
        return Arrays.copyOf(all, at);
    }

    private static int threshold(int[] counts, int distinct, int rarest, int most) {
        int least = rarest;
        while (true) {
            int kept = 0;
            for (int i = 0; i < distinct; i++) {
                if (counts[i] >= least) {
                    kept++;
                }
            }
            if (kept <= most) {
                return least;
            }
            least++;
        }
    }

    private static Matrix fill(Examples examples, Vocabulary vocabulary, float[] scales) {
        int[] starts = new int[examples.count() + 1];
        int[] columns = new int[1 << 16];
        float[] values = new float[1 << 16];
        int[] places = new int[vocabulary.size()];
        Arrays.fill(places, -1);
        int at = 0;
        for (int e = 0; e < examples.count(); e++) {
            Bag bag = examples.bags().get(e);
            if (at + bag.count() > columns.length) {
                columns = Arrays.copyOf(columns, Math.max(columns.length * 2, at + bag.count()));
                values = Arrays.copyOf(values, columns.length);
            }
            float square = 0;
            int same = 0;
            for (int i = 0; i < bag.count(); i++) {
                same += i == bag.end(same) ? 1 : 0;
                int row = vocabulary.row(bag.key(i));
                if (row < 0) {
                    continue;
                }
                float x = bag.value(same) * scales[row];
                square += x * x;
                if (places[row] >= starts[e]) {
                    values[places[row]] += x;
                } else {
                    places[row] = at;
                    columns[at] = row;
                    values[at++] = x;
                }
            }
            float length = square > 0 ? (float) (1 / Math.sqrt(square)) : 0;
            for (int i = starts[e]; i < at; i++) {
                values[i] *= length;
            }
            starts[e + 1] = at;
        }
        return new Matrix(vocabulary, scales, starts, Arrays.copyOf(columns, at), Arrays.copyOf(values, at));
    }
}
