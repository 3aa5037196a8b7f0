package io.antiphon.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignalTest {

    @Test
    void aSignalNeedsAKindAndSomethingToSay() {
        assertThrows(
                IllegalArgumentException.class,
                () -> Signal.of(" ").text("hello").build());
        assertThrows(IllegalArgumentException.class, () -> Signal.of("message").build());
        assertEquals(4.0, Signal.of("review").rating(4.0).build().rating());
        assertEquals(
                Map.of("orders", 2L),
                Signal.of("visit").attribute("orders", 2).build().attributes());
    }

    @Test
    void attributesAreCopiedAllTheWayDown() {
        List<Object> items = new ArrayList<>(List.of("a"));
        Map<String, Object> nested = new HashMap<>(Map.of("items", items));
        Signal signal = Signal.of("order").attribute("basket", nested).build();
        items.add("b");
        nested.put("later", 1);
        assertEquals(Map.of("basket", Map.of("items", List.of("a"))), signal.attributes());
        assertThrows(
                UnsupportedOperationException.class, () -> signal.attributes().clear());
    }

    @Test
    void attributesThatCannotTravelAreRefusedByName() {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> Signal.of("order").attribute("when", new Object()).build());
        assertTrue(refused.getMessage().contains("'when'"), refused.getMessage());
        Object deep = "x";
        for (int i = 0; i < 20; i++) {
            deep = List.of(deep);
        }
        Object tooDeep = deep;
        assertThrows(
                IllegalArgumentException.class,
                () -> Signal.of("order").attribute("deep", tooDeep).build());
    }

    @Test
    void longPartsAreRefusedByFieldName() {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> Signal.of("message")
                .text("hi")
                .conversation("c".repeat(Signal.MOST_NAME + 1))
                .build());
        assertTrue(refused.getMessage().startsWith("conversation:"), refused.getMessage());
        assertThrows(
                IllegalArgumentException.class,
                () -> Signal.of("rating").rating(Double.NaN).build());
    }

    @Test
    void aBuilderFromASignalMakesAnEqualOne() {
        Signal signal = Signal.of("message")
                .externalId("m-1")
                .channel("email")
                .identity("email", " ada@example.org ")
                .identity("phone", " ")
                .text("Where is my parcel?")
                .attribute("simulated", true)
                .build();
        assertEquals(signal, signal.with().build());
        assertEquals(List.of(new Identity("email", "ada@example.org")), signal.identities());
    }
}
