package io.antiphon.profiles;

import io.antiphon.profiles.matching.Attribute;

/**
 * Something told about a person of which there is only one.
 *
 * @param attribute date of birth or national id
 * @param value in the form in which it is compared
 * @param told where in the journal it was told first, as {@link Rows#number}
 */
record Fact(Attribute attribute, String value, long told) {}
