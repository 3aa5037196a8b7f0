package io.antiphon.outbound.stop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.outbound.SmallOutbox;
import io.antiphon.outbound.Standing;
import io.antiphon.outbound.World;
import io.antiphon.outbound.rows.Words;
import io.antiphon.spi.Action;
import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Guard.Verdict;
import io.antiphon.spi.Person;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** The stop switch: it holds from the instant it was pressed, over crashes, and lets out exactly what was approved, once. */
class StopGuardTest {

    private static final Person SUE = new Person("sue", "Sue", Role.SUPERVISOR, List.of(), List.of(), List.of());
    private static final StopSwitch.Release ALL = new StopSwitch.Release(true, List.of());
    private static final StopSwitch.Release NONE = new StopSwitch.Release(false, List.of());

    private World world;

    @BeforeEach
    void open() throws Exception {
        world = new World();
        world.connections
                .with("mail", "email", "acme/emea/care")
                .with("chat", "webchat", "acme/emea")
                .with("sms", "sms", "acme/apac");
    }

    @AfterEach
    void close() throws Exception {
        world.close();
    }

    @Test
    void nothingLeavesBeforeAllFormerOrdersAreKnown() throws Exception {
        world.decide(World.service("mail"));
        Standing standing = world.begin();
        StopGuard guard = new StopGuard(standing);
        Action action = World.service("mail").withId("0-1.kit.0");
        assertInstanceOf(Verdict.Hold.class, guard.judge(action, Profile.ANONYMOUS));
        world.fold();
        World.await(() -> guard.judge(action, Profile.ANONYMOUS) instanceof Verdict.Allow);
    }

    @Test
    void aStopHoldsFromTheInstantItWasPressedAlthoughTheFoldDoesNotKnowIt() throws Exception {
        Standing standing = world.begun();
        StopGuard guard = new StopGuard(standing);
        new StopSwitch(standing, world.state).press(Scope.EVERYTHING, "wrong price", null, SUE);
        Verdict verdict = guard.judge(World.service("mail").withId("0-1.kit.0"), Profile.ANONYMOUS);
        assertTrue(assertInstanceOf(Verdict.Hold.class, verdict).reason().contains("sue"), verdict.toString());
    }

    @Test
    void aStopHoldsAfterACrash() throws Exception {
        Standing before = world.begun();
        new StopSwitch(before, world.state).press(Scope.EVERYTHING, "", null, SUE);
        Standing after = world.begin();
        StopGuard guard = new StopGuard(after);
        Action action = World.service("mail").withId("0-1.kit.0");
        assertInstanceOf(Verdict.Hold.class, guard.judge(action, Profile.ANONYMOUS));
        world.fold();
        World.await(() -> after.book() != null);
        assertInstanceOf(Verdict.Hold.class, guard.judge(action, Profile.ANONYMOUS));
    }

    @Test
    void aScopeStopsWhatBelongsToItAndNothingElse() throws Exception {
        assertStops(new Scope("acme/emea", "", "", ""), "mail", "chat");
        assertStops(new Scope("", "sms", "", ""), "sms");
        assertStops(new Scope("", "", "chat", ""), "chat");
        assertStops(new Scope("", "", "", "spring"));
        assertStops(new Scope("acme/emea", "email", "", ""), "mail");
    }

    private void assertStops(Scope scope, String... stopped) throws Exception {
        Standing standing = world.begun();
        StopGuard guard = new StopGuard(standing);
        StopSwitch stops = new StopSwitch(standing, world.state);
        Stop stop = stops.press(scope, "", null, SUE).stop();
        List<String> held = new ArrayList<>();
        for (String connection : List.of("mail", "chat", "sms")) {
            Action action = World.service(connection).withId("0-1.kit.0");
            if (guard.judge(action, Profile.ANONYMOUS) instanceof Verdict.Hold) {
                held.add(connection);
            }
        }
        assertEquals(List.of(stopped), held, scope.toString());
        stops.resume(stop.id(), ALL, "", SUE);
    }

    @Test
    void anActionOfACampaignIsStoppedByItsName() throws Exception {
        Standing standing = world.begun();
        new StopSwitch(standing, world.state).press(new Scope("", "", "", "spring"), "", null, SUE);
        Action action = World.service("mail").details(Map.of("campaign", "spring")).withId("0-1.kit.0");
        assertInstanceOf(Verdict.Hold.class, new StopGuard(standing).judge(action, Profile.ANONYMOUS));
    }

    @Test
    void aStopWithAnEndEndsByItself() throws Exception {
        Standing standing = world.begun();
        StopGuard guard = new StopGuard(standing);
        Instant end = world.clock.instant().plus(Duration.ofHours(1));
        new StopSwitch(standing, world.state).press(Scope.EVERYTHING, "", end, SUE);
        Action action = World.service("mail").withId("0-1.kit.0");
        Verdict verdict = guard.judge(action, Profile.ANONYMOUS);
        assertEquals(end, assertInstanceOf(Verdict.Hold.class, verdict).until());
        world.clock.set(end);
        assertInstanceOf(Verdict.Allow.class, guard.judge(action, Profile.ANONYMOUS));
    }

    @Test
    void whoDoesNotAnswerForAllThatWasStoppedCannotResumeIt() throws Exception {
        Standing standing = world.begun();
        StopSwitch stops = new StopSwitch(standing, world.state);
        Person agent = new Person("al", "Al", Role.AGENT, List.of(), List.of(), List.of());
        Person emea = new Person("eve", "Eve", Role.SUPERVISOR, List.of("acme/emea"), List.of(), List.of());
        Stop all = stops.press(Scope.EVERYTHING, "", null, agent).stop();
        Stop care = stops.press(new Scope("acme/emea/care", "", "", ""), "", null, agent).stop();
        assertThrows(AntiphonException.class, () -> stops.resume(all.id(), ALL, "", agent));
        assertThrows(AntiphonException.class, () -> stops.resume(all.id(), ALL, "", emea));
        stops.resume(care.id(), ALL, "", emea);
        stops.resume(all.id(), ALL, "", SUE);
        assertThrows(AntiphonException.class, () -> stops.resume("nosuch", ALL, "", SUE));
    }

    /**
     * Several stops overlap, are resumed for all, none or some, with crashes at any time; what leaves is what a plain model says, each
     * once.
     */
    @RepeatedTest(40)
    void exactlyTheApprovedSetLeavesEachOnce(RepetitionInfo repetition) throws Exception {
        new Story(new Random(repetition.getCurrentRepetition())).run();
    }

    private final class Story {
        private final Random random;
        private final List<Entry.Decided> decided = new ArrayList<>();
        private final Set<String> gone = new HashSet<>();
        private final Map<String, Stop> on = new java.util.LinkedHashMap<>();
        /** By action: how many resumed stops still hold it back. */
        private final Map<String, Set<String>> heldBack = new java.util.HashMap<>();
        private Standing standing;
        private SmallOutbox outbox;

        Story(Random random) {
            this.random = random;
        }

        void run() throws Exception {
            live();
            for (int step = 0; step < 40; step++) {
                switch (random.nextInt(7)) {
                    case 0 -> press();
                    case 1, 2 -> resume();
                    case 3 -> approve();
                    case 4 -> live();
                    default -> decide();
                }
                if (random.nextBoolean()) {
                    world.fold();
                }
                leave();
            }
        }

        /** As after a crash: a new process, which knows the journal. */
        private void live() throws Exception {
            standing = world.begun();
            outbox = new SmallOutbox(world.journal, new StopGuard(standing));
            decided.stream().filter(one -> !gone.contains(one.action().id())).forEach(outbox::add);
        }

        private void decide() {
            for (int i = 0; i < 3; i++) {
                Entry.Decided one = world.decide(World.service(List.of("mail", "chat", "sms").get(random.nextInt(3))));
                decided.add(one);
                outbox.add(one);
            }
        }

        private void press() throws InterruptedException {
            Scope scope = List.of(
                            Scope.EVERYTHING,
                            new Scope("acme/emea", "", "", ""),
                            new Scope("", "sms", "", ""),
                            new Scope("", "", "mail", ""))
                    .get(random.nextInt(4));
            Stop stop = new StopSwitch(standing, world.state).press(scope, "", null, SUE).stop();
            on.put(stop.id(), stop);
        }

        private void resume() {
            if (on.isEmpty()) {
                return;
            }
            Stop stop = List.copyOf(on.values()).get(random.nextInt(on.size()));
            List<String> waiting = new ArrayList<>();
            for (Entry.Decided one : decided) {
                if (!gone.contains(one.action().id()) && stop.scope().covers(standing.leaving(one.action()))) {
                    waiting.add(one.action().id());
                }
            }
            boolean all = random.nextInt(3) == 0;
            List<String> some = waiting.stream().filter(id -> random.nextBoolean()).toList();
            new StopSwitch(standing, world.state)
                    .resume(stop.id(), all ? ALL : some.isEmpty() ? NONE : new StopSwitch.Release(false, some), "", SUE);
            on.remove(stop.id());
            if (!all) {
                waiting.stream()
                        .filter(id -> !some.contains(id))
                        .forEach(id -> heldBack.computeIfAbsent(id, any -> new HashSet<>()).add(stop.id()));
            }
        }

        private void approve() {
            for (String id : List.copyOf(heldBack.keySet())) {
                if (random.nextInt(3) == 0) {
                    standing.order(List.of(
                            Entry.Commanded.of("sue", Words.APPROVE, Words.ACTION + id, Map.of())));
                    heldBack.remove(id);
                }
            }
        }

        private void leave() throws Exception {
            Set<String> expected = new HashSet<>();
            for (Entry.Decided one : decided) {
                String id = one.action().id();
                boolean stopped = on.values().stream().anyMatch(stop -> stop.scope().covers(standing.leaving(one.action())));
                if (!gone.contains(id) && !stopped && !heldBack.containsKey(id)) {
                    expected.add(id);
                }
            }
            int before = outbox.left.size();
            outbox.run(World.ada());
            List<String> left = outbox.left.subList(before, outbox.left.size());
            assertEquals(expected, new HashSet<>(left));
            assertEquals(expected.size(), left.size(), "One left twice");
            gone.addAll(left);
        }
    }
}
