package io.antiphon.insight;

import io.antiphon.insight.sentiment.SentimentEnricher;
import io.antiphon.insight.text.Reading;
import io.antiphon.insight.topics.TopicsEnricher;
import io.antiphon.spi.Enricher;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Signal;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** Measures the processor time that reading, feelings and topics take for texts of about 200 characters, when all is warm. */
final class InsightBench {

    private static final List<String> TEXTS = List.of(
            "I ordered a Samsung phone two weeks ago and the delivery was late again, but the support team was really friendly"
                    + " and helpful. The screen is bright, although the battery does not last a whole day. Not sure.",
            "My flight was cancelled and nobody at the counter could tell me when the next one leaves. I want a refund of the"
                    + " ticket and the hotel, please answer quickly, I have been waiting for three hours now!",
            "Заказывал телефон Xiaomi в интернет-магазине, доставили быстро, курьер вежливый, упаковка целая. А вот батарея"
                    + " садится за полдня и приложение постоянно зависает, очень разочарован. Верните деньги.",
            "The room was clean and quiet, breakfast was excellent and the staff were very kind. Only the wifi was slow and the"
                    + " parking is too expensive for what it is. We would come back, thanks to everyone at the desk.");

    private InsightBench() {}

    public static void main(String[] arguments) throws IOException {
        System.out.printf(
                "%d texts of %.0f characters%n",
                TEXTS.size(), TEXTS.stream().mapToInt(String::length).average().orElse(0));
        Enricher sentiment = SentimentEnricher.shipped();
        Enricher topics = TopicsEnricher.shipped();
        for (int round = 0; round < 5; round++) {
            System.out.printf(
                    "CPU µs a text: reading %.1f, reading and feelings %.1f, reading and topics %.1f, all three %.1f%n",
                    micros(signal ->
                            Reading.of(String.valueOf(signal.text())).segments().count()),
                    micros(signal -> enriched(sentiment, signal)),
                    micros(signal -> enriched(topics, signal)),
                    micros(signal -> enriched(sentiment, signal) + enriched(topics, signal)));
        }
    }

    private static int enriched(Enricher enricher, Signal signal) {
        try {
            return enricher.enrich(signal, Profile.ANONYMOUS).size();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static double micros(java.util.function.ToIntFunction<Signal> work) {
        int rounds = Integer.getInteger("rounds", 20_000);
        List<Signal> signals = new ArrayList<>();
        long spent = 0;
        int sum = 0;
        for (int done = 0; done < rounds; done += 1_000) {
            signals.clear();
            for (int i = 0; i < 1_000; i++) {
                signals.add(
                        Signal.of("message").text(TEXTS.get(i % TEXTS.size())).build());
            }
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            for (Signal signal : signals) {
                sum += work.applyAsInt(signal);
            }
            spent += ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
        }
        return sum < 0 ? 0 : spent / 1e3 / rounds;
    }
}
