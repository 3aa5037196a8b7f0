/** How often one person may be written to, over all channels and senders. */
@NullMarked
package io.antiphon.outbound.budget;

import org.jspecify.annotations.NullMarked;
