package io.antiphon.rules.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.antiphon.spi.Action;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Signal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two machines that answer each other never end. */
class MachinesTest {

    private static final RulesPolicy REPLIES = new RulesPolicy(Heards.rules("""
            rules:
              - name: all
                when: {channel: email}
                then: [{tag: seen}, {reply: We have it}]
            """));

    @ParameterizedTest(name = "{0} with {1}: {2}")
    @CsvSource({
        "message, , , true",
        "message, auto, false, true",
        "message, automatic, no, true",
        "message, auto, true, false",
        "message, automatic, true, false",
        "message, automatic, vacation, false",
        "auto-reply, , , false",
        "delivery-report, , , false",
        "bounce, , , false",
        "receipt, , , false",
    })
    void whatMachinesWriteIsNotRepliedTo(String kind, String name, String value, boolean answered) {
        var signal =
                Signal.of(kind).channel("email").conversation("c").text("Hello").identity("email", "ada@example.org");
        if (name != null) {
            signal.attribute(
                    name, value.equals("true") || value.equals("false") ? (Object) Boolean.valueOf(value) : value);
        }
        List<Action> actions = REPLIES.decide(Heards.at(1, Instant.EPOCH, "mail", signal.build()), Profile.ANONYMOUS);
        assertEquals(
                answered ? List.of("case", "reply") : List.of("case"),
                actions.stream().map(Action::type).toList());
    }
}
