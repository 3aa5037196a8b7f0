package io.antiphon.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Position;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Replay;
import io.antiphon.spi.Signal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryReplayTest {

    private static final Identity MAIL = new Identity("email", "ada@example.org");
    private static final Identity PHONE = new Identity("phone", "+4930123456");

    private final MemoryKernel kernel = new MemoryKernel();
    private final List<Entry> seen = new ArrayList<>();
    private final List<Profile> profiles = new ArrayList<>();

    private final Replay.Visitor visitor = (entry, profile) -> {
        seen.add(entry);
        profiles.add(profile);
        return true;
    };

    private Entry.Heard hear(String text, Identity... who) {
        Signal signal = Signal.of("message").text(text).identities(List.of(who)).build();
        kernel.intakes().accept("one", List.of(signal));
        List<Entry.Heard> all = kernel.journal().all(Entry.Heard.class);
        return all.get(all.size() - 1);
    }

    @Test
    void eachEntryComesWithTheProfileAsItWasThen() throws InterruptedException {
        hear("hello", MAIL);
        hear("it is me", PHONE);
        hear("both mine", MAIL, PHONE);
        kernel.profiles().unlink(MAIL, PHONE, "ada", "");
        kernel.replay().replay(Position.START, visitor);
        assertEquals(
                List.of(1L, 1L, 3L),
                profiles.subList(0, 3).stream().map(Profile::signals).toList());
        assertEquals(List.of(MAIL, PHONE), profiles.get(2).identities());
        assertEquals(List.of(MAIL), profiles.get(3).identities());
    }

    @Test
    void aSignalIsShownAsPoliciesSawItWithTheRecordedInsights() throws InterruptedException {
        Entry.Heard heard = hear("hello", MAIL);
        hear("again", MAIL);
        List<Insight> insights = List.of(Insight.of("language", "en").by("kit", "1"));
        kernel.journal().append(List.of(Entry.Understood.of(heard, "p-" + MAIL, insights)));
        kernel.replay().replay(Position.START, visitor);
        Entry.Understood first = (Entry.Understood) seen.get(0);
        assertEquals(Position.START, first.position());
        assertEquals("0-1.understood", first.id());
        assertEquals(heard.at(), first.at());
        assertEquals(heard, first.heard());
        assertEquals(insights, first.insights());
        assertEquals("p-" + MAIL, first.profile());
        assertEquals(List.of(), ((Entry.Understood) seen.get(1)).insights());
        assertEquals(2, seen.size());
    }

    @Test
    void aStretchOfASampleJournalIsShown() throws InterruptedException {
        MemoryReplay replay = new MemoryReplay(Samples.entries());
        Replay.Result all = replay.replay(Position.START, visitor);
        assertTrue(all.whole());
        assertFalse(all.stopped());
        assertEquals(all.end(), all.reached());
        assertEquals(seen.size(), all.shown());
        assertEquals(List.of(), shownAfter(replay, replay.beforeLast(0), 1));
        List<Entry> last = shownAfter(replay, replay.beforeLast(2), 5);
        assertEquals(2, last.stream().filter(Entry.Understood.class::isInstance).count());
        assertEquals(Position.START, replay.beforeLast(1_000));
    }

    private static List<Entry> shownAfter(MemoryReplay replay, Position after, int most) throws InterruptedException {
        List<Entry> shown = new ArrayList<>();
        replay.replay(after, (entry, profile) -> shown.add(entry) && shown.size() < most);
        return shown;
    }

    @Test
    void theVisitorStopsIt() throws InterruptedException {
        hear("1", MAIL);
        hear("2", MAIL);
        hear("3", MAIL);
        Replay.Result stopped = kernel.replay().replay(Position.of(1), (entry, profile) -> false);
        assertTrue(stopped.stopped());
        assertEquals(Position.of(1), stopped.reached());
        assertEquals(Position.of(3), stopped.end());
        Replay.Result impatient = kernel.replay().replay(Position.of(2), new Replay.Visitor() {
            @Override
            public boolean entry(Entry entry, Profile profile) {
                throw new AssertionError("it was stopped before");
            }

            @Override
            public boolean progress(Replay.Progress progress) {
                assertEquals(Replay.Phase.LEARNING, progress.phase());
                return false;
            }
        });
        assertEquals(Position.of(1), impatient.reached());
    }

    @Test
    void anotherOneHasToWait() throws InterruptedException {
        hear("1", MAIL);
        kernel.replay()
                .replay(
                        Position.START,
                        (entry, profile) -> assertThrows(AntiphonException.class, () -> kernel.replay()
                                                .replay(Position.START, visitor))
                                        .code()
                                == AntiphonException.Code.BUSY);
        assertTrue(kernel.replay().replay(Position.START, visitor).shown() > 0);
    }
}
