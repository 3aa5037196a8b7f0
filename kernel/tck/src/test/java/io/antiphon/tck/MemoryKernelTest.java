package io.antiphon.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Position;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Profiles.ProfileQuery;
import io.antiphon.spi.Signal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

class MemoryKernelTest {

    private static final Identity MAIL = new Identity("email", "ada@example.org");
    private static final Identity PHONE = new Identity("phone", "+4930123456");
    private static final Identity CARD = new Identity("loyalty", "L-1");

    private final MemoryKernel kernel = new MemoryKernel();

    private void hear(String externalId, Identity... who) {
        kernel.intakes()
                .accept(
                        "one",
                        List.of(Signal.of("message")
                                .externalId(externalId)
                                .text("hello")
                                .identities(List.of(who))
                                .build()));
    }

    @Test
    void theClockStandsUntilItIsMoved() {
        SettableClock clock = SettableClock.at("2026-01-31T12:00:00Z");
        assertEquals(clock.instant(), clock.instant());
        clock.advance(Duration.ofHours(1));
        assertEquals(Instant.parse("2026-01-31T13:00:00Z"), clock.instant());
        assertEquals(clock.instant(), clock.withZone(ZoneId.of("Asia/Tokyo")).instant());
    }

    @Test
    void aRepeatedSignalIsRecognisedPerConnection() {
        hear("1", MAIL);
        hear("1", MAIL);
        kernel.intakes()
                .accept(
                        "other",
                        List.of(Signal.of("message").externalId("1").text("x").build()));
        assertEquals(2, kernel.journal().all().size());
    }

    @Test
    void aFollowerSeesWhatStoodThereAndWhatComes() throws Exception {
        BlockingQueue<Entry> seen = new LinkedBlockingQueue<>();
        hear("1");
        try (AutoCloseable following = kernel.journal().follow(Position.START, seen::addAll)) {
            assertEquals(Position.of(1), seen.take().position());
            hear("2");
            assertEquals(Position.of(2), seen.take().position());
        }
        hear("3");
        assertTrue(seen.isEmpty());
    }

    @Test
    void identitiesInOneSignalMakeOneProfile() {
        hear("1", MAIL, PHONE);
        hear("2", new Identity("email", "ADA@example.org"), CARD);
        hear("3", new Identity("email", "bob@example.org"));
        assertEquals(2, kernel.profiles().count());
        Profile ada = kernel.profiles().find(CARD).orElseThrow();
        assertEquals(List.of(MAIL, PHONE, CARD), ada.identities());
        assertEquals(2, ada.signals());
        assertEquals(List.of(Position.of(2), Position.of(1)), kernel.profiles().timeline(ada.id(), null, 10));
        assertEquals(2, kernel.profiles().links(ada.id()).size());
        assertEquals(
                1, kernel.profiles().page(new ProfileQuery("bob", null, 10)).size());
    }

    @Test
    void whatIsUnlinkedFallsApartAndCanBeLinkedAgain() {
        hear("1", MAIL, PHONE);
        kernel.profiles().unlink(MAIL, PHONE, "eve", "two people");
        assertEquals(2, kernel.profiles().count());
        kernel.profiles().link(MAIL, PHONE, "eve", "one after all");
        assertEquals(1, kernel.profiles().count());
    }

    @Test
    void whatOtherLinksHoldTogetherIsNotUnlinked() {
        hear("1", MAIL, PHONE);
        hear("2", PHONE, CARD);
        hear("3", CARD, MAIL);
        AntiphonException refusal =
                assertThrows(AntiphonException.class, () -> kernel.profiles().unlink(MAIL, PHONE, "eve", "two people"));
        assertEquals(AntiphonException.Code.CONFLICT, refusal.code());
        assertEquals(1, kernel.profiles().count());
    }
}
