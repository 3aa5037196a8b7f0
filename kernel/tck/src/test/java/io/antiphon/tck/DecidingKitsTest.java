package io.antiphon.tck;

import io.antiphon.spi.Action;
import io.antiphon.spi.Enricher;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Guard;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Policy;
import io.antiphon.spi.Signal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The kits of enrichers, policies and guards. */
class DecidingKitsTest {

    private static final Guard.Verdict NO = new Guard.Verdict.Deny("not today");

    abstract static class Texts extends EnricherKit {
        @Override
        protected List<Signal> understandable() {
            return List.of(Signal.of("message").text("abc").build());
        }
    }

    static class Length extends Texts {
        @Override
        protected Enricher enricher() {
            return (signal, profile) -> signal.text() == null
                    ? List.of()
                    : List.of(Insight.of("length", "" + signal.text().length()));
        }
    }

    static class CarelessLength extends Texts {
        @Override
        protected Enricher enricher() {
            return (signal, profile) ->
                    List.of(Insight.of("length", "" + signal.text().length()));
        }
    }

    static class PointsTooFar extends Texts {
        @Override
        protected Enricher enricher() {
            return (signal, profile) -> List.of(Insight.of("word", "abc").at(0, 3));
        }
    }

    static class Counting extends Texts {
        @Override
        protected Enricher enricher() {
            AtomicInteger calls = new AtomicInteger();
            return (signal, profile) -> List.of(Insight.of("call", "" + calls.incrementAndGet()));
        }
    }

    abstract static class Understandings extends PolicyKit {
        @Override
        protected List<Entry> decidable() {
            return Samples.entries().stream()
                    .filter(Entry.Understood.class::isInstance)
                    .toList();
        }
    }

    static class Wakes extends Understandings {
        @Override
        protected Policy policy() {
            return (entry, profile) -> entry instanceof Entry.Understood
                    ? List.of(Action.wakeAt(entry.at().plusSeconds(60), Map.of()))
                    : List.of();
        }
    }

    static class LooksAtTheClock extends Understandings {
        @Override
        protected Policy policy() {
            return (entry, profile) -> List.of(Action.wakeAt(Instant.now().plusNanos(System.nanoTime()), Map.of()));
        }
    }

    static class Remembers extends Understandings {
        @Override
        protected Policy policy() {
            AtomicInteger calls = new AtomicInteger();
            return (entry, profile) ->
                    calls.incrementAndGet() > Samples.entries().size() / 2
                            ? List.of()
                            : List.of(Action.of("notify", ""));
        }
    }

    static class NamesItsActions extends Understandings {
        @Override
        protected Policy policy() {
            return (entry, profile) -> List.of(Action.of("notify", "").withId("mine"));
        }
    }

    abstract static class Publishing extends GuardKit {
        @Override
        protected List<Action> allowed() {
            return List.of(Action.of("notify", "one"));
        }

        @Override
        protected List<Action> stopped() {
            return List.of(Action.of("publish", "one"));
        }
    }

    static class NoPublishing extends Publishing {
        @Override
        protected Guard guard() {
            return (action, profile) -> action.type().equals("publish") ? NO : Guard.Verdict.ALLOW;
        }
    }

    static class LetsAllPass extends Publishing {
        @Override
        protected Guard guard() {
            return (action, profile) -> Guard.Verdict.ALLOW;
        }
    }

    static class Careless extends Publishing {
        @Override
        protected Guard guard() {
            return (action, profile) -> action.to().value().isEmpty() ? NO : Guard.Verdict.ALLOW;
        }
    }

    static class Silent extends Publishing {
        @Override
        protected Guard guard() {
            return (action, profile) ->
                    action.type().equals("publish") ? new Guard.Verdict.Deny(" ") : Guard.Verdict.ALLOW;
        }
    }

    @Test
    void soundPluginsAreGreen() {
        Red.assertGreen(Length.class);
        Red.assertGreen(Wakes.class);
        Red.assertGreen(NoPublishing.class);
    }

    @Test
    void anEnricherThatNeedsATextIsRed() {
        Red.assertRed(
                CarelessLength.class, "itHasAnAnswerToEverySignal", "theSameSignalGivesTheSameInsightsFromAnyThread");
    }

    @Test
    void anEnricherThatPointsBehindTheTextIsRed() {
        Red.assertRed(PointsTooFar.class, "itHasAnAnswerToEverySignal");
    }

    @Test
    void anEnricherThatChangesItsMindIsRed() {
        Red.assertRed(Counting.class, "theSameSignalGivesTheSameInsightsFromAnyThread");
    }

    @Test
    void aPolicyThatLooksAtTheClockIsRed() {
        Red.assertRed(
                LooksAtTheClock.class,
                "theSameEntryGivesTheSameActionsAtAnyTimeInAnyOrderOnAnyThread",
                "aNewInstanceDecidesTheSame");
    }

    @Test
    void aPolicyThatRemembersIsRed() {
        Red.assertRed(
                Remembers.class,
                "theSameEntryGivesTheSameActionsAtAnyTimeInAnyOrderOnAnyThread",
                "aNewInstanceDecidesTheSame");
    }

    @Test
    void aPolicyThatNamesItsActionsIsRed() {
        Red.assertRed(NamesItsActions.class, "itHasAnAnswerToEveryEntry");
    }

    @Test
    void aGuardThatLetsAllPassIsRed() {
        Red.assertRed(LetsAllPass.class, "whatMayNotLeaveIsStoppedWithAReason");
    }

    @Test
    void aGuardThatThrowsIsRed() {
        Red.assertRed(
                Careless.class,
                "whatMayLeaveLeaves",
                "whatMayNotLeaveIsStoppedWithAReason",
                "itHasAVerdictOnEveryActionAndAReasonForEachNo",
                "itIsOfTheSameMindOnEveryThread");
    }

    @Test
    void aGuardThatGivesNoReasonIsRed() {
        Red.assertRed(Silent.class, "itHasAVerdictOnEveryActionAndAReasonForEachNo");
    }
}
