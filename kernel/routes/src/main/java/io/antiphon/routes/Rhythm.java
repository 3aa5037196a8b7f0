package io.antiphon.routes;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Learns how long something is usually silent at each hour of the week, and says when it is silent for longer.
 *
 * <p>For each hour t of the last five weeks it keeps s(t), the longest that the silence had lasted at any moment of that hour,
 * so that a night's hours know of longer silences than the noons, and a Sunday's of longer ones than a Monday's. With
 * e(t) = max(s(t-1), s(t), s(t+1)), which forgives a rhythm that shifts by an hour, the usual silence at t is the second largest
 * of e(t - 1 week) … e(t - 4 weeks), so that one outage teaches nothing; while fewer than three of them are known, the largest;
 * while none is, the largest of e(t - 1 day) … e(t - 6 days); while none of those is, the largest s of the day before the silence
 * began. Silence is unusual beyond {@value #FACTOR} times that, and beyond a minute: the largest of n independent gaps of a
 * Poisson process with mean m is about m ln n, for its distribution function is (1 - exp(-x/m))^n (Gumbel, Statistics of
 * Extremes, 1958, 4.2), hence a gap of c m ln n comes about by chance once in n^c gaps.
 *
 * <p>Nothing is said before twenty utterances over an hour at least. What was heard for less than a week is forgiven when it is
 * silent for longer than it was heard: an import that is over, an endpoint that somebody tried out. Once a silence is unusual,
 * it is until it ends. Thread-safe.
 */
final class Rhythm {

    /** A silence that is longer than usual. */
    record Unusual(Duration silence, Duration usual) {}

    private static final int FACTOR = 3;
    private static final int ENOUGH = 20;
    private static final int DAY = 24;
    private static final int WEEK = 7 * DAY;
    private static final int HOURS = 5 * WEEK;
    private static final int UNKNOWN = -1;
    private static final long HOUR = 3600;
    private static final long ONE_UTTERANCE_MILLIS = 1000;
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LAPSE = Duration.ofMinutes(2);

    private volatile long lastMillis = Long.MIN_VALUE / 2;
    private int @Nullable [] longest;
    private long newest;
    private long count;
    private @Nullable Instant first;
    private @Nullable Instant last;
    private @Nullable Instant since;
    private @Nullable Instant unusualFrom;
    private int unusualAt;
    private Instant tick = Instant.MIN;

    /** Is told, a few times a minute, that one listens: silence in between is silence. */
    synchronized void listen(Instant now) {
        if (since == null || Duration.between(tick, now).compareTo(LAPSE) > 0) {
            since = now;
        }
        tick = now;
    }

    /** Is told that nobody listens, so that silence means nothing. */
    synchronized void deafen() {
        since = null;
    }

    /** Hears an utterance; what comes within a second of another belongs to it. */
    void heard(Instant now) {
        if (Math.abs(now.toEpochMilli() - lastMillis) >= ONE_UTTERANCE_MILLIS) {
            utterance(now);
        }
    }

    private synchronized void utterance(Instant now) {
        Instant from = silentSince();
        if (from == null) {
            since = now;
            tick = now;
        } else if (from.isBefore(now)) {
            learn(from, now);
        }
        first = first == null ? now : first;
        last = now;
        lastMillis = now.toEpochMilli();
        count++;
    }

    /** Since when it is silent while one listens; null if nobody listens. */
    synchronized @Nullable Instant silentSince() {
        Instant listening = since;
        Instant spoke = last;
        return listening == null || spoke == null || spoke.isBefore(listening) ? listening : spoke;
    }

    private void learn(Instant from, Instant to) {
        long end = hour(to);
        for (long hour = Math.max(hour(from), end - HOURS + 1); hour <= end; hour++) {
            long until = Math.min(to.getEpochSecond() + 1, (hour + 1) * HOUR);
            int seconds = (int) Math.min(Integer.MAX_VALUE, until - from.getEpochSecond());
            keep(hour, seconds);
        }
    }

    private void keep(long hour, int seconds) {
        int[] hours = longest;
        if (hours == null) {
            hours = new int[HOURS];
            Arrays.fill(hours, UNKNOWN);
            longest = hours;
            newest = hour;
        }
        while (newest < hour) {
            newest++;
            hours[index(newest)] = UNKNOWN;
        }
        if (hour > newest - HOURS) {
            hours[index(hour)] = Math.max(hours[index(hour)], seconds);
        }
    }

    /** Whether it is silent for longer than usual. */
    synchronized Optional<Unusual> unusual(Instant now) {
        Instant from = silentSince();
        Instant begun = first;
        Instant ended = last;
        if (from == null || begun == null || ended == null || count < ENOUGH) {
            return Optional.empty();
        }
        Duration known = Duration.between(begun, ended);
        Duration silence = Duration.between(from, now);
        boolean forgiven = known.compareTo(Duration.ofDays(7)) < 0 && silence.compareTo(known) > 0;
        boolean stands = from.equals(unusualFrom);
        int usual = stands ? unusualAt : usual(hour(now), hour(from));
        if (known.compareTo(Duration.ofHours(1)) < 0 || forgiven || usual == UNKNOWN) {
            return Optional.empty();
        }
        Duration allowed = Duration.ofSeconds((long) usual * FACTOR);
        boolean beyond = silence.compareTo(allowed) > 0 && silence.compareTo(SHORTEST) > 0;
        if (!beyond) {
            return Optional.empty();
        }
        unusualFrom = from;
        unusualAt = usual;
        return Optional.of(new Unusual(silence, Duration.ofSeconds(usual)));
    }

    private int usual(long hour, long begin) {
        List<Integer> weeks = around(hour, WEEK, 4);
        if (!weeks.isEmpty()) {
            return weeks.get(weeks.size() < 3 ? 0 : 1);
        }
        List<Integer> days = around(hour, DAY, 6);
        if (!days.isEmpty()) {
            return days.get(0);
        }
        int most = UNKNOWN;
        for (long each = begin - DAY; each <= begin; each++) {
            most = Math.max(most, known(each));
        }
        return most;
    }

    /** What is known of the same time so many periods ago, the longest first. */
    private List<Integer> around(long hour, int period, int times) {
        List<Integer> found = new ArrayList<>();
        for (int i = 1; i <= times; i++) {
            long then = hour - (long) i * period;
            int most = Math.max(known(then - 1), Math.max(known(then), known(then + 1)));
            if (most != UNKNOWN) {
                found.add(most);
            }
        }
        found.sort(Collections.reverseOrder());
        return found;
    }

    private int known(long hour) {
        int[] hours = longest;
        return hours == null || hour > newest || hour <= newest - HOURS ? UNKNOWN : hours[index(hour)];
    }

    /** All it knows, to be {@linkplain #recall recalled}; empty if it knows nothing. */
    synchronized String told() {
        Instant begun = first;
        Instant ended = last;
        if (longest == null || begun == null || ended == null) {
            return "";
        }
        StringBuilder told = new StringBuilder();
        told.append(begun.getEpochSecond()).append(' ').append(ended.getEpochSecond());
        told.append(' ').append(count).append(' ').append(newest);
        for (long hour = newest - HOURS + 1; hour <= newest; hour++) {
            told.append(' ').append(known(hour));
        }
        return told.toString();
    }

    /** Knows again what was told, if it has learnt nothing since and it is understood. */
    synchronized void recall(String told) {
        String[] words = told.split(" ");
        if (longest != null || words.length != 4 + HOURS) {
            return;
        }
        try {
            long[] values = Arrays.stream(words).mapToLong(Long::parseLong).toArray();
            first = Instant.ofEpochSecond(values[0]);
            last = last == null ? Instant.ofEpochSecond(values[1]) : last;
            count += values[2];
            for (int i = 0; i < HOURS; i++) {
                keep(values[3] - HOURS + 1 + i, (int) values[4 + i]);
            }
        } catch (NumberFormatException e) {
            longest = null;
        }
    }

    private static long hour(Instant instant) {
        return Math.floorDiv(instant.getEpochSecond(), HOUR);
    }

    private static int index(long hour) {
        return (int) Math.floorMod(hour, HOURS);
    }
}
