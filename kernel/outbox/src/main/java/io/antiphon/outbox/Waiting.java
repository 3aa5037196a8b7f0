package io.antiphon.outbox;

import io.antiphon.spi.Outbox.Stage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An action that waits, and how it stands. Its mutable part is guarded by the queue. */
final class Waiting {

    private final Pending.Row row;
    private Stage stage = Stage.WAITING;
    private Instant since;
    private long readyAt;
    private int attempts;
    private int outcomes;
    private String by = "";
    private String reason = "";

    Waiting(Pending.Row row, Instant now) {
        this.row = row;
        this.since = now;
        this.readyAt = row.due();
        this.outcomes = row.outcomes();
    }

    Pending.Row row() {
        return row;
    }

    Stage stage() {
        return stage;
    }

    Instant since() {
        return since;
    }

    /** When it is looked at again, in milliseconds of the epoch. */
    long readyAt() {
        return readyAt;
    }

    void readyAt(long when) {
        readyAt = when;
    }

    @Nullable
    Instant until() {
        boolean timed = stage != Stage.UNSURE && stage != Stage.PERFORMING && readyAt > 0;
        return timed && readyAt < Long.MAX_VALUE ? Instant.ofEpochMilli(readyAt) : null;
    }

    int attempts() {
        return attempts;
    }

    void attempted() {
        attempts++;
    }

    /** How many outcomes of it are in the journal: part of the id of the next one. */
    int outcomes() {
        return outcomes;
    }

    void concluded() {
        outcomes++;
    }

    String by() {
        return by;
    }

    String reason() {
        return reason;
    }

    /** It comes to a stage, or stays there for another reason. */
    void stands(Stage now, Instant when, String whose, String why) {
        since = stage == now ? since : when;
        stage = now;
        by = whose;
        reason = why;
    }
}
