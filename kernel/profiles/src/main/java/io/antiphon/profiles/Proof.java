package io.antiphon.profiles;

/**
 * Something that speaks for two identities being one person's, or against it.
 *
 * @param rule by which: {@link Edge#SAME_SIGNAL}, …
 * @param position of the entry that shows it, as {@link Rows#number}
 * @param at when that entry was appended, in milliseconds
 * @param score from 0, certainly not, to 1, certainly
 * @param basis the legal basis on which the two may be linked
 */
record Proof(String rule, long position, long at, double score, String basis) {

    /** The same with another score. */
    Proof scored(double other) {
        return new Proof(rule, position, at, other, basis);
    }
}
