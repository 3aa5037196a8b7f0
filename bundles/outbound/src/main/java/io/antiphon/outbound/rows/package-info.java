/** The fold of this room: what was ordered, approved, consented to and sent. */
@NullMarked
package io.antiphon.outbound.rows;

import org.jspecify.annotations.NullMarked;
