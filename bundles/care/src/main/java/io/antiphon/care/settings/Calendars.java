package io.antiphon.care.settings;

import io.antiphon.care.calendar.ICalendar;
import io.antiphon.care.clock.BusinessCalendar;
import io.antiphon.care.clock.OpeningHours;
import java.time.DateTimeException;
import java.time.ZoneId;

/** Reads the business calendars of settings: a zone, opening hours, and holidays as iCalendar. */
final class Calendars {

    private static final int MOST_HOLIDAYS = 500_000;

    private Calendars() {}

    static BusinessCalendar read(Part item) {
        return BusinessCalendar.of(zone(item), hours(item), holidays(item));
    }

    private static ZoneId zone(Part item) {
        String zone = item.text("zone", "UTC", 100);
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            item.fault("zone", "'" + zone + "' is no time zone.", "For example: Europe/Berlin.");
            return ZoneId.of("UTC");
        }
    }

    private static OpeningHours hours(Part item) {
        try {
            return OpeningHours.parse(item.text("hours", "always", 2_000));
        } catch (IllegalArgumentException e) {
            item.fault("hours", sentence(e), "For example: Mon-Fri 09:00-12:30, 13:30-18:00.");
            return OpeningHours.always();
        }
    }

    private static ICalendar holidays(Part item) {
        try {
            return ICalendar.parse(item.text("holidays", "", MOST_HOLIDAYS));
        } catch (IllegalArgumentException e) {
            item.fault("holidays", sentence(e), "Paste an iCalendar text.");
            return ICalendar.EMPTY;
        }
    }

    private static String sentence(IllegalArgumentException e) {
        return e.getMessage() + ".";
    }
}
