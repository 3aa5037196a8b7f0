package io.antiphon.spi;

/**
 * Something that is wrong, told so that its reader can mend it.
 *
 * @param severity how bad
 * @param where the field, file and line, connection or plugin
 * @param what what is wrong, a sentence
 * @param remedy what to do, a sentence; empty if nobody knows
 */
public record Problem(Severity severity, String where, String what, String remedy) {

    /** How bad a problem is. */
    public enum Severity {
        /** It works, but not for long or not well. */
        WARNING,
        /** It does not work. */
        ERROR
    }

    /** An error. */
    public static Problem error(String where, String what, String remedy) {
        return new Problem(Severity.ERROR, where, what, remedy);
    }

    /** A warning. */
    public static Problem warning(String where, String what, String remedy) {
        return new Problem(Severity.WARNING, where, what, remedy);
    }

    @Override
    public String toString() {
        return where + ": " + what + (remedy.isEmpty() ? "" : " " + remedy);
    }
}
