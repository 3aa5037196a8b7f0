/** Hears any JSON that is pushed at {@code /hooks/CONNECTION}. */
@NullMarked
package io.antiphon.connector.webhook;

import org.jspecify.annotations.NullMarked;
