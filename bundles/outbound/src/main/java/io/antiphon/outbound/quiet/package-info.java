/** When people want their peace. */
@NullMarked
package io.antiphon.outbound.quiet;

import org.jspecify.annotations.NullMarked;
