package io.antiphon.outbound.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.outbound.Standing;
import io.antiphon.outbound.World;
import io.antiphon.spi.Action;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Guard.Verdict;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Outcome;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** The contact budget is exact, whatever happens at once and whatever crashes. */
class BudgetGuardTest {

    private World world;

    @BeforeEach
    void open() throws Exception {
        world = new World();
        world.connections.with("mail", "email", "acme");
    }

    @AfterEach
    void close() throws Exception {
        world.close();
    }

    private BudgetGuard guard() throws Exception {
        return new BudgetGuard(world.begun(), world.state);
    }

    private Verdict judge(BudgetGuard guard, Entry.Decided decided) throws Exception {
        Verdict verdict = guard.judge(decided.action(), World.ada());
        for (int i = 0; verdict instanceof Verdict.Hold && i < 1_000; i++) {
            verdict = guard.judge(decided.action(), World.ada());
        }
        return verdict;
    }

    @RepeatedTest(3)
    void of1000MessagesDecidedBy50ThreadsForOnePersonExactlyTwoLeave() throws Exception {
        BudgetGuard guard = guard();
        List<Entry.Decided> all = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            all.add(world.decide(World.promotion("mail")));
        }
        AtomicInteger left = new AtomicInteger();
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(51);
        try {
            Future<?> folding = threads.submit(() -> {
                while (!over.get()) {
                    world.fold();
                }
                return null;
            });
            List<Callable<Void>> calls = new ArrayList<>();
            for (Entry.Decided one : all) {
                calls.add(() -> {
                    boolean may = judge(guard, one) instanceof Verdict.Allow;
                    left.addAndGet(may ? 1 : 0);
                    world.performed(one, may ? new Outcome.Done("") : new Outcome.Refused("budget"));
                    return null;
                });
            }
            List<Future<Void>> results = new ArrayList<>();
            calls.forEach(call -> results.add(threads.submit(call)));
            for (Future<Void> result : results) {
                result.get();
            }
            over.set(true);
            folding.get();
        } finally {
            threads.shutdownNow();
        }
        assertEquals(2, left.get());
    }

    @Test
    void whatWasLetThroughBeforeACrashCountsAfterItAlthoughItsOutcomeIsNotKnown() throws Exception {
        Entry.Decided first = world.decide(World.promotion("mail"));
        Entry.Decided second = world.decide(World.promotion("mail"));
        Entry.Decided third = world.decide(World.promotion("mail"));
        BudgetGuard before = guard();
        assertInstanceOf(Verdict.Allow.class, judge(before, first));
        assertInstanceOf(Verdict.Allow.class, judge(before, second));
        BudgetGuard after = guard();
        assertInstanceOf(Verdict.Deny.class, judge(after, third));
        assertInstanceOf(Verdict.Allow.class, judge(after, first), "It is offered again");
    }

    @Test
    void aRefusedOneGivesItsPlaceBackAndTheSameIsAskedAboutAgainForNothing() throws Exception {
        BudgetGuard guard = guard();
        Entry.Decided first = world.decide(World.promotion("mail"));
        Entry.Decided second = world.decide(World.promotion("mail"));
        Entry.Decided third = world.decide(World.promotion("mail"));
        assertInstanceOf(Verdict.Allow.class, judge(guard, first));
        assertInstanceOf(Verdict.Allow.class, judge(guard, first));
        assertInstanceOf(Verdict.Allow.class, judge(guard, second));
        assertInstanceOf(Verdict.Deny.class, judge(guard, third));
        world.performed(first, new Outcome.Refused("unknown address"));
        world.fold();
        assertInstanceOf(Verdict.Allow.class, judge(guard, third));
    }

    @Test
    void afterTheWindowThereIsRoomAgain() throws Exception {
        BudgetGuard guard = guard();
        for (int i = 0; i < 2; i++) {
            Entry.Decided one = world.decide(World.promotion("mail"));
            assertInstanceOf(Verdict.Allow.class, judge(guard, one));
            world.performed(one, new Outcome.Done(""));
        }
        world.fold();
        world.clock.advance(Duration.ofDays(7).minusSeconds(1));
        assertInstanceOf(Verdict.Deny.class, judge(guard, world.decide(World.promotion("mail"))));
        world.clock.advance(Duration.ofSeconds(2));
        assertInstanceOf(Verdict.Allow.class, judge(guard, world.decide(World.promotion("mail"))));
    }

    @Test
    void joinedProfilesHaveOneAllowance() throws Exception {
        BudgetGuard guard = guard();
        Action byMail = World.promotion("mail").withId("0-1.kit.0");
        Action byPhone = World.promotion("mail")
                .to(new Identity("phone", "+49 30 123456"))
                .withId("0-1.kit.1");
        Profile mailOnly = new Profile("a", List.of(new Identity("email", "Ada@example.org")), Map.of(), null, null, 1);
        Profile phoneOnly = new Profile("b", List.of(new Identity("phone", "+4930123456")), Map.of(), null, null, 1);
        assertInstanceOf(Verdict.Allow.class, guard.judge(byMail, mailOnly));
        assertInstanceOf(Verdict.Allow.class, guard.judge(byPhone, phoneOnly));
        assertInstanceOf(Verdict.Deny.class, guard.judge(World.promotion("mail").withId("0-1.kit.2"), World.ada()));
    }

    @Test
    void serviceIsNotCountedAndNobodyKnownGetsNoPromotion() throws Exception {
        BudgetGuard guard = guard();
        for (int i = 0; i < 10; i++) {
            assertInstanceOf(
                    Verdict.Allow.class, guard.judge(World.service("mail").withId("0-1.kit." + i), World.ada()));
        }
        Action toNobody = Action.of("publish", "mail")
                .details(Map.of("purpose", "promotion"))
                .withId("0-1.k.0");
        assertInstanceOf(Verdict.Deny.class, guard.judge(toNobody, Profile.ANONYMOUS));
        assertEquals(0, world.journal.all(Entry.Commanded.class).size());
    }

    @Test
    void anOpenComplaintBlocksPromotionUntilItsCaseIsClosed() throws Exception {
        Standing standing = world.begun();
        BudgetGuard guard = new BudgetGuard(standing, world.state);
        world.journal.append(List.of(Entry.Heard.of(
                "mail",
                Signal.of("complaint")
                        .text("Late")
                        .identity("email", "ada@example.org")
                        .build())));
        world.fold();
        Verdict verdict = judge(guard, world.decide(World.promotion("mail")));
        assertTrue(assertInstanceOf(Verdict.Deny.class, verdict).reason().contains("complained"));
        world.journal.append(List.of(Entry.Commanded.of("sue", "close", "case 7", Map.of("profile", "p-1"))));
        world.fold();
        assertInstanceOf(Verdict.Allow.class, judge(guard, world.decide(World.promotion("mail"))));
        world.journal.append(List.of(Entry.Commanded.of("sue", "reopen", "case 7", Map.of("profile", "p-1"))));
        world.fold();
        assertInstanceOf(Verdict.Deny.class, judge(guard, world.decide(World.promotion("mail"))));
        world.journal.append(List.of(Entry.Commanded.of(
                "antiphon",
                "close",
                "case 7",
                Map.of("profile", "p-1", "connection", "mail", "conversation", "t", "reason", "no-reply"))));
        world.fold();
        assertInstanceOf(Verdict.Allow.class, judge(guard, world.decide(World.promotion("mail"))));
    }

    @Test
    void whatIsTooMuchIsHeldUntilThereIsRoomIfTheSettingsSaySo() throws Exception {
        Standing standing = world.begun();
        world.set(
                standing,
                "{\"budget\":{\"beyond\":\"hold\",\"allowances\":[{\"purposes\":[\"promotion\"],\"most\":1,\"days\":2}]}}");
        BudgetGuard guard = new BudgetGuard(standing, world.state);
        assertInstanceOf(
                Verdict.Allow.class, guard.judge(World.promotion("mail").withId("0-1.kit.0"), World.ada()));
        Verdict verdict = guard.judge(World.promotion("mail").withId("0-1.kit.1"), World.ada());
        assertEquals(
                world.clock.instant().plus(Duration.ofDays(2)),
                assertInstanceOf(Verdict.Hold.class, verdict).until());
    }
}
