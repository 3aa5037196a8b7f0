package io.antiphon.tck;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Action;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Policy;
import io.antiphon.spi.Profile;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every policy must keep to: above all, that it is pure. A test extends it and names the policy. */
public abstract class PolicyKit {

    private static final int MOST_ACTIONS = 64;

    /** The policy under test; a new one at each call. */
    protected abstract Policy policy();

    /** Entries about which the policy decides something. */
    protected abstract List<Entry> decidable();

    @Test
    void itDecidesAboutWhatConcernsIt() throws Exception {
        Policy policy = policy();
        for (Entry entry : decidable()) {
            assertTrue(!policy.decide(entry, Samples.profile()).isEmpty(), () -> "Nothing decided about " + entry);
        }
    }

    @Test
    void itHasAnAnswerToEveryEntry() {
        Policy policy = policy();
        for (Entry entry : all()) {
            for (Profile profile : List.of(Profile.ANONYMOUS, Samples.profile())) {
                List<Action> actions =
                        assertDoesNotThrow(() -> policy.decide(entry, profile), () -> "It throws upon " + entry);
                assertNotNull(actions, () -> "No answer to " + entry);
                assertTrue(actions.size() <= MOST_ACTIONS, () -> actions.size() + " actions upon " + entry);
                actions.forEach(action -> assertEquals("", action.id(), "The kernel gives the ids"));
            }
        }
    }

    @Test
    void theSameEntryGivesTheSameActionsAtAnyTimeInAnyOrderOnAnyThread() throws Exception {
        Policy policy = policy();
        Concurrently.assertSameAnswers(all(), entry -> policy.decide(entry, Samples.profile()));
    }

    @Test
    void aNewInstanceDecidesTheSame() throws Exception {
        Policy old = policy();
        Policy young = policy();
        for (Entry entry : all()) {
            old.decide(entry, Profile.ANONYMOUS);
        }
        for (Entry entry : all()) {
            assertEquals(
                    old.decide(entry, Samples.profile()),
                    young.decide(entry, Samples.profile()),
                    () -> "It remembers something it decides by: " + entry);
        }
    }

    private List<Entry> all() {
        return Stream.concat(decidable().stream(), Samples.entries().stream())
                .filter(entry -> !(entry instanceof Entry.Heard) && !(entry instanceof Entry.Decided))
                .toList();
    }
}
