package io.antiphon.spi;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Goes through the journal again and shows what policies were asked about, as it was then: the same entries in the same order,
 * with the same insights, and each with the profile as it was known right after the entry and nothing later. Since policies are
 * pure, one that is asked about these again decides what it decided, or would have decided. Appends nothing and performs
 * nothing. A service; thread-safe.
 *
 * <p>What was known of people is worked out anew from the first entry that is still in the journal, beside the state and without
 * touching it; so a replay takes longer the more stands before what is asked for. It reads in batches, and its memory does
 * not grow with their number.
 */
@ProviderType
public interface Replay {

    /**
     * Shows everything between a position and where the road stands now, on the calling thread. Interrupting that thread ends
     * it. What the visitor throws ends it too and comes out of here.
     *
     * @param after only later entries are shown
     * @throws AntiphonException BUSY if another replay is under way; UNAVAILABLE if nothing that knows who speaks is plugged in,
     *     or it went away meanwhile, or there is no room on the disk
     * @throws InterruptedException if the calling thread was interrupted
     */
    Result replay(Position after, Visitor visitor) throws InterruptedException;

    /**
     * The position before the last so many signals that the road has passed.
     *
     * @param signals at least 0, for which it is where the road stands; if there are not so many, it is before the first there is
     */
    Position beforeLast(int signals);

    /** Looks at what is shown. */
    @FunctionalInterface
    interface Visitor {
        /**
         * Sees what policies were asked about: the first {@link Entry.Understood} of a signal (whose own position is {@link
         * Position#START} and whose time is the signal's, as when it was new), an {@link Entry.Performed} or an {@link Entry.Commanded}.
         *
         * @param profile whom it concerned, as known then; {@link Profile#ANONYMOUS} if nobody known
         * @return whether to go on
         */
        boolean entry(Entry entry, Profile profile);

        /**
         * Hears after each batch of up to 1,000 entries how far it has come, also before the first entry is shown.
         *
         * @return whether to go on
         */
        default boolean progress(Progress progress) {
            return true;
        }
    }

    /** What a replay is about. */
    enum Phase {
        /** It works out what was known of people before the entries that are asked for. */
        LEARNING,
        /** It shows entries. */
        SHOWING
    }

    /**
     * How far a replay has come.
     *
     * @param phase what it is about
     * @param begin the position before the first entry it reads
     * @param reached everything up to here is done
     * @param end where it ends; fixed when it began
     * @param shown how many entries have been shown
     */
    record Progress(Phase phase, Position begin, Position reached, Position end, long shown) {}

    /**
     * How a replay ended.
     *
     * @param begin the position before the first entry that was still in the journal
     * @param reached everything up to here was done
     * @param end where it would have ended if nobody had stopped it
     * @param shown how many entries were shown
     * @param stopped whether the visitor stopped it
     */
    record Result(Position begin, Position reached, Position end, long shown, boolean stopped) {

        /**
         * Whether the journal still had its beginning. If not, the profiles know nothing of what was said before
         * {@link #begin} and may have other ids, and outcomes and orders are shown with {@link Profile#ANONYMOUS}.
         */
        public boolean whole() {
            return begin.equals(Position.START);
        }
    }
}
