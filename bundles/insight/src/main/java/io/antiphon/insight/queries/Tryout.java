package io.antiphon.insight.queries;

import io.antiphon.insight.pii.Masking;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Journal;
import io.antiphon.spi.Position;
import io.antiphon.spi.Signal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tries a query on the last signals before it is saved. */
final class Tryout {

    /** On so many signals at most. */
    static final int MOST_SIGNALS = 100_000;

    private static final int AT_ONCE = 1_000;
    private static final int MOST_EXAMPLES = 20;
    private static final int AROUND = 80;
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private final Journal journal;

    Tryout(Journal journal) {
        this.journal = journal;
    }

    /**
     * What a query would have found.
     *
     * @param signals how many were looked at
     * @param hits how many matched
     * @param since when the earliest of them was heard; null if there was none
     * @param whole whether as many as were asked for, or all there are, were looked at within 15 seconds
     * @param days hits by day, {@code 2026-11-21}
     * @param examples the latest
     */
    record Report(
            int signals,
            int hits,
            @Nullable Instant since,
            boolean whole,
            Map<String, Integer> days,
            List<Example> examples) {}

    /**
     * A signal that matched.
     *
     * @param text the part of the text around the first place, with what is personal masked
     * @param from where in it the first place begins; -1 if only fields matched
     * @param to where it ends
     */
    record Example(String position, Instant at, String channel, String text, int from, int to) {}

    Report run(Expression query, int last) {
        Matcher matcher = new Matcher(List.of(query));
        int most = Math.min(last, MOST_SIGNALS);
        long deadline = System.nanoTime() + LONGEST.toNanos();
        Position before = null;
        int signals = 0;
        int hits = 0;
        Instant since = null;
        boolean more = true;
        Map<String, Integer> days = new TreeMap<>();
        List<Example> examples = new ArrayList<>();
        while (more && signals < most && System.nanoTime() < deadline) {
            int limit = Math.min(AT_ONCE, most - signals);
            List<Entry.Heard> batch = journal.heard(new Journal.HeardQuery(null, before, null, true, limit));
            for (Entry.Heard heard : batch) {
                List<Matcher.Hit> found = matcher.match(heard.signal(), 1);
                if (!found.isEmpty()) {
                    hits++;
                    Instant day = heard.occurredAt().truncatedTo(ChronoUnit.DAYS);
                    days.merge(day.atZone(ZoneOffset.UTC).toLocalDate().toString(), 1, Integer::sum);
                    if (examples.size() < MOST_EXAMPLES) {
                        examples.add(example(heard, found.get(0)));
                    }
                }
                since = heard.at();
                before = heard.position();
            }
            signals += batch.size();
            more = batch.size() == limit;
        }
        return new Report(signals, hits, since, !more || signals >= most, days, List.copyOf(examples));
    }

    private static Example example(Entry.Heard heard, Matcher.Hit hit) {
        Signal signal = heard.signal();
        String text = signal.text() == null ? "" : Masking.mask(signal.text());
        int from = Math.max(0, Math.max(hit.from(), 0) - AROUND);
        int to = Math.min(text.length(), Math.max(hit.to(), 0) + AROUND);
        from -= from > 0 && Character.isLowSurrogate(text.charAt(from)) ? 1 : 0;
        to += to < text.length() && to > 0 && Character.isHighSurrogate(text.charAt(to - 1)) ? 1 : 0;
        return new Example(
                heard.position().toString(),
                heard.occurredAt(),
                signal.channel(),
                text.substring(from, to),
                hit.from() < 0 ? -1 : hit.from() - from,
                hit.from() < 0 ? -1 : Math.min(hit.to(), to) - from);
    }
}
