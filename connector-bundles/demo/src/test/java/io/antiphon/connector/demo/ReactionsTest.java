package io.antiphon.connector.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Action;
import io.antiphon.spi.Guard;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Signal;
import io.antiphon.tck.MemoryKernel;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReactionsTest {

    private static final Instant NOW = Instant.parse(MemoryKernel.DAWN);
    private static final World WORLD = new World(1, 50, 0);

    private static Action answer(String id, Map<String, Object> details) {
        Signal signal = WORLD.event(7, NOW);
        return Action.reply("demo", signal, "It leaves today.").details(details).withId(id);
    }

    @Test
    void aCustomerReactsAfterAPauseAndOnce() {
        Reactions reactions = new Reactions();
        Action answer = answer("0-1.care.0", Map.of("by", "olga"));
        reactions.said(answer, NOW);
        assertEquals(List.of(), reactions.due(WORLD.conversations(), NOW));
        Instant later = NOW.plus(Reactions.PAUSE);
        assertEquals(List.of(), reactions.due("demo-2-", later));
        assertEquals(List.of(answer), reactions.due(WORLD.conversations(), later));
        assertEquals(List.of(), reactions.due(WORLD.conversations(), later));
    }

    @Test
    void nobodyReactsToWhatARuleSays() {
        Reactions reactions = new Reactions();
        reactions.said(answer("0-1.rules.0", Map.of()), NOW);
        assertEquals(List.of(), reactions.due(WORLD.conversations(), NOW.plus(Reactions.PAUSE)));
    }

    @Test
    void theSamePersonReactsInTheSameConversation() {
        Signal asked = WORLD.event(7, NOW);
        Signal reaction = WORLD.reaction(answer("0-1.care.0", Map.of("channel", "email")), NOW)
                .orElseThrow();
        assertEquals(asked.conversation(), reaction.conversation());
        assertEquals(asked.unit(), reaction.unit());
        assertEquals(asked.attributes().get("profile"), reaction.attributes().get("profile"));
        assertEquals(asked.attributes().get("order"), reaction.attributes().get("order"));
        assertTrue(Simulated.is(reaction.attributes()));
    }

    @Test
    void someThankAndSomeAreNotContent() {
        Set<String> kinds = new HashSet<>();
        IntStream.range(0, 100).forEach(n -> WORLD.reaction(answer("0-" + n + ".care.0", Map.of()), NOW)
                .ifPresent(reaction -> kinds.add(reaction.kind())));
        assertEquals(Set.of("message", "complaint"), kinds);
    }

    @Test
    void aConversationOfSomebodyElseHasNoReaction() {
        Action other = Action.reply(
                "demo",
                Signal.of("message").conversation("thread-1").text("Hello").build(),
                "Hello");
        assertTrue(WORLD.reaction(other, NOW).isEmpty());
    }

    @Test
    void nothingLeavesToASimulatedPersonThoughTheActionDoesNotSaySo() throws Exception {
        Profile played = new Profile("p1", List.of(), Map.of("simulated", true), NOW, NOW, 1);
        Guard guard = new NothingSimulatedLeaves("demo"::equals);
        assertEquals(Guard.Verdict.ALLOW, guard.judge(Action.of("reply", "demo"), played));
        assertTrue(guard.judge(Action.of("reply", "mail"), played) instanceof Guard.Verdict.Deny);
    }
}
