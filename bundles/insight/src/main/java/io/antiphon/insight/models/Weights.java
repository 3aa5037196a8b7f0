package io.antiphon.insight.models;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A linear model as bytes. */
final class Weights {

    private static final int LARGEST = Short.MAX_VALUE;

    private Weights() {}

    static void write(LinearModel model, DataOutputStream out) throws IOException {
        int labels = model.labels().size();
        int rows = model.features();
        out.writeInt(labels);
        for (int k = 0; k < labels; k++) {
            out.writeUTF(model.labels().get(k));
            out.writeFloat(model.bias(k));
            out.writeFloat(model.shift(k));
        }
        out.writeFloat(model.slope());
        out.writeInt(rows);
        for (int row = 0; row < rows; row++) {
            out.writeInt(model.vocabulary().key(row));
        }
        for (int row = 0; row < rows; row++) {
            out.writeShort(model.scale(row));
        }
        for (int k = 0; k < labels; k++) {
            out.writeFloat(model.step(k) * LARGEST);
            for (int row = 0; row < rows; row++) {
                out.writeShort(model.weight(row, k));
            }
        }
    }

    static LinearModel read(DataInputStream in) throws IOException {
        int labels = count(in, LinearModel.MOST_LABELS, "labels");
        List<String> names = new ArrayList<>();
        float[] biases = new float[labels];
        float[] shifts = new float[labels];
        for (int k = 0; k < labels; k++) {
            names.add(in.readUTF());
            biases[k] = in.readFloat();
            shifts[k] = in.readFloat();
        }
        float slope = in.readFloat();
        int rows = count(in, LinearModel.MOST_WEIGHTS / Math.max(1, labels), "features");
        int[] keys = new int[rows];
        for (int row = 0; row < rows; row++) {
            keys[row] = in.readInt();
            if (row > 0 && keys[row] <= keys[row - 1]) {
                throw new IOException("its features are not in order");
            }
        }
        int width = LinearModel.width(labels);
        short[] weights = new short[rows * width];
        for (int row = 0; row < rows; row++) {
            weights[row * width] = in.readShort();
        }
        float[] steps = new float[labels];
        for (int k = 0; k < labels; k++) {
            steps[k] = in.readFloat() / LARGEST;
            for (int row = 0; row < rows; row++) {
                weights[row * width + 1 + k] = in.readShort();
            }
        }
        return new LinearModel(names, new Vocabulary(keys), weights, steps, biases, slope, shifts);
    }

    static int count(DataInputStream in, int most, String what) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > most) {
            throw new IOException("it says that it has " + count + " " + what + ", at most " + most + " can be");
        }
        return count;
    }
}
