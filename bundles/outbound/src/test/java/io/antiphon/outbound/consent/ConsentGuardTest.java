package io.antiphon.outbound.consent;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.outbound.Standing;
import io.antiphon.outbound.World;
import io.antiphon.outbound.rows.Words;
import io.antiphon.spi.Action;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Guard.Verdict;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Signal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nobody is told what they do not want to hear. */
class ConsentGuardTest {

    private World world;
    private Standing standing;
    private ConsentGuard guard;

    @BeforeEach
    void open() throws Exception {
        world = new World();
        world.connections.with("mail", "email", "acme").with("sms", "sms", "acme");
        standing = world.begun();
        guard = new ConsentGuard(standing, world.state, world.road);
    }

    @AfterEach
    void close() throws Exception {
        world.close();
    }

    private void heard(String kind, String identity, Map<String, ?> attributes) throws Exception {
        var signal = Signal.of(kind).text("x").channel("web");
        Identity who = Identity.parse(identity);
        signal.identity(who.scheme(), who.value());
        attributes.forEach(signal::attribute);
        world.journal.append(List.of(Entry.Heard.of("web", signal.build())));
        world.fold();
    }

    private Verdict promotion(String connection) {
        return guard.judge(World.promotion(connection).withId("0-1.k.0"), World.ada());
    }

    @Test
    void serviceNeedsNoConsentAndPromotionDoes() {
        assertInstanceOf(Verdict.Allow.class, guard.judge(World.service("mail").withId("0-1.k.0"), World.ada()));
        assertInstanceOf(Verdict.Deny.class, promotion("mail"));
        assertInstanceOf(Verdict.Deny.class, guard.judge(World.promotion("mail").withId("0-1.k.0"), Profile.ANONYMOUS));
    }

    @Test
    void whatSomebodyAgreedToOnOneChannelIsNotAgreedToOnAnother() throws Exception {
        heard("consent", "email:ADA@example.org", Map.of("purpose", "promotion", "channel", "email", "given", true));
        assertInstanceOf(Verdict.Allow.class, promotion("mail"));
        assertInstanceOf(Verdict.Deny.class, promotion("sms"));
    }

    @Test
    void aWithdrawalByAnyOfAPersonsIdentitiesCountsIfItIsLater() throws Exception {
        heard("consent", "email:ada@example.org", Map.of("purpose", "promotion", "given", true));
        heard("unsubscribe", "phone:+49 30 123456", Map.of());
        assertInstanceOf(Verdict.Deny.class, promotion("mail"));
        assertInstanceOf(Verdict.Allow.class, guard.judge(World.service("mail").withId("0-1.k.0"), World.ada()));
        heard("consent", "email:ada@example.org", Map.of("purpose", "promotion", "given", true));
        assertInstanceOf(Verdict.Allow.class, promotion("mail"));
    }

    @Test
    void aPersonsWordRecordedByAnAgentCountsForAllIdentities() throws Exception {
        world.journal.append(List.of(Entry.Commanded.of(
                "al", Words.CONSENT, "p-1", Map.of("purpose", "promotion", "channel", "", "given", true))));
        world.fold();
        assertInstanceOf(Verdict.Allow.class, promotion("mail"));
    }

    @Test
    void whatIsToBeAskedAboutIsHeldUntilAPersonApprovesIt() throws Exception {
        world.set(standing, "{\"consent\":{\"survey\":\"ask\"}}");
        Action survey = World.service("mail").details(Map.of("purpose", "survey")).withId("0-1.k.0");
        assertInstanceOf(Verdict.Hold.class, guard.judge(survey, World.ada()));
        standing.order(List.of(Entry.Commanded.of("sue", Words.APPROVE, "action 0-1.k.0", Map.of())));
        assertInstanceOf(Verdict.Allow.class, guard.judge(survey, World.ada()));
    }

    @Test
    void aPurposeNobodySetIsDenied() {
        Action odd = World.service("mail").details(Map.of("purpose", "newsletter")).withId("0-1.k.0");
        Verdict verdict = guard.judge(odd, World.ada());
        assertTrue(assertInstanceOf(Verdict.Deny.class, verdict).reason().contains("newsletter"));
    }
}
