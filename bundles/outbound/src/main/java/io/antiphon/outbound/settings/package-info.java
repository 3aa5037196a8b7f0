/** What may leave when, as people set it. */
@NullMarked
package io.antiphon.outbound.settings;

import org.jspecify.annotations.NullMarked;
