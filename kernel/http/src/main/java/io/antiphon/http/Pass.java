package io.antiphon.http;

import io.antiphon.spi.Person;

/**
 * What somebody came in by.
 *
 * @param person who
 * @param kind by what
 * @param hash of what was shown, in hexadecimal; empty for nobody's
 */
record Pass(Person person, Kind kind, String hash) {

    /** Nobody's: where everybody may come in. */
    static final Pass NONE = new Pass(Person.NOBODY, Kind.NONE, "");

    /** By what somebody came in. */
    enum Kind {
        /** Nothing. */
        NONE,
        /** The administrator's token of a file. */
        ADMIN,
        /** A person's token for programs. */
        TOKEN,
        /** A session that began with a password. */
        SESSION
    }
}
