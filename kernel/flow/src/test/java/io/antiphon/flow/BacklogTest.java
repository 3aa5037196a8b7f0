package io.antiphon.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class BacklogTest {

    private final Backlog backlog = new Backlog();

    @Test
    void aBacklogThatStaysIsAProblemAndOneThatPassesIsNone() {
        assertEquals(Optional.empty(), backlog.look(Backlog.LARGE + 1, 0));
        assertEquals(Optional.empty(), backlog.look(Backlog.LARGE + 9, Backlog.LONG - 1));
        assertTrue(backlog.look(7_777, Backlog.LONG).orElseThrow().what().contains("7777"));

        assertEquals(Optional.empty(), backlog.look(Backlog.LARGE - 1, Backlog.LONG + 1), "it has caught up");
        assertEquals(Optional.empty(), backlog.look(Backlog.LARGE, Backlog.LONG + 2), "a new one begins anew");
        assertEquals(Optional.empty(), backlog.look(Backlog.LARGE, 2 * Backlog.LONG + 1));
        assertTrue(backlog.look(Backlog.LARGE, 2 * Backlog.LONG + 2).isPresent());
    }
}
