package io.antiphon.care.calendar;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The events of an iCalendar text (RFC 5545). Whether an event counts as busy ({@code TRANSP}) does not matter: calendars of
 * holidays say that it does not. Cancelled events do not take place.
 */
public final class ICalendar {

    /** A calendar without events. */
    public static final ICalendar EMPTY = new ICalendar(List.of());

    private final List<Event> events;

    private ICalendar(List<Event> events) {
        this.events = List.copyOf(events);
    }

    /**
     * Reads a text; an empty one has no events.
     *
     * @throws IllegalArgumentException if it is not understood, wholly: it says where and what to do
     */
    public static ICalendar parse(String text) {
        return text.isBlank() ? EMPTY : new ICalendar(new ICalendarText().read(text));
    }

    /** How many events it has; one that repeats is one. */
    public int size() {
        return events.size();
    }

    /**
     * What takes place at least partly from an instant until before another, by its start.
     *
     * @param floating the zone of dates and of times that name none
     */
    public List<Occurrence> between(Instant from, Instant until, ZoneId floating) {
        List<Occurrence> occurrences = new ArrayList<>();
        for (Event event : events) {
            event.collect(from, until, floating, occurrences);
        }
        occurrences.sort(Comparator.comparing(Occurrence::start).thenComparing(Occurrence::end));
        return occurrences;
    }
}
