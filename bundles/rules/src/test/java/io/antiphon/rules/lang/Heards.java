package io.antiphon.rules.lang;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Position;
import io.antiphon.spi.Signal;
import java.time.Instant;
import java.util.List;

/** Signals as policies are asked about them. */
public final class Heards {

    private Heards() {}

    /** One at a place and time. */
    public static Entry.Understood at(
            long position, Instant at, String connection, Signal signal, Insight... insights) {
        Entry.Heard heard = Entry.Heard.of(connection, signal).at(Position.of(position), "0-" + position, at);
        Entry.Understood fresh = Entry.Understood.of(heard, null, List.of(insights));
        return fresh.at(Position.START, fresh.id(), at);
    }

    /** Rules of a text that must have no faults. */
    public static List<Rule> rules(String text) {
        RuleReader.Read read = RuleReader.read("care", text);
        if (!read.faults().isEmpty()) {
            throw new AssertionError(read.faults().toString());
        }
        return read.rules();
    }
}
