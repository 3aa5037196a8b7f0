package io.antiphon.rules.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Receipt;
import io.antiphon.spi.Recorder;
import io.antiphon.spi.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class RememberingTest {

    private static final String THIRD = """
            rules:
              - name: third
                when: {text: late}
                count: {times: 3, within: 7d}
                then: [{open: {queue: care, priority: 1}}, {reply: "Dear {{profile.name}}, that was {{count}}: {{signal.text}}"}]
            """;
    private static final String SILENT = """
            rules:
              - name: silent
                when: {text: late}
                silence: 4h
                then: {notify: {to: "queue:care", title: "Nobody answered {{profile.name}}"}}
              - name: hello
                when: {text: hello}
                then: {reply: {text: We have it, acknowledges: true}}
              - name: thanks
                when: {text: thanks}
                then: {thank: true}
              - name: later
                when: {text: remind}
                then: {wake: {after: 2d, then: [{tag: waited}, {reply: "Still {{signal.text}}?"}]}}
            """;

    private static Firing firing(Street street) {
        return new Firing(street.journal, street.journal, street.state);
    }

    @Test
    void theThirdInTheWindowActsOnceAndSaysWhy() throws Exception {
        try (Street street = new Street(THIRD)) {
            Firing firing = firing(street);
            street.say("ada", "late")
                    .later(Duration.ofDays(1))
                    .say("ada", "so LATE")
                    .say("bob", "late")
                    .go();
            assertTrue(!firing.look());
            street.later(Duration.ofDays(5))
                    .say("ada", "late again")
                    .say("ada", "fine")
                    .go();
            assertTrue(firing.look());
            assertTrue(!firing.look());
            street.go();
            assertTrue(!firing.look());
            assertEquals(List.of("case open", "reply Dear ADA, that was 3: late again"), street.done());
            Entry.Commanded order = street.fired().get(0);
            assertEquals(
                    "because it says “late”, the 3rd within 7 days from the same customer",
                    order.arguments().get("because"));
            assertEquals("ada", order.subject());
            street.say("ada", "late, the 4th").go();
            assertTrue(!firing.look(), "The 4th is not the 3rd");
            street.later(Duration.ofDays(6)).say("ada", "late").go();
            assertTrue(firing.look(), "Of the older ones two are still in the window");
        }
    }

    @Test
    void whatIsUnknownIsNotCounted() throws Exception {
        try (Street street = new Street(THIRD)) {
            for (int i = 0; i < 5; i++) {
                street.hear(Signal.of("message").text("late"), "");
            }
            street.go();
            assertTrue(!firing(street).look());
        }
    }

    @Test
    void silenceActsUnlessSomebodyAnswered() throws Exception {
        try (Street street = new Street(SILENT)) {
            Firing firing = firing(street);
            street.say("ada", "late")
                    .say("bob", "late")
                    .say("cid", "late hello")
                    .say("dan", "late thanks")
                    .go();
            street.later(Duration.ofHours(3)).answer("bob", Map.of()).answer("ada", Map.of("purpose", "promotion"));
            street.answer("cid", Map.of("acknowledgement", true)).go();
            assertTrue(!firing.look());
            street.later(Duration.ofHours(1)).go();
            while (firing.look()) {
                street.go();
            }
            List<Object> told = street.fired().stream()
                    .map(order -> (Object) order.subject())
                    .toList();
            assertEquals(List.of("ada", "cid"), told);
            assertTrue(
                    street.fired().get(0).arguments().get("because").toString().endsWith("nobody has answered since"));
        }
    }

    @Test
    void anAnswerFromElsewhereCountsToo() throws Exception {
        try (Street street = new Street(SILENT)) {
            street.say("ada", "late").go();
            street.hear(
                            Signal.of("message")
                                    .direction(io.antiphon.spi.Direction.OUTBOUND)
                                    .conversation("c-ada")
                                    .text("We are sorry"),
                            "")
                    .go();
            street.later(Duration.ofHours(5)).go();
            assertTrue(!firing(street).look());
        }
    }

    /** As the cases' desk and clocks order it. */
    @Test
    void aClosedCaseIsNoSilence() throws Exception {
        try (Street street = new Street(SILENT)) {
            street.say("ada", "late").say("bob", "late").say("cid", "late").go();
            Map<String, String> ada = Map.of("profile", "", "connection", "mail", "conversation", "c-ada");
            Map<String, String> bob = Map.of("profile", "bob", "connection", "", "conversation", "");
            street.journal.append(List.of(
                    Entry.Commanded.of("olga", "close", "case C0-1", ada),
                    Entry.Commanded.of("antiphon", "close", "case C0-2", bob)));
            street.later(Duration.ofHours(5)).go();
            assertTrue(firing(street).look());
            assertEquals(
                    List.of("cid"),
                    street.fired().stream().map(Entry.Commanded::subject).toList());
        }
    }

    @Test
    void whatIsToBeDoneLaterIsDoneThen() throws Exception {
        try (Street street = new Street(SILENT)) {
            street.say("ada", "remind me").go();
            street.later(Duration.ofHours(47)).go();
            assertEquals(List.of("wake "), street.done());
            street.later(Duration.ofHours(1)).go();
            assertEquals(List.of("wake ", "case tag", "reply Still remind me?"), street.done());
        }
    }

    /** Whatever crashes and whatever is repeated, each is told once. */
    @RepeatedTest(30)
    void eachIsToldOnceThroughCrashes(RepetitionInfo repetition) throws Exception {
        Random random = new Random(repetition.getCurrentRepetition());
        try (Street street = new Street(THIRD)) {
            Recorder shaky = entries -> {
                if (random.nextInt(4) == 0) {
                    throw new AntiphonException(AntiphonException.Code.BUSY, "no room");
                }
                List<Receipt> receipts = street.journal.append(entries);
                if (random.nextInt(4) == 0) {
                    throw new AntiphonException(AntiphonException.Code.UNAVAILABLE, "the answer got lost");
                }
                return receipts;
            };
            Firing firing = new Firing(street.journal, shaky, street.state);
            List<Integer> said = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                int what = random.nextInt(10);
                if (what < 4) {
                    int who = random.nextInt(5);
                    said.add(who);
                    street.say("u" + who, "late");
                } else if (what < 7) {
                    street.step(1 + random.nextInt(3));
                } else if (what < 9) {
                    firing.look();
                } else {
                    firing = new Firing(street.journal, shaky, street.state);
                }
            }
            for (int i = 0; i < 50; i++) {
                street.go();
                firing.look();
            }
            street.go();
            long expected = java.util.stream.IntStream.range(0, 5)
                    .filter(who -> said.stream().filter(one -> one == who).count() >= 3)
                    .count();
            assertEquals(expected, street.fired().size());
            assertEquals(
                    expected,
                    street.fired().stream()
                            .map(order -> order.arguments().get("token"))
                            .distinct()
                            .count());
        }
    }

    /** Windows against counting by hand. */
    @RepeatedTest(20)
    void windowsAreCountedAsByHand(RepetitionInfo repetition) throws Exception {
        Random random = new Random(100 + repetition.getCurrentRepetition());
        int times = 2 + random.nextInt(4);
        boolean orMore = random.nextBoolean();
        String rules = "rules:\n  - name: r\n    when: {kind: message}\n    count: {times: " + times
                + ", within: 10h, orMore: " + orMore + "}\n    then: {tag: x}\n";
        record Said(String who, Instant happened, String id) {}
        try (Street street = new Street(rules)) {
            Firing firing = firing(street);
            List<Said> said = new ArrayList<>();
            List<String> expected = new ArrayList<>();
            for (int i = 1; i <= 150; i++) {
                street.later(Duration.ofMinutes(random.nextInt(240)));
                Instant now = street.clock.instant();
                Instant happened = now.minus(Duration.ofMinutes(random.nextInt(4) == 0 ? random.nextInt(900) : 0));
                String who = "u" + random.nextInt(2);
                street.hear(Signal.of("message").text("x").occurredAt(happened), who);
                said.add(new Said(who, happened, "m-" + i));
                Instant after = now.minus(Duration.ofHours(10));
                long count = said.stream()
                        .filter(one -> one.who().equals(who) && one.happened().isAfter(after))
                        .count();
                if (happened.isAfter(after) && (count == times || orMore && count > times)) {
                    expected.add("m-" + i);
                }
                if (random.nextInt(3) == 0) {
                    street.go();
                    firing.look();
                }
            }
            street.go();
            while (firing.look()) {
                street.go();
            }
            List<String> told = street.fired().stream()
                    .map(order -> ((Map<?, ?>) order.arguments().get("situation"))
                            .get("externalId")
                            .toString())
                    .toList();
            assertEquals(expected, told);
        }
    }
}
