package io.antiphon.insight.models;

/** How sure a finding is, as it is told. */
public final class Confidence {

    private static final double STEPS = 1_000;

    private Confidence() {}

    /** To a thousandth, and at most 1: further digits would mean nothing, but each stands in the journal. */
    public static double told(double confidence) {
        return Math.min(1, Math.round(confidence * STEPS) / STEPS);
    }
}
