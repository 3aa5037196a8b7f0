package io.antiphon.outbound.quiet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.outbound.Standing;
import io.antiphon.outbound.World;
import io.antiphon.outbound.settings.OutboundSettings.Quiet;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Guard.Verdict;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Profile;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People are left in peace at night, where they are. */
class QuietGuardTest {

    private World world;
    private Standing standing;
    private QuietGuard guard;

    @BeforeEach
    void open() throws Exception {
        world = new World();
        world.connections.with("mail", "email", "acme");
        standing = world.begun();
        guard = new QuietGuard(standing, world.journal);
    }

    @AfterEach
    void close() throws Exception {
        world.close();
    }

    private static Profile in(String trait, String value) {
        return new Profile("p", List.of(new Identity("email", "a@b.c")), Map.of(trait, value), null, null, 1);
    }

    private Verdict at(String time, Profile profile) {
        world.clock.set(Instant.parse(time));
        return guard.judge(World.promotion("mail").withId("0-1.k.0"), profile);
    }

    @Test
    void itIsNightWhereTheyAreAndNotWhereWeAre() {
        Verdict tokyo = at("2026-01-31T13:00:00Z", in("timezone", "Asia/Tokyo"));
        assertEquals(Instant.parse("2026-01-31T23:00:00Z"), assertInstanceOf(Verdict.Hold.class, tokyo).until());
        assertInstanceOf(Verdict.Allow.class, at("2026-01-31T13:00:00Z", in("timezone", "Europe/Berlin")));
        assertInstanceOf(Verdict.Hold.class, at("2026-01-31T13:00:00Z", in("country", "jp")));
        assertInstanceOf(Verdict.Hold.class, at("2026-01-31T13:00:00Z", in("locale", "ja-JP")));
    }

    @Test
    void aTelephoneNumberTellsTheCountryAndACountryOfManyZonesIsQuietInAny() {
        Profile berlin = new Profile("p", List.of(new Identity("phone", "+4930123456")), Map.of(), null, null, 1);
        assertInstanceOf(Verdict.Hold.class, at("2026-01-31T20:30:00Z", berlin));
        assertInstanceOf(Verdict.Allow.class, at("2026-01-31T19:30:00Z", berlin));
        assertInstanceOf(Verdict.Hold.class, at("2026-01-31T15:00:00Z", in("country", "US")));
        assertInstanceOf(Verdict.Allow.class, at("2026-01-31T20:00:00Z", in("country", "US")));
    }

    @Test
    void nonsenseInATraitIsNoZoneAndTheUnitsCounts() {
        world.set(standing, "{\"zones\":{\"acme\":\"Asia/Tokyo\"}}");
        assertInstanceOf(Verdict.Hold.class, at("2026-01-31T13:00:00Z", in("timezone", "Mars/Base")));
    }

    @Test
    void serviceLeavesAtNightUnlessTheSettingsSayOtherwiseAndThenAnAnswerStillDoes() {
        Profile tokyo = in("timezone", "Asia/Tokyo");
        world.clock.set(Instant.parse("2026-01-31T13:00:00Z"));
        Entry.Decided answer = world.decide(World.service("mail"));
        assertInstanceOf(Verdict.Allow.class, guard.judge(answer.action(), tokyo));
        world.set(standing, "{\"quiet\":{\"purposes\":[\"service\"],\"replyMinutes\":60}}");
        assertInstanceOf(Verdict.Allow.class, guard.judge(answer.action(), tokyo), "It answers what came just now");
        world.clock.set(Instant.parse("2026-01-31T14:00:01Z"));
        assertInstanceOf(Verdict.Hold.class, guard.judge(answer.action(), tokyo));
    }

    @Test
    void theEndIsTheFirstMinuteThatIsNotQuietOverAllDaysAndChangesOfTheClock() {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            LocalTime from = LocalTime.of(random.nextInt(24), random.nextInt(60));
            LocalTime to = LocalTime.of(random.nextInt(24), random.nextInt(60));
            Quiet quiet = new Quiet(from, to, Set.of(), 0);
            ZonedDateTime now = Instant.parse("2026-03-28T00:00:00Z")
                    .plusSeconds(random.nextInt(3 * 86_400))
                    .atZone(ZoneId.of("Europe/Berlin"));
            Instant end = QuietGuard.end(quiet, now);
            boolean quietNow = isQuiet(quiet, now.toLocalTime());
            assertEquals(quietNow, end.isAfter(now.toInstant()), now + " " + quiet);
            if (quietNow) {
                LocalTime after = end.atZone(now.getZone()).toLocalTime();
                assertTrue(!isQuiet(quiet, after) || from.equals(to), now + " " + quiet + " ends " + after);
            }
        }
    }

    private static boolean isQuiet(Quiet quiet, LocalTime time) {
        int from = quiet.from().toSecondOfDay();
        int length = Math.floorMod(quiet.to().toSecondOfDay() - from, 86_400);
        return Math.floorMod(time.toSecondOfDay() - from, 86_400) < length;
    }
}
