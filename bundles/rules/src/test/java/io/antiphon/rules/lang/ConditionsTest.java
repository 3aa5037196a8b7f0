package io.antiphon.rules.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.antiphon.spi.Direction;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Signal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionsTest {

    private static final Instant THEN = Instant.parse("2026-01-31T12:00:00Z");
    private static final Profile GOLD = new Profile(
            "p-1",
            List.of(new Identity("email", "ada@example.org")),
            Map.of("tier", "gold", "age", 41L),
            THEN,
            THEN,
            7);

    private static Entry.Understood parcel(Direction direction) {
        Signal signal = Signal.of("message")
                .channel("email")
                .unit("acme/emea/care")
                .identity("email", "ada@example.org")
                .text("Where is my PARCEL? Order NW-10023 is late.")
                .rating(2.0)
                .attribute("order", Map.of("total", 120.5, "tags", List.of("fragile", "gift")))
                .direction(direction)
                .build();
        return Heards.at(
                7,
                THEN,
                "mail-support",
                signal,
                Insight.of("language", "en-GB", 0.99),
                Insight.of("topic", "late", 0.93).details(Map.of("path", "delivery/late")),
                Insight.of("sentiment", "negative", 0.8),
                Insight.of("sentiment", "positive", 0.9).about("price"),
                Insight.of("intent", "complaint", 0.91),
                Insight.of("query", "care/late-delivery"),
                Insight.of("emotion", "anger", 0.6));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = ';',
            value = {
                "kind: message; true",
                "kind: [review, message]; true",
                "kind: review; false",
                "channel: email; true",
                "connection: mail-support; true",
                "unit: acme/emea; true",
                "unit: acme/em; false",
                "unit: acme/emea/care; true",
                "direction: inbound; true",
                "direction: outbound; false",
                "language: en; true",
                "language: en-GB; true",
                "language: ru; false",
                "topic: late; true",
                "topic: delivery; true",
                "topic: delivery/late; true",
                "topic: deliver; false",
                "sentiment: negative; true",
                "sentiment: positive; false",
                "intent: complaint; true",
                "query: care/late-delivery; true",
                "query: care/late; false",
                "insight: {type: emotion}; true",
                "insight: {type: emotion, value: anger, confidence: 0.6}; true",
                "insight: {type: emotion, value: anger, confidence: 0.61}; false",
                "insight: {type: sentiment, value: positive, about: price}; true",
                "insight: {type: sentiment, value: positive, about: parcel}; false",
                "insight: {type: sentiment, value: positive}; false",
                "insight: {type: joke}; false",
                "rating: {below: 3}; true",
                "rating: {below: 2}; false",
                "rating: {atMost: 2}; true",
                "rating: {above: 1, below: 2.5}; true",
                "rating: {exists: false}; false",
                "rating: 2; true",
                "text: parcel; true",
                "text: [money, late]; true",
                "text: {contains: late., matches: 'NW-\\d+'}; true",
                "text: {matches: 'nw-\\d+'}; false",
                "text: {matches: '(?i)nw-\\d+'}; true",
                "text: {matches: '(a+)+$'}; false",
                "attribute: {name: order.total, above: 100}; true",
                "attribute: {name: order.total, above: 121}; false",
                "attribute: {name: order.tags, contains: gift}; true",
                "attribute: {name: order.colour, exists: false}; true",
                "attribute: {name: order.colour, not: red}; false",
                "attribute: {name: order.total, in: [1, 120.5]}; true",
                "trait: {name: tier, is: GOLD}; true",
                "trait: {name: tier, not: silver}; true",
                "trait: {name: age, atLeast: 41}; true",
                "trait: {name: tier, above: 3}; false",
                "trait: {name: tier, atMost: 3}; false",
                "from: email; true",
                "from: [crm, phone]; false",
                "known: true; true",
                "known: false; false",
                "signals: {atMost: 7}; true",
                "signals: {above: 7}; false",
                "not: {kind: review}; true",
                "not: [{kind: message}, {channel: phone}]; true",
                "not: [{kind: message}, {channel: email}]; false",
                "any: [{kind: review}, {topic: late}]; true",
                "any: [{kind: review}, {topic: money}]; false",
                "any: [{kind: review, topic: late}, {all: [{kind: message}, {not: {topic: late}}]}]; false",
                "all: [{kind: message}, {any: [{topic: x}, {text: parcel}]}]; true"
            })
    void eachConditionHoldsOfWhatItAsksFor(String when, boolean expected) {
        String text = "rules:\n  - name: r\n    when:\n      " + when + "\n    then: [{tag: x}]\n";
        RulesPolicy policy = new RulesPolicy(Heards.rules(text));
        assertEquals(expected, !policy.decide(parcel(Direction.INBOUND), GOLD).isEmpty());
        if (!when.startsWith("direction")) {
            assertFalse(
                    !policy.decide(parcel(Direction.OUTBOUND), GOLD).isEmpty(),
                    "What we said ourselves is not heard unless a rule asks for it");
        }
    }
}
