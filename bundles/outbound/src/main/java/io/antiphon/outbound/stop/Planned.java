package io.antiphon.outbound.stop;

import io.antiphon.outbound.Book;
import io.antiphon.outbound.Standing;
import io.antiphon.outbound.calendar.Event;
import io.antiphon.outbound.calendar.Pause;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Presses the stops of those calendars that a person must resume. The guard holds by the calendar itself; this makes it stay. */
public final class Planned implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Planned.class);
    private static final long EVERY = 1_000;

    private final Standing standing;
    private final StopSwitch stops;
    private final Thread thread = new Thread(this::run, "antiphon-outbound-planned");

    /** Begins to watch. */
    public Planned(Standing standing, StopSwitch stops) {
        this.standing = standing;
        this.stops = stops;
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (true) {
                try {
                    press();
                } catch (RuntimeException e) {
                    LOG.warn("A planned stop could not be pressed and is tried again: {}", e.getMessage());
                }
                Thread.sleep(EVERY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Presses what is due. */
    synchronized void press() throws InterruptedException {
        Book book = standing.book();
        if (book == null) {
            return;
        }
        Instant now = standing.now();
        for (Pause pause : book.settings().pauses()) {
            Optional<Event.Occurrence> due = pause.byHand() ? pause.event().at(now) : Optional.empty();
            if (due.isPresent()) {
                String what = pause.calendar() + pause.event().uid() + pause.event().summary() + pause.scope();
                String id = "plan-" + Integer.toHexString(what.hashCode()) + "-"
                        + Long.toString(due.get().start().getEpochSecond() / 60, Character.MAX_RADIX);
                stops.press(id, pause.scope(), pause.reason() + " (calendar " + pause.calendar() + ")");
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }
}
