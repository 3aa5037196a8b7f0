package io.antiphon.profiles;

/**
 * One thing told about a person.
 *
 * @param value as {@link io.antiphon.spi.Signal#attributes}
 * @param told where in the journal, as {@link Rows#number}
 */
record Trait(Object value, long told) {}
