/** The stop switch. */
@NullMarked
package io.antiphon.outbound.stop;

import org.jspecify.annotations.NullMarked;
