/** Calendars as files: what RFC 5545 (iCalendar) says of events, read without guessing. */
@NullMarked
package io.antiphon.care.calendar;

import org.jspecify.annotations.NullMarked;
