package io.antiphon.scripting.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.antiphon.scripting.kinds.Laid;
import io.antiphon.spi.Action;
import io.antiphon.spi.Identity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerseTest {

    @Test
    void anActionIsOneLine() {
        Action notify = Action.of("notify", "chat")
                .to(new Identity("team", "care"))
                .saying("My cup came broken.")
                .details(Map.of("b", List.of(1L, "x"), "a", Map.of("n", 2L)));
        Action wake = Action.wakeAt(Instant.parse("2026-05-04T10:15:00Z"), Map.of());
        assertEquals(
                "type=notify connection=chat to=team:care text=“My cup came broken.” attributes={a={n=2} b=[1, x]}; "
                        + "type=wake notBefore=2026-05-04T10:15:00Z",
                Terse.all(List.of(Laid.action(notify), Laid.action(wake))));
        assertEquals("nothing", Terse.all(List.of()));
    }

    @Test
    void anEntryIsItsPlaceAndWhatWasSaid() {
        assertEquals("0-2  “My cup.”", Terse.entry(Map.of("position", "0-2", "signal", Map.of("text", "My cup."))));
        assertEquals(
                "0-2  order", Terse.entry(Map.of("position", "0-2", "signal", Map.of("text", "", "kind", "order"))));
        assertEquals("0-3", Terse.entry(Map.of("position", "0-3")));
    }
}
