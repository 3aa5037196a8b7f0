package io.antiphon.care.cases;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Position;
import io.antiphon.spi.Signal;
import io.antiphon.spi.SignalBuilder;
import io.antiphon.tck.MemoryTx;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Prints what folding costs, in microseconds of CPU a signal; run by hand. */
public final class CareBench {

    private static final int SIGNALS = 20_000;
    private static final int BATCH = 500;

    private CareBench() {}

    public static void main(String[] args) throws Exception {
        for (int round = 0; round < 2; round++) {
            run("operational", false, 0, SIGNALS);
            run("messages, each a case", true, SIGNALS, SIGNALS);
            run("messages, ten a conversation", true, SIGNALS / 10, SIGNALS);
            run("messages, ten a person", true, 0, SIGNALS / 10);
        }
    }

    private static void run(String name, boolean message, int conversations, int people) throws Exception {
        Care care = new Care();
        try (MemoryTx tx = MemoryTx.of(care)) {
            care.create(tx);
            tx.commit();
            long spent = 0;
            long offset = 0;
            for (int done = 0; done < SIGNALS; done += BATCH) {
                List<Entry> heard = new ArrayList<>();
                List<Entry> understood = new ArrayList<>();
                for (int i = 0; i < BATCH; i++) {
                    heard.add(heard(++offset, done + i, message, conversations));
                }
                for (Entry one : heard) {
                    Entry.Understood fresh = Entry.Understood.of(
                            (Entry.Heard) one,
                            "p" + one.position().offset() % people,
                            List.of(
                                    Insight.of("language", "en"),
                                    Insight.of("sentiment", "negative"),
                                    Insight.of("topic", "late")));
                    understood.add(fresh.at(Position.of(++offset), fresh.id(), Instant.ofEpochSecond(offset)));
                }
                long began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                care.apply(heard, tx);
                care.apply(understood, tx);
                tx.commit();
                spent += ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began;
            }
            System.out.printf("%-30s %.1f µs a signal%n", name, spent / 1e3 / SIGNALS);
        }
    }

    private static Entry.Heard heard(long offset, int number, boolean message, int conversations) {
        SignalBuilder signal = Signal.of(message ? "message" : "order")
                .channel("email")
                .unit("acme/care")
                .attribute("n", 1);
        if (message) {
            signal.text("Where is my parcel? It should have come last week.").externalId("e" + number);
        }
        if (conversations > 0) {
            signal.conversation("c" + number % conversations);
        }
        Instant at = Instant.ofEpochSecond(1_700_000_000 + offset);
        return Entry.Heard.of("mail", signal.build())
                .at(Position.of(offset), Position.of(offset).toString(), at);
    }
}
