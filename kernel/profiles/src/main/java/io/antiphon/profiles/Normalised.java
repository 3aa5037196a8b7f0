package io.antiphon.profiles;

import io.antiphon.spi.Identity;

/**
 * An identity in the form in which it is compared.
 *
 * @param identity normalised, or as it was given if it cannot be
 * @param sound whether it can name one person; {@code email:n/a} cannot, and so links nothing
 */
record Normalised(Identity identity, boolean sound) {}
