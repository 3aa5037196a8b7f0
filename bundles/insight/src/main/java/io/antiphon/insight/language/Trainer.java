package io.antiphon.insight.language;

import io.antiphon.insight.language.LanguageModel.Part;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Learns a language model by gradient descent (AdaGrad), then keeps the rows that matter most and learns on with those. */
final class Trainer {

    private static final int WIDTH = LanguageModel.WIDTH;
    private static final int MOST_ROWS_LEARNT = 900_000;
    private static final float RATE = 0.25f;
    private static final double CLIPPED = 0.9995;

    private final List<Lesson> lessons;
    private final int samples;
    private final PrintStream out;
    private final SplittableRandom random;
    private final Grams grams = new Grams();
    private final int[] rowOf = new int[1 << Grams.BITS];
    private int[] hashes = {};
    private int[] counts = {};
    private float[] rows = {};
    private float[] rowSquares = {};
    private final float[][] weights;
    private final float[][] weightSquares;
    private final float[] biases;
    private final int[][] rivals;
    private final int[] turns;

    /** @param samples how many texts of each language an epoch has */
    Trainer(List<Lesson> lessons, int samples, long seed, PrintStream out) {
        this.lessons = lessons;
        this.samples = samples;
        this.out = out;
        this.random = new SplittableRandom(seed);
        int classes = lessons.size();
        turns = IntStream.range(0, classes)
                .flatMap(i -> IntStream.generate(() -> i).limit(lessons.get(i).weight()))
                .toArray();
        weights = new float[classes][WIDTH];
        weightSquares = new float[classes][WIDTH];
        biases = new float[classes];
        rivals = new int[classes][];
        for (int i = 0; i < classes; i++) {
            Script script = lessons.get(i).script();
            rivals[i] = IntStream.range(0, classes)
                    .filter(j -> lessons.get(j).script() == script)
                    .toArray();
            for (int j = 0; j < WIDTH; j++) {
                weights[i][j] = (float) (random.nextDouble() * 2 - 1);
                weightSquares[i][j] = 1e-2f;
            }
        }
    }

    /** Learns and writes. */
    void learn(int epochs, int most, OutputStream file) throws IOException {
        count();
        for (int epoch = 1; epoch <= epochs; epoch++) {
            epoch("epoch " + epoch + " of " + epochs, 1 - (epoch - 1) / (float) (epochs + 2));
        }
        keep(most);
        for (int epoch = 1; epoch <= 3; epoch++) {
            epoch("with " + hashes.length + " rows, epoch " + epoch + " of 3", 0.4f / epoch);
        }
        write(file);
    }

    private void count() {
        int[] seen = new int[1 << Grams.BITS];
        for (Lesson lesson : lessons) {
            for (int i = 0; i < samples; i++) {
                int found = sample(lesson);
                for (int j = 0; j < found; j++) {
                    seen[grams.hashes()[j]]++;
                }
            }
        }
        int least = 3;
        while (number(seen, least) > MOST_ROWS_LEARNT) {
            least++;
        }
        int bound = least;
        hashes = IntStream.range(0, seen.length).filter(i -> seen[i] >= bound).toArray();
        counts = Arrays.stream(hashes).map(hash -> seen[hash]).toArray();
        rows = new float[hashes.length * WIDTH];
        rowSquares = new float[hashes.length];
        Arrays.fill(rowSquares, 1e-4f);
        index();
        out.printf("%d n-grams seen at least %d times%n", hashes.length, least);
    }

    private static long number(int[] seen, int least) {
        return Arrays.stream(seen).filter(count -> count >= least).count();
    }

    private void index() {
        Arrays.fill(rowOf, -1);
        for (int i = 0; i < hashes.length; i++) {
            rowOf[hashes[i]] = i;
        }
    }

    private int sample(Lesson lesson) {
        grams.read(lesson.draw(random), Grams.MOST_LETTERS);
        grams.hash(lesson.script());
        return grams.found();
    }

    private void epoch(String name, float share) {
        int total = lessons.size() * samples;
        double loss = 0;
        int right = 0;
        float[] sums = new float[WIDTH];
        float[] gradient = new float[WIDTH];
        for (int i = 0; i < total; i++) {
            int own = turns[random.nextInt(turns.length)];
            int found = sample(lessons.get(own));
            if (found > 0) {
                float scale = forward(found, sums);
                double[] odds = odds(rivals[own], sums);
                int place = Arrays.binarySearch(rivals[own], own);
                loss -= Math.log(Math.max(1e-9, odds[place]));
                right += Arrays.stream(odds).allMatch(p -> p <= odds[place]) ? 1 : 0;
                odds[place] -= 1;
                outputs(rivals[own], odds, sums, gradient, RATE * share);
                inputs(found, gradient, scale, RATE * share);
            }
        }
        out.printf("%s: loss %.4f, right %.4f%n", name, loss / total, right / (double) total);
    }

    private float forward(int found, float[] sums) {
        Arrays.fill(sums, 0);
        for (int i = 0; i < found; i++) {
            int row = rowOf[grams.hashes()[i]];
            if (row >= 0) {
                for (int j = 0, base = row * WIDTH; j < WIDTH; j++) {
                    sums[j] += rows[base + j];
                }
            }
        }
        float scale = (float) (1 / Math.sqrt(found));
        for (int j = 0; j < WIDTH; j++) {
            sums[j] *= scale;
        }
        return scale;
    }

    private double[] odds(int[] classes, float[] sums) {
        double[] odds = new double[classes.length];
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < classes.length; i++) {
            float score = biases[classes[i]];
            float[] weight = weights[classes[i]];
            for (int j = 0; j < WIDTH; j++) {
                score += weight[j] * sums[j];
            }
            odds[i] = score;
            most = Math.max(most, score);
        }
        double all = 0;
        for (int i = 0; i < odds.length; i++) {
            odds[i] = Math.exp(odds[i] - most);
            all += odds[i];
        }
        for (int i = 0; i < odds.length; i++) {
            odds[i] /= all;
        }
        return odds;
    }

    private void outputs(int[] classes, double[] errors, float[] sums, float[] gradient, float rate) {
        Arrays.fill(gradient, 0);
        for (int i = 0; i < classes.length; i++) {
            float error = (float) errors[i];
            if (Math.abs(error) < 1e-4f) {
                continue;
            }
            float[] weight = weights[classes[i]];
            float[] squares = weightSquares[classes[i]];
            for (int j = 0; j < WIDTH; j++) {
                gradient[j] += error * weight[j];
                float step = error * sums[j];
                squares[j] += step * step;
                weight[j] -= 0.3f * rate * step / (float) Math.sqrt(squares[j]);
            }
            biases[classes[i]] -= 0.01f * rate * error;
        }
    }

    private void inputs(int found, float[] gradient, float scale, float rate) {
        float norm = 0;
        for (float each : gradient) {
            norm += each * each;
        }
        norm *= scale * scale / WIDTH;
        if (norm < 1e-12f) {
            return;
        }
        for (int i = 0; i < found; i++) {
            int row = rowOf[grams.hashes()[i]];
            if (row >= 0) {
                rowSquares[row] += norm;
                float step = rate * scale / (float) Math.sqrt(rowSquares[row]);
                for (int j = 0, base = row * WIDTH; j < WIDTH; j++) {
                    rows[base + j] -= step * gradient[j];
                }
            }
        }
    }

    /** Keeps the rows whose size times the root of their frequency is the greatest. */
    private void keep(int most) {
        double[] worth = new double[hashes.length];
        for (int i = 0; i < worth.length; i++) {
            double square = 0;
            for (int j = 0; j < WIDTH; j++) {
                square += (double) rows[i * WIDTH + j] * rows[i * WIDTH + j];
            }
            worth[i] = Math.sqrt(square * counts[i]);
        }
        double[] sorted = worth.clone();
        Arrays.sort(sorted);
        double least = sorted[Math.max(0, sorted.length - most)];
        int[] kept = IntStream.range(0, worth.length)
                .filter(i -> worth[i] >= least)
                .limit(most)
                .toArray();
        float[] keptRows = new float[kept.length * WIDTH];
        float[] keptSquares = new float[kept.length];
        for (int i = 0; i < kept.length; i++) {
            System.arraycopy(rows, kept[i] * WIDTH, keptRows, i * WIDTH, WIDTH);
            keptSquares[i] = rowSquares[kept[i]];
        }
        hashes = Arrays.stream(kept).map(i -> hashes[i]).toArray();
        counts = Arrays.stream(kept).map(i -> counts[i]).toArray();
        rows = keptRows;
        rowSquares = keptSquares;
        index();
    }

    private void write(OutputStream file) throws IOException {
        float[] sizes = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            sizes[i] = Math.abs(rows[i]);
        }
        Arrays.sort(sizes);
        float most = sizes[(int) (CLIPPED * (sizes.length - 1))];
        byte[] packed = new byte[rows.length];
        for (int i = 0; i < rows.length; i++) {
            packed[i] = (byte) Math.max(-127, Math.min(127, Math.round(rows[i] / most * 127)));
        }
        List<Part> parts = IntStream.range(0, lessons.size())
                .mapToObj(i -> new Part(lessons.get(i).tag(), lessons.get(i).script(), biases[i], weights[i]))
                .toList();
        LanguageModel.write(file, parts, most / 127, hashes, packed);
    }
}
