/** Posts actions to an address, signed. */
@NullMarked
package io.antiphon.connector.webhookout;

import org.jspecify.annotations.NullMarked;
