package io.antiphon.connector.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Action;
import io.antiphon.spi.Enricher;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Fold;
import io.antiphon.spi.Guard;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Outcome;
import io.antiphon.spi.Policy;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Request;
import io.antiphon.spi.Response;
import io.antiphon.spi.Signal;
import io.antiphon.tck.EnricherKit;
import io.antiphon.tck.FoldKit;
import io.antiphon.tck.GuardKit;
import io.antiphon.tck.MemoryKernel;
import io.antiphon.tck.MemoryState;
import io.antiphon.tck.PolicyKit;
import io.antiphon.tck.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The demonstration's plugins of the other kinds. */
class DemoPluginsKitTest {

    private static final World WORLD = new World(1, 50, 0);
    private static final Instant NOW = Instant.parse(MemoryKernel.DAWN);

    private static List<Signal> played() {
        return IntStream.range(0, 400).mapToObj(n -> WORLD.event(n, NOW)).toList();
    }

    @Nested
    class OrderNumbersKit extends EnricherKit {
        @Override
        protected Enricher enricher() {
            return new OrderNumbers();
        }

        @Override
        protected List<Signal> understandable() {
            return played().stream().filter(signal -> signal.text() != null).toList();
        }

        @Test
        void anOrderNumberIsFoundWhereItStands() {
            Signal signal = Signal.of("message")
                    .text("Wo ist NL-123456?")
                    .attribute("simulated", true)
                    .build();
            List<Insight> insights = new OrderNumbers().enrich(signal, Profile.ANONYMOUS);
            assertEquals(Insight.of("order", "NL-123456").at(7, 16), insights.get(0));
            assertEquals("3", insights.get(1).value());
        }
    }

    @Nested
    class ComplaintTimerKit extends PolicyKit {
        @Override
        protected Policy policy() {
            return new ComplaintTimer();
        }

        @Override
        protected List<Entry> decidable() {
            return Samples.entries(played()).stream()
                    .filter(entry -> entry instanceof Entry.Understood understood
                            && understood.heard().signal().kind().equals("complaint"))
                    .toList();
        }

        @Test
        void whenTheTimerRingsANoticeIsSentByTheSameConnection() {
            Entry.Understood complaint = (Entry.Understood) decidable().get(0);
            Action timer =
                    new ComplaintTimer().decide(complaint, Samples.profile()).get(0);
            assertEquals(complaint.at().plus(Duration.ofMinutes(1)), timer.notBefore());
            Entry.Decided decided = Entry.Decided.of(complaint.position(), null, "demo-complaints", "1", 0, timer);
            Entry.Performed rung = Entry.Performed.of(decided, new Outcome.Done(""), 0);
            Action notice = new ComplaintTimer().decide(rung, Samples.profile()).get(0);
            assertEquals("notify", notice.type());
            assertEquals(complaint.heard().connection(), notice.connection());
            assertEquals(true, notice.attributes().get("simulated"));
            assertEquals(
                    List.of(),
                    new ComplaintTimer()
                            .decide(
                                    Entry.Performed.of(
                                            Entry.Decided.of(rung.position(), null, "x", "1", 0, notice),
                                            new Outcome.Done(""),
                                            0),
                                    Samples.profile()));
        }
    }

    @Nested
    class NothingSimulatedLeavesKit extends GuardKit {
        @Override
        protected Guard guard() {
            return new NothingSimulatedLeaves("demo"::equals);
        }

        @Override
        protected List<Action> allowed() {
            return List.of(
                    Action.of("notify", "demo").details(Map.of("simulated", true)),
                    Action.of("reply", "mail"),
                    Action.wakeAt(NOW, Map.of("simulated", true)));
        }

        @Override
        protected List<Action> stopped() {
            return List.of(Action.of("reply", "mail").details(Map.of("simulated", true)));
        }
    }

    @Nested
    class ChannelCountsKit extends FoldKit {
        @Override
        protected Fold fold() {
            return new ChannelCounts();
        }

        @Override
        protected List<Entry> entries() {
            return Samples.entries(played());
        }

        @Test
        void theEndpointTellsTheCounts() throws Exception {
            try (MemoryState state = new MemoryState(new ChannelCounts())) {
                state.apply(entries());
                Request request =
                        new Request("GET", "/api/demo/channels", Map.of(), Map.of(), Map.of(), new byte[0], "eve");
                Response response = new ChannelsEndpoint(state).handle(request);
                Map<?, ?> body = (Map<?, ?>) response.body();
                assertEquals(400L, body.get("signals"));
                assertTrue(((Map<?, ?>) body.get("channels")).containsKey("email"));
            }
        }
    }
}
