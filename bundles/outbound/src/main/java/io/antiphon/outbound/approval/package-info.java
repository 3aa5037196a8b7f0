/** Four eyes. */
@NullMarked
package io.antiphon.outbound.approval;

import org.jspecify.annotations.NullMarked;
