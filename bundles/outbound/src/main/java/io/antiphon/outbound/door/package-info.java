/** The room's REST resources and its page. */
@NullMarked
package io.antiphon.outbound.door;

import org.jspecify.annotations.NullMarked;
