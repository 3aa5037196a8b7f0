package io.antiphon.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Position;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Replay;
import io.antiphon.spi.Replay.Phase;
import io.antiphon.spi.Replay.Progress;
import io.antiphon.tck.MemoryJournal;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayTest extends LivelyRoad {

    private final Asked shown = new Asked();

    @Test
    void everythingIsShownExactlyAsPoliciesSawIt() throws Exception {
        road(null, home, 1_000);
        live(5_000);
        roads.close();
        road(roads.journal, home, 7);
        live(3_000);
        roads.close();
        road(roads.journal, home, 100);
        live(4_000);
        MemoryJournal journal = roads.journal;
        Position end = journal.end();
        assertTrue(end.offset() > 12_000);
        assertFalse(journal.all(Entry.Performed.class).isEmpty());
        assertTrue(asked.questions(Position.START).stream()
                .anyMatch(each -> each.profile().identities().size() > 3));

        Replay.Result all = replay().replay(Position.START, shown);
        assertEquals(asked.questions(Position.START), shown.questions(Position.START));
        assertEquals(shown.questions(Position.START).size(), all.shown());
        assertTrue(all.whole());
        assertFalse(all.stopped());
        assertEquals(end, all.reached());
        assertEquals(end, journal.end(), "it appended nothing");
        assertEquals(List.of(), files());

        for (int last : new int[] {1, 50, 2_500}) {
            Asked some = new Asked();
            Position after = replay().beforeLast(last);
            replay().replay(after, some);
            assertEquals(asked.questions(after), some.questions(Position.START));
            assertEquals(
                    last,
                    some.questions(Position.START).stream()
                            .filter(each -> each.entry() instanceof Entry.Understood)
                            .count());
        }
        assertEquals(end, replay().beforeLast(0));
        assertEquals(Position.START, replay().beforeLast(1_000_000));
    }

    @Test
    void signalsThatAreUnderstoodAgainAreShownAsTheyWereDecidedAbout() throws Exception {
        road(null, home, 100);
        live(500);
        List<Entry> again = new ArrayList<>();
        for (Entry.Understood first : roads.journal.all(Entry.Understood.class)) {
            again.add(first.again(2, List.of(Insight.of("language", "tlh"))));
        }
        assertFalse(again.isEmpty());
        roads.journal.append(again);
        live(200);
        roads.close();
        int decided = roads.journal.all(Entry.Decided.class).size();
        road(roads.journal, home, 100);
        live(100);
        assertTrue(roads.journal.all(Entry.Decided.class).size() >= decided);
        replay().replay(Position.START, shown);
        assertEquals(asked.questions(Position.START), shown.questions(Position.START));
    }

    @Test
    void aBacklogBetweenSignalsAndWhatWasUnderstoodOfThemMakesNoDifference() throws Exception {
        road(null, home, 1_000);
        live(100);
        roads.close();
        for (int i = 0; i < 10_500; i++) {
            roads.journal.append(List.of(Entry.Heard.of("test", signal())));
        }
        road(roads.journal, home, 1_000);
        live(1);
        replay().replay(Position.START, shown);
        assertEquals(asked.questions(Position.START), shown.questions(Position.START));
    }

    @Test
    void whatNobodyUnderstoodOrDecidedAboutIsShownToo() throws Exception {
        roads = new Roads(home).knowing().start();
        for (int i = 0; i < 20; i++) {
            roads.hear("" + i, "ada");
        }
        roads.settle();
        replay().replay(Position.of(5), shown);
        List<Asked.Question> questions = shown.questions(Position.START);
        assertEquals(15, questions.size());
        assertEquals(6, questions.get(0).profile().signals());
        assertEquals(20, questions.get(14).profile().signals());
        assertEquals(List.of(), ((Entry.Understood) questions.get(0).entry()).insights());
    }

    @Test
    void whereTheBeginningIsGoneNobodyIsTakenForSomebodyElse() throws Exception {
        road(null, home, 100);
        live(2_000);
        roads.journal.forget(Position.of(1_500));
        Replay.Result rest = replay().replay(Position.START, shown);
        assertFalse(rest.whole());
        assertEquals(Position.of(1_500), rest.begin());
        assertEquals(roads.journal.end(), rest.reached());
        List<Asked.Question> then = asked.questions(Position.of(1_500));
        List<Asked.Question> now = shown.questions(Position.START);
        assertEquals(then.size(), now.size());
        for (int i = 0; i < now.size(); i++) {
            Entry entry = now.get(i).entry();
            assertEquals(then.get(i).entry().id(), entry.id());
            assertTrue(entry instanceof Entry.Understood || now.get(i).profile().anonymous());
        }
    }

    @Test
    void itTellsHowFarItHasComeAndCanBeStoppedThere() throws Exception {
        road(null, home, 100);
        live(1_000);
        Position after = Position.of(500);
        List<Progress> told = new ArrayList<>();
        replay().replay(after, telling(told, Long.MAX_VALUE));
        assertEquals(
                told.stream().map(Progress::reached).sorted().toList(),
                told.stream().map(Progress::reached).toList());
        assertTrue(told.size() >= 10);
        assertEquals(Phase.LEARNING, told.get(0).phase());
        assertEquals(0, told.get(0).shown());
        Progress last = told.get(told.size() - 1);
        assertEquals(Phase.SHOWING, last.phase());
        assertEquals(last.end(), last.reached());
        assertTrue(told.stream().allMatch(each -> each.end().equals(last.end())));

        Replay.Result early = replay().replay(after, telling(new ArrayList<>(), 1));
        assertTrue(early.stopped());
        assertEquals(0, early.shown());
        assertTrue(after.isAfter(early.reached()));
        Replay.Result late = replay().replay(after, (entry, profile) -> false);
        assertTrue(late.stopped());
        assertEquals(1, late.shown());
        assertEquals(List.of(), files());
    }

    private static Replay.Visitor telling(List<Progress> told, long most) {
        return new Replay.Visitor() {
            @Override
            public boolean entry(Entry entry, Profile profile) {
                return true;
            }

            @Override
            public boolean progress(Progress progress) {
                told.add(progress);
                return told.size() < most;
            }
        };
    }

    @Test
    void anInterruptAFailureOfTheVisitorAndTheEndOfTheRoadEndIt() throws Exception {
        road(null, home, 100);
        live(500);
        assertThrows(InterruptedException.class, () -> replay().replay(Position.START, (entry, profile) -> {
            Thread.currentThread().interrupt();
            return true;
        }));
        assertThrows(ArithmeticException.class, () -> replay().replay(Position.START, (entry, profile) -> {
            throw new ArithmeticException();
        }));
        assertEquals(List.of(), files());
        AntiphonException ended =
                assertThrows(AntiphonException.class, () -> replay().replay(Position.START, (entry, profile) -> {
                    roads.close();
                    return true;
                }));
        assertEquals(Code.UNAVAILABLE, ended.code());
        assertEquals(List.of(), files());
    }

    @Test
    void thereIsOneAtATimeAndNoneWithoutWhoKnowsWhoSpeaks() throws Exception {
        road(null, home, 100);
        live(200);
        replay().replay(Position.START, (entry, profile) -> {
            AntiphonException refused =
                    assertThrows(AntiphonException.class, () -> replay().replay(Position.START, shown));
            assertEquals(Code.BUSY, refused.code());
            return false;
        });
        replay().replay(Position.START, shown);
        assertFalse(shown.questions(Position.START).isEmpty());
        roads.close();
        roads = new Roads(home).start();
        AntiphonException refused = assertThrows(AntiphonException.class, () -> replay().replay(Position.START, shown));
        assertEquals(Code.UNAVAILABLE, refused.code());
    }

    @Test
    void whatAKilledProcessLeftBehindIsDeletedAtTheNextStart() throws Exception {
        Files.writeString(home.resolve("replay-123.db"), "half a replay");
        road(null, home, 100);
        assertEquals(List.of(), files());
    }
}
