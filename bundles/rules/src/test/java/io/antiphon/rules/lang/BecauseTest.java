package io.antiphon.rules.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.antiphon.spi.Action;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Signal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BecauseTest {

    private static final Instant THEN = Instant.parse("2026-01-31T12:00:00Z");

    @Test
    void aDecisionSaysWhyInTheWordsOfWhatWasFound() {
        List<Action> actions = new RulesPolicy(Heards.rules("""
                rules:
                  - name: late
                    when:
                      kind: [message, review]
                      intent: complaint
                      topic: late-delivery
                      not: {language: ru}
                      trait: {name: tier, in: [gold, platinum]}
                    then:
                      - open: {queue: parcels, priority: 2}
                """))
                .decide(
                        Heards.at(
                                3,
                                THEN,
                                "mail",
                                Signal.of("message").text("x").build(),
                                Insight.of("intent", "complaint", 0.91),
                                Insight.of("topic", "late-delivery", 0.93)),
                        new Profile("p", List.of(), Map.of("tier", "gold"), THEN, THEN, 1));
        assertEquals(
                "because it is a message, is a complaint (0.91), is about late-delivery (0.93), is not in ru"
                        + " and the customer's tier is gold",
                actions.get(0).attributes().get("because"));
        assertEquals("care/late", actions.get(0).attributes().get("rule"));
        assertEquals("0-3", actions.get(0).attributes().get("signal"));
        assertEquals(2L, actions.get(0).attributes().get("priority"));
    }

    @Test
    void groupsAreToldSoThatNobodyMistakesThem() {
        assertEquals(
                "When a signal is heard and it is about late, either it comes by email or its rating is below 3"
                        + " and it is not so that either it is praise or it says “thanks”, then tag it x.",
                Heards.rules("""
                        rules:
                          - name: groups
                            when:
                              topic: late
                              any: [{channel: email}, {rating: {below: 3}}]
                              not: {any: [{intent: praise}, {text: thanks}]}
                            then: {tag: x}
                        """).get(0).told());
    }

    @Test
    void aRuleIsToldInOneSentence() {
        assertEquals(
                "When a signal is heard and it is a complaint and the customer's tier is gold, for the 3rd time within"
                        + " 7 days from the same customer, then open a case in the queue care with priority 1 and after"
                        + " 2 days tag it waited.",
                Heards.rules("""
                        rules:
                          - name: third
                            when: {intent: complaint, trait: {name: tier, is: gold}}
                            count: {times: 3, within: 7d}
                            then:
                              - open: {queue: care, priority: 1}
                              - wake: {after: 2d, then: {tag: waited}}
                        """).get(0).told());
    }
}
