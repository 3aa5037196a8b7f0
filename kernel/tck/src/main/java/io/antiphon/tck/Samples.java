package io.antiphon.tck;

import io.antiphon.spi.Action;
import io.antiphon.spi.Direction;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Outcome;
import io.antiphon.spi.Position;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Signal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Signals, entries, actions and a profile of every shape a plugin meets, the same each time. */
public final class Samples {

    private static final int LONG_TEXT = 100_000;
    private static final Instant THEN = Instant.parse(MemoryKernel.DAWN);

    private Samples() {}

    /** A customer who is known. */
    public static Profile profile() {
        return new Profile(
                "p-1",
                List.of(new Identity("email", "ada@example.org"), new Identity("phone", "+4930123456")),
                Map.of("name", "Ada", "locale", "en"),
                THEN,
                THEN,
                3);
    }

    /** Signals with much, with little, and with what makes careless code fall over. */
    public static List<Signal> signals() {
        return List.of(
                full("s-1", "The parcel NW-10023 is late again!").build(),
                Signal.of("message").text("").build(),
                Signal.of("review").rating(1.0).channel("store").build(),
                Signal.of("order")
                        .attribute("total", 12.5)
                        .attribute("lines", List.of(Map.of("sku", "A-1")))
                        .build(),
                Signal.of("message")
                        .text("Где моя посылка? \uD83D\uDE21")
                        .language("ru")
                        .build(),
                Signal.of("message").text("包裹还没到，客服不回复。").language("zh").build(),
                Signal.of("message").text("متى يصل الطرد؟").build(),
                Signal.of("message")
                        .text("half a pair \uD83D and a null \0 and\ttabs\r\n")
                        .build(),
                Signal.of("message").text("é".repeat(LONG_TEXT)).build(),
                Signal.of("message")
                        .text("<script>alert('\"&')</script> %s {} $1 \\ ' ; --")
                        .build(),
                full("s-11", "We are sorry.").direction(Direction.OUTBOUND).build(),
                full("s-12", "Thank you").attribute("simulated", true).build());
    }

    private static io.antiphon.spi.SignalBuilder full(String externalId, String text) {
        return Signal.of("message")
                .externalId(externalId)
                .channel("email")
                .unit("acme/emea/care")
                .occurredAt(THEN)
                .identity("email", "ada@example.org")
                .identity("phone", "+4930123456")
                .conversation("c-1")
                .inReplyTo("s-0")
                .language("en")
                .text(text)
                .rating(2.0)
                .attribute("profile", Map.of("name", "Ada"));
    }

    /**
     * A stretch of a journal: each signal is heard and understood, some are decided about and performed, a timer rings, a
     * person orders something.
     */
    public static List<Entry> entries() {
        return entries(signals());
    }

    /** A stretch of a journal in which these signals are heard. */
    public static List<Entry> entries(List<Signal> signals) {
        List<Entry> road = new ArrayList<>();
        for (int i = 0; i < signals.size(); i++) {
            boolean known = !signals.get(i).identities().isEmpty();
            Entry.Heard heard = append(road, Entry.Heard.of(i % 2 == 0 ? "one" : "other", signals.get(i)));
            Entry.Understood understood = append(
                    road,
                    Entry.Understood.of(
                            heard,
                            known ? "p-1" : null,
                            List.of(Insight.of("language", "en", 0.9).by("kit", "1"))));
            if (i % 3 == 0) {
                decide(road, understood, signals.get(i), i);
            }
        }
        append(road, Entry.Commanded.of("ada", "pause", "one", Map.of("why", "holidays")));
        return List.copyOf(road);
    }

    private static void decide(List<Entry> road, Entry.Understood understood, Signal signal, int i) {
        Action action = i % 2 == 0
                ? Action.reply("one", signal, "Thank you")
                : Action.wakeAt(THEN.plusSeconds(i), Map.of("for", "an answer"));
        Entry.Decided decided =
                append(road, Entry.Decided.of(understood.position(), understood.profile(), "kit", "1", 0, action));
        Outcome outcome = i % 4 == 0 ? new Outcome.Done("ref-" + i) : new Outcome.Refused("unknown address");
        append(road, Entry.Performed.of(decided, outcome, 0));
    }

    private static <T extends Entry> T append(List<Entry> road, T entry) {
        Position position = Position.of(road.size() + 1L);
        String id = entry.id().isEmpty() ? position.toString() : entry.id();
        Entry appended = entry.at(position, id, THEN.plusMillis(road.size()));
        road.add(appended);
        @SuppressWarnings("unchecked") // an entry at a position is an entry of the same kind
        T same = (T) appended;
        return same;
    }

    /** Actions with much and with little. */
    public static List<Action> actions() {
        return List.of(
                Action.of("notify", "one").withId("0-1.kit.0"),
                Action.reply("one", signals().get(0), "We are sorry").withId("0-2.kit.0"),
                Action.wakeAt(THEN, Map.of()).withId("0-3.kit.0"),
                Action.of("publish", "other").saying("").withId("0-4.kit.0"),
                Action.of("reply", "gone")
                        .to(new Identity("email", "ada@example.org"))
                        .withId("0-5.kit.0"),
                Action.of("reply", "one").details(Map.of("simulated", true)).withId("0-6.kit.0"));
    }
}
