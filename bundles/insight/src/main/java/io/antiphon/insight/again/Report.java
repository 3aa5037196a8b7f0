package io.antiphon.insight.again;

import io.antiphon.spi.Insight;
import java.util.List;

/**
 * How an enricher's being asked again stands.
 *
 * @param version the enricher's; if a model is tried, the one it would have with it
 * @param model the model that is tried; empty if none
 * @param against the version of the live enricher that was asked about the same signals; empty where what is recorded stands before
 * @param trial whether nothing is appended
 * @param state {@code learning, reading, done, cancelled} or {@code failed}
 * @param message why it failed, or what was last thrown; empty if nothing
 * @param done how many entries of the journal it has come past
 * @param total how many there are to come past
 * @param signals how many it was asked about
 * @param errors about how many it threw
 * @param appended how many were understood again
 * @param stay about how many it says the same
 * @param move about how many it says the same, more surely or less
 * @param appear about how many it says something where nothing was said
 * @param vanish about how many it says nothing any more
 * @param change about how many it says something else
 * @param labels how often each was found before and now, those that differ most first
 */
public record Report(
        String id,
        String enricher,
        String version,
        String model,
        String against,
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
        long move,
        long appear,
        long vanish,
        long change,
        List<Label> labels,
        List<Example> examples) {

    /** Whether it has ended. */
    public boolean isOver() {
        return !state.equals("learning") && !state.equals("reading");
    }

    /**
     * How often something was found.
     *
     * @param both before and now in the same signal, about the same thing
     * @param onlyBefore and not now
     * @param onlyNow and not before
     */
    public record Label(String type, String value, long both, long onlyBefore, long onlyNow) {}

    /**
     * A signal about which it says something else.
     *
     * @param id the signal's position
     * @param text the beginning of what was said, with what is personal masked
     */
    public record Example(String id, String text, List<Insight> before, List<Insight> now) {}
}
