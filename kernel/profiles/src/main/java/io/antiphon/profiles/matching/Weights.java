package io.antiphon.profiles.matching;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Objects;

/**
 * How much each level of each comparison says: {@code m}, how often two descriptions of one person agree so far, and {@code u}, how
 * often two people taken at random do (Fellegi and Sunter 1969). The weight of an agreement is the logarithm of their quotient;
 * the sum of the weights and of the logarithm of the prior odds is the logarithm of the odds that two are one.
 *
 * <p>As text, a line {@code prior P} and lines {@code COMPARISON LEVEL M U}; {@code #} starts a comment.
 */
public final class Weights {

    private static final String SHIPPED = "shipped.weights";
    private static final double LEAST = 1e-9;

    private final double prior;
    private final double[][] m;
    private final double[][] u;
    private final double[][] weights = table();
    private final double priorOdds;

    Weights(double prior, double[][] m, double[][] u) {
        this.prior = prior;
        this.m = m;
        this.u = u;
        priorOdds = StrictMath.log(prior / (1 - prior));
        for (int c = 0; c < Comparison.COUNT; c++) {
            for (int l = 1; l < Level.COUNT; l++) {
                weights[c][l] = StrictMath.log(Math.max(LEAST, m[c][l]) / Math.max(LEAST, u[c][l]));
            }
        }
    }

    /** Those that come with the product: cautious, for people of whom nothing is known beforehand. */
    public static Weights shipped() {
        try (InputStream file = Objects.requireNonNull(Weights.class.getResourceAsStream(SHIPPED), SHIPPED)) {
            return read(new InputStreamReader(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads what {@link #toString} wrote; what a text leaves out says nothing.
     *
     * @throws IllegalArgumentException if it is no such text; the message names the line
     */
    public static Weights read(Reader text) throws IOException {
        return new Weights(0, table(), table()).with(text);
    }

    /**
     * Reads what {@link #toString} wrote; what a text leaves out is as here.
     *
     * @throws IllegalArgumentException if it is no such text; the message names the line
     */
    public Weights with(Reader text) throws IOException {
        double read = prior;
        double[][] newM = copy(m);
        double[][] newU = copy(u);
        BufferedReader lines = new BufferedReader(text);
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            String[] words = line.replaceFirst("#.*", "").strip().split("\\s+");
            try {
                if (words.length == 2 && words[0].equals("prior")) {
                    read = part(words[1]);
                } else if (words.length == 4) {
                    int comparison = Comparison.valueOf(upper(words[0])).ordinal();
                    int level = Level.valueOf(upper(words[1])).ordinal();
                    newM[comparison][level] = part(words[2]);
                    newU[comparison][level] = part(words[3]);
                } else if (!words[0].isEmpty()) {
                    throw new IllegalArgumentException("not 'prior P' or 'COMPARISON LEVEL M U'");
                }
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("weights, line " + number + ": " + e.getMessage(), e);
            }
        }
        if (read == 0) {
            throw new IllegalArgumentException("weights: there is no line 'prior P'");
        }
        return new Weights(read, newM, newU);
    }

    private static double[][] copy(double[][] table) {
        return Arrays.stream(table).map(double[]::clone).toArray(double[][]::new);
    }

    /** These, of some comparisons; the others say nothing. */
    Weights of(Collection<Comparison> comparisons) {
        Weights some = new Weights(prior, copy(m), copy(u));
        for (Comparison comparison : Comparison.values()) {
            if (!comparisons.contains(comparison)) {
                Arrays.fill(some.m[comparison.ordinal()], 0);
                Arrays.fill(some.u[comparison.ordinal()], 0);
                Arrays.fill(some.weights[comparison.ordinal()], 0);
            }
        }
        return some;
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }

    private static double part(String number) {
        double part = Double.parseDouble(number);
        if (!(part > 0 && part < 1)) {
            throw new IllegalArgumentException("between 0 and 1, not " + number);
        }
        return part;
    }

    /** How likely two people taken at random are one. */
    double prior() {
        return prior;
    }

    /** These, with other parts of pairs taken at random. */
    Weights withU(double[][] other) {
        return new Weights(prior, m, other);
    }

    /** These, with another prior and other parts of pairs that are one. */
    Weights withM(double otherPrior, double[][] other) {
        return new Weights(otherPrior, other, u);
    }

    /** The logarithm of the odds that two are one who agree so far. @param rareness what that of their values adds */
    double odds(long pattern, double rareness) {
        double odds = priorOdds + rareness;
        for (int c = 0; c < Comparison.COUNT; c++) {
            odds += weights[c][Pattern.level(pattern, c)];
        }
        return odds;
    }

    /** How sure it is that two people are one, from 0 to 1; the same on every machine. */
    public double sure(Person one, Person other) {
        return sure(Pattern.of(one, other, Comparison.values()), 0);
    }

    /** How sure it is that two are one who agree so far, from 0 to 1. */
    double sure(long pattern, double rareness) {
        return 1 / (1 + StrictMath.exp(-odds(pattern, rareness)));
    }

    static double[][] table() {
        return new double[Comparison.COUNT][Level.COUNT];
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "prior %.3g%n", prior));
        for (Comparison comparison : Comparison.values()) {
            for (Level level : Level.values()) {
                double inOne = m[comparison.ordinal()][level.ordinal()];
                double atRandom = u[comparison.ordinal()][level.ordinal()];
                if (inOne > 0 && atRandom > 0) {
                    String words = (comparison + " " + level).toLowerCase(Locale.ROOT);
                    text.append(String.format(Locale.ROOT, "%s %.3g %.3g%n", words, inOne, atRandom));
                }
            }
        }
        return text.toString();
    }
}
