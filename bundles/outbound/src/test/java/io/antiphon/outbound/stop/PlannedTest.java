package io.antiphon.outbound.stop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.antiphon.outbound.Standing;
import io.antiphon.outbound.World;
import io.antiphon.spi.Action;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Guard.Verdict;
import io.antiphon.spi.Person;
import io.antiphon.spi.Profile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Stops of a calendar. */
class PlannedTest {

    private static final String EVENT = "BEGIN:VCALENDAR\\nBEGIN:VEVENT\\nUID:1\\nSUMMARY:Release\\nDTSTART:20260131T130000Z"
            + "\\nDURATION:PT1H\\nCATEGORIES:channel:email\\nEND:VEVENT\\nEND:VCALENDAR";

    private World world;
    private Standing standing;

    @BeforeEach
    void open() throws Exception {
        world = new World();
        world.connections.with("mail", "email", "acme").with("sms", "sms", "acme");
        standing = world.begun();
    }

    @AfterEach
    void close() throws Exception {
        world.close();
    }

    private void calendar(String resume) {
        world.set(standing, "{\"calendars\":[{\"name\":\"it\",\"resume\":\"" + resume + "\",\"text\":\"" + EVENT + "\"}]}");
    }

    @Test
    void aPlannedStopHoldsUntilTheEventsEndByItself() {
        calendar("itself");
        StopGuard guard = new StopGuard(standing);
        Action mail = World.service("mail").withId("0-1.k.0");
        assertInstanceOf(Verdict.Allow.class, guard.judge(mail, Profile.ANONYMOUS));
        world.clock.set(Instant.parse("2026-01-31T13:30:00Z"));
        Verdict verdict = guard.judge(mail, Profile.ANONYMOUS);
        assertEquals(Instant.parse("2026-01-31T14:00:00Z"), assertInstanceOf(Verdict.Hold.class, verdict).until());
        assertInstanceOf(Verdict.Allow.class, guard.judge(World.service("sms").withId("0-1.k.0"), Profile.ANONYMOUS));
        world.clock.advance(Duration.ofMinutes(30));
        assertInstanceOf(Verdict.Allow.class, guard.judge(mail, Profile.ANONYMOUS));
    }

    @Test
    void oneThatAPersonMustResumeStaysAndIsPressedOnce() throws Exception {
        calendar("person");
        StopSwitch stops = new StopSwitch(standing, world.state);
        world.clock.set(Instant.parse("2026-01-31T13:30:00Z"));
        try (Planned planned = new Planned(standing, stops)) {
            planned.press();
            planned.press();
        }
        world.fold();
        world.clock.set(Instant.parse("2026-01-31T15:00:00Z"));
        Action mail = world.decide(World.service("mail")).action();
        StopGuard guard = new StopGuard(standing);
        assertInstanceOf(Verdict.Hold.class, guard.judge(mail, Profile.ANONYMOUS));
        assertEquals(1, world.journal.all(Entry.Commanded.class).stream().filter(order -> order.command().equals("stop")).count());
        Stop stop = stops.open().get(0);
        stops.resume(stop.id(), new StopSwitch.Release(true, List.of()), "", Person.administrator("admin"));
        assertInstanceOf(Verdict.Allow.class, guard.judge(mail, Profile.ANONYMOUS));
    }
}
