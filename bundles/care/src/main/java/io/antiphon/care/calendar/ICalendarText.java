package io.antiphon.care.calendar;

import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the text of a calendar: its events and the names of its zones. */
final class ICalendarText {

    private static final int MOST_CHARACTERS = 2_000_000;
    private static final int MOST_EVENTS = 5_000;

    private final Map<String, ZoneId> zones = new HashMap<>();
    private final List<List<ContentLine>> blocks = new ArrayList<>();
    private final Deque<String> within = new ArrayDeque<>();
    private String zoneName = "";

    List<Event> read(String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException("the calendar is longer than " + MOST_CHARACTERS + " characters");
        }
        for (ContentLine line : ContentLine.read(text)) {
            take(line);
        }
        if (!within.isEmpty()) {
            throw new IllegalArgumentException(
                    "the calendar ends within " + within.peek() + "; END:" + within.peek() + " is missing");
        }
        return events();
    }

    private void take(ContentLine line) {
        String value = line.value().strip().toUpperCase(Locale.ROOT);
        if (within.isEmpty() && !(line.name().equals("BEGIN") && value.equals("VCALENDAR"))) {
            throw line.wrong("this is no calendar; it must begin with BEGIN:VCALENDAR");
        }
        if (line.name().equals("BEGIN")) {
            begin(line, value);
        } else if (line.name().equals("END")) {
            if (!value.equals(within.poll())) {
                throw line.wrong(value + " ends here, but something else is open");
            }
        } else if (within.size() == 2 && "VEVENT".equals(within.peek())) {
            blocks.get(blocks.size() - 1).add(line);
        } else if (within.size() == 2 && "VTIMEZONE".equals(within.peek())) {
            zone(line);
        }
    }

    private void begin(ContentLine line, String component) {
        within.push(component);
        if (within.size() > 8) {
            throw line.wrong("components lie too deep in each other");
        }
        if (component.equals("VEVENT")) {
            blocks.add(new ArrayList<>());
            if (blocks.size() > MOST_EVENTS) {
                throw line.wrong("there are more than " + MOST_EVENTS + " events");
            }
        }
    }

    /** A zone's own name for itself and the one that everybody knows. */
    private void zone(ContentLine line) {
        if (line.name().equals("TZID")) {
            zoneName = line.value();
        } else if (line.name().equals("X-LIC-LOCATION")) {
            ZoneId zone = Moment.zone(line.value());
            if (zone != null) {
                zones.put(zoneName, zone);
            }
        }
    }

    private List<Event> events() {
        List<Event> events = new ArrayList<>();
        Map<String, List<Moment>> moved = new HashMap<>();
        for (List<ContentLine> block : blocks) {
            ContentLine recurrence = find(block, "RECURRENCE-ID");
            if (recurrence != null) {
                if (!recurrence.parameter("RANGE").isEmpty()) {
                    throw recurrence.wrong("RANGE is not understood; end the old event by UNTIL and write a new one");
                }
                moved.computeIfAbsent(uid(block), uid -> new ArrayList<>())
                        .add(Moment.read(recurrence, recurrence.value(), zones));
            }
            ContentLine status = find(block, "STATUS");
            if (status == null || !status.value().strip().equalsIgnoreCase("CANCELLED")) {
                events.add(event(block));
            }
        }
        moved.remove("");
        events.replaceAll(
                event -> event.rule() == null ? event : event.without(moved.getOrDefault(event.uid(), List.of())));
        return events;
    }

    private Event event(List<ContentLine> block) {
        ContentLine dtstart = find(block, "DTSTART");
        if (dtstart == null) {
            throw new IllegalArgumentException("the event '" + title(block) + "' has no DTSTART: say when it starts");
        }
        for (ContentLine line : block) {
            if (line.name().equals("EXRULE")) {
                throw line.wrong("it is not understood; give the dates as EXDATE");
            }
        }
        Moment start = Moment.read(dtstart, dtstart.value(), zones);
        ContentLine rule = find(block, "RRULE");
        return new Event(
                uid(block),
                title(block),
                start,
                length(block, start),
                rule == null ? null : RecurrenceText.read(rule, start),
                moments(block, "RDATE"),
                moments(block, "EXDATE"));
    }

    private Length length(List<ContentLine> block, Moment start) {
        ContentLine end = find(block, "DTEND");
        ContentLine duration = find(block, "DURATION");
        if (end != null) {
            return Length.between(end, start, Moment.read(end, end.value(), zones));
        }
        if (duration != null) {
            return Length.read(duration);
        }
        return start.allDay() ? Length.DAY : Length.NOTHING;
    }

    private List<Moment> moments(List<ContentLine> block, String name) {
        List<Moment> moments = new ArrayList<>();
        for (ContentLine line : block) {
            if (line.name().equals(name)) {
                for (String value : line.value().split(",")) {
                    moments.add(Moment.read(line, value, zones));
                }
            }
        }
        return moments;
    }

    private static String uid(List<ContentLine> block) {
        ContentLine uid = find(block, "UID");
        return uid == null ? "" : uid.value().strip();
    }

    private static String title(List<ContentLine> block) {
        ContentLine summary = find(block, "SUMMARY");
        return summary == null ? "" : summary.text();
    }

    /** The only line of a name; null if there is none. */
    private static @Nullable ContentLine find(List<ContentLine> block, String name) {
        ContentLine found = null;
        for (ContentLine line : block) {
            if (line.name().equals(name)) {
                if (found != null) {
                    throw line.wrong("an event has only one " + name + "; write two events");
                }
                found = line;
            }
        }
        return found;
    }
}
