package io.antiphon.profiles.matching;

/** How far two values agree. */
public enum Level {
    /** One of them is not there: no evidence. */
    MISSING,
    /** They are the same. */
    EXACT,
    /** They differ as a slip of the pen makes them differ. */
    CLOSE,
    /** They have something in common. */
    NEAR,
    /** One of them stands in another place: given name and surname exchanged, a former surname among the names. */
    ELSEWHERE,
    /** They have nothing in common. */
    DIFFERENT;

    static final int COUNT = values().length;
}
