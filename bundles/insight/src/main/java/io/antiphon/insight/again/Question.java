package io.antiphon.insight.again;

import org.jspecify.annotations.Nullable;

/**
 * What signals are read again for.
 *
 * @param asked whose findings stand on the side of now
 * @param live whose stand on the side of before, asked about the same signals; null for what is recorded
 * @param model the model that is tried; empty if none
 * @param trial whether nothing is appended
 */
record Question(Plugged asked, @Nullable Plugged live, String model, boolean trial) {

    /** Compares an enricher with what is recorded of it. */
    static Question again(Plugged asked, boolean trial) {
        return new Question(asked, null, "", trial);
    }

    /** Compares what an enricher would be with a model with what it is. */
    static Question model(String model, Plugged asked, Plugged live) {
        return new Question(asked, live, model, true);
    }
}
