/** Stops that are planned in a calendar. */
@NullMarked
package io.antiphon.outbound.calendar;

import org.jspecify.annotations.NullMarked;
