package io.antiphon.journal;

import java.util.ArrayList;
import java.util.List;

/**
 * Says of a new key, nearly always, that it is new. Grows by layers, each twice as large as the one before; 10 bits a key. Beyond 64
 * million keys it grows no more and is mistaken more often, which costs a look into the files. Owned by one thread.
 */
final class Bloom {

    private static final int FIRST_KEYS = 1 << 17;
    private static final int MOST_LAYER_KEYS = 1 << 25;
    private static final int BITS_A_KEY = 10;
    private static final int PROBES = 6;

    private final List<Layer> layers = new ArrayList<>();

    Bloom() {
        layers.add(new Layer(FIRST_KEYS));
    }

    boolean mayHold(Key key) {
        for (int i = layers.size() - 1; i >= 0; i--) {
            if (layers.get(i).mayHold(key)) {
                return true;
            }
        }
        return false;
    }

    void add(Key key) {
        Layer layer = layers.get(layers.size() - 1);
        if (layer.keys >= layer.most && layer.most < MOST_LAYER_KEYS) {
            layer = new Layer(layer.most * 2);
            layers.add(layer);
        }
        layer.add(key);
    }

    private static final class Layer {
        private final int most;
        private final long[] words;
        private int keys;

        Layer(int most) {
            this.most = most;
            words = new long[(int) ((long) most * BITS_A_KEY / Long.SIZE) + 1];
        }

        boolean mayHold(Key key) {
            long probe = key.high();
            for (int i = 0; i < PROBES; i++) {
                probe += key.low() | 1;
                if ((words[word(probe)] & 1L << probe) == 0) {
                    return false;
                }
            }
            return true;
        }

        void add(Key key) {
            keys++;
            long probe = key.high();
            for (int i = 0; i < PROBES; i++) {
                probe += key.low() | 1;
                words[word(probe)] |= 1L << probe;
            }
        }

        private int word(long probe) {
            return (int) ((probe >>> 32) * words.length >>> 32);
        }
    }
}
