package io.antiphon.scripting.trial;

import io.antiphon.scripting.trial.Comparison.Example;
import java.util.List;

/**
 * How a trial stands.
 *
 * @param state {@code waiting, learning} (what was known of people before), {@code running, done, cancelled, failed}
 * @param message why it failed
 * @param done of the journal's entries, of so many in {@code total}
 * @param candidate the candidate's version
 * @param live the version it is compared with; empty if none is live
 * @param entries about which both were asked
 * @param stay answers that are the same
 * @param appear answers that only the candidate gives
 * @param vanish answers that only the live version gives
 * @param change answers that both give, but not the same
 * @param errors entries on which the candidate fails
 * @param liveErrors entries on which the live version fails
 * @param microsPerCall of the candidate, by the clock
 * @param liveMicrosPerCall of the live version, by the clock
 * @param whole whether the journal still had its beginning, so that the profiles are exactly those of then
 * @param examples some of each difference
 */
public record Report(
        String id,
        String file,
        String state,
        String message,
        long done,
        long total,
        String candidate,
        String live,
        long entries,
        long stay,
        long appear,
        long vanish,
        long change,
        long errors,
        long liveErrors,
        double microsPerCall,
        double liveMicrosPerCall,
        boolean whole,
        List<Example> examples) {

    /** Copies. */
    public Report {
        examples = List.copyOf(examples);
    }

    /** Whether it has ended. */
    public boolean isOver() {
        return List.of("done", "cancelled", "failed").contains(state);
    }
}
