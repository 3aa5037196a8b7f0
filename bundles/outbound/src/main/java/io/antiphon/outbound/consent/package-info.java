/** Who wants to hear what, where. */
@NullMarked
package io.antiphon.outbound.consent;

import org.jspecify.annotations.NullMarked;
