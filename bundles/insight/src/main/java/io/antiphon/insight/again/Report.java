package io.antiphon.insight.again;

import io.antiphon.spi.Insight;
import java.util.List;

/**
 * How an enricher's being asked again stands.
 *
 * @param trial whether nothing is appended
 * @param state {@code learning, reading, done, cancelled} or {@code failed}
 * @param message why it failed, or what the enricher last threw; empty if nothing
 * @param done how many entries of the journal it has come past
 * @param total how many there are to come past
 * @param signals how many it was asked about
 * @param errors about how many it threw
 * @param appended how many were understood again
 * @param stay about how many it says what is recorded
 * @param appear about how many it says something where nothing is recorded
 * @param vanish about how many it says nothing any more
 * @param change about how many it says something else
 */
public record Report(
        String id,
        String enricher,
        String version,
        boolean trial,
        String state,
        String message,
        long done,
        long total,
        long signals,
        long errors,
        double microsPerSignal,
        long appended,
        long stay,
        long appear,
        long vanish,
        long change,
        List<Example> examples) {

    /** Whether it has ended. */
    public boolean isOver() {
        return !state.equals("learning") && !state.equals("reading");
    }

    /**
     * A signal about which it says something else.
     *
     * @param id the signal's position
     * @param text the beginning of what was said, with what is personal masked
     */
    public record Example(String id, String text, List<Insight> before, List<Insight> now) {}
}
