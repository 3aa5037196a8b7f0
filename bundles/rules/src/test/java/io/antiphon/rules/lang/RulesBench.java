package io.antiphon.rules.lang;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Signal;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Prints what a decision costs with 1,000 rules of all sorts. Run its main method; no test times anything. */
public final class RulesBench {

    private static final int RULES = 1_000;
    private static final int SIGNALS = 20_000;
    private static final String[] WORDS =
            ("parcel late refund invoice broken delivery thanks question order tracking address"
                            + " courier damaged price quality hotline waiting answer money subscription website login")
                    .split(" ");

    private RulesBench() {}

    /** Prints microseconds of CPU a decision, several times until it is warm. */
    public static void main(String[] args) {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder("rules:\n");
        for (int i = 0; i < RULES / 2; i++) {
            text.append("  - {name: t")
                    .append(i)
                    .append(", when: {topic: topic-")
                    .append(i)
                    .append(", channel: email}, then: {tag: x}}\n");
        }
        List<Rule> rules = new ArrayList<>(Heards.rules(text.toString()));
        text = new StringBuilder("rules:\n");
        for (int i = 0; i < RULES / 2; i++) {
            text.append("  - {name: s")
                    .append(i)
                    .append(", when: {kind: message, text: \"")
                    .append(phrase(random))
                    .append(' ')
                    .append(i)
                    .append("\"}, then: {tag: x}}\n");
        }
        rules.addAll(Heards.rules(text.toString()));
        RulesPolicy policy = new RulesPolicy(rules);
        List<Entry.Understood> signals = new ArrayList<>();
        for (int i = 0; i < SIGNALS; i++) {
            StringBuilder said = new StringBuilder();
            for (int word = 0; word < 40; word++) {
                said.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
            }
            Signal signal = Signal.of("message")
                    .channel("email")
                    .unit("acme/emea/care")
                    .text(said.toString())
                    .build();
            signals.add(Heards.at(
                    i + 1,
                    Instant.EPOCH,
                    "mail",
                    signal,
                    Insight.of("language", "en", 0.9),
                    Insight.of("topic", "topic-" + random.nextInt(RULES)),
                    Insight.of("sentiment", "negative", 0.8)));
        }
        for (int round = 0; round < 10; round++) {
            long began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            long actions = 0;
            for (Entry.Understood signal : signals) {
                actions += policy.decide(signal, Profile.ANONYMOUS).size();
            }
            double micros = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began) / 1e3 / SIGNALS;
            System.out.println(String.format(
                    Locale.ROOT,
                    "%d rules, %d asked of all: %.2f µs of CPU a signal, %d actions",
                    rules.size(),
                    policy.always(),
                    micros,
                    actions));
        }
    }

    private static String phrase(Random random) {
        return WORDS[random.nextInt(WORDS.length)] + " " + WORDS[random.nextInt(WORDS.length)];
    }
}
