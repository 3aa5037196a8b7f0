package io.antiphon.routes;

import io.antiphon.spi.Connections.Connection;
import io.antiphon.spi.Connections.Status;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is worth an entry in the journal of one connection's ups and downs: problems that have stood for half a minute, each
 * once until all are over, and that there have been none for half a minute. Not more than one entry a minute.
 */
final class Chronicle {

    private static final String WHO = "antiphon";
    private static final Duration LASTING = Duration.ofSeconds(30);
    private static final Duration APART = Duration.ofMinutes(1);
    private static final int MOST = 20;
    /** What differs between two tellings of one problem. */
    private static final Pattern VARYING = Pattern.compile("[0-9a-fA-F]{8,}|\\d+( (s|min|h|days)\\b)?");

    private final Set<String> told = new HashSet<>();
    private @Nullable Instant wrongSince;
    private @Nullable Instant wellSince;
    private Instant lastEntry = Instant.MIN;
    private Instant begun = Instant.MIN;

    /** What is to be appended now; {@link #appended} tells that it was. */
    Optional<Entry> entry(Connection connection, Instant now) {
        boolean wrong = !connection.problems().isEmpty();
        if (connection.status() == Status.PAUSED && !wrong) {
            told.clear();
            wrongSince = null;
        }
        wrongSince = !wrong ? null : wrongSince == null ? now : wrongSince;
        wellSince = wrong ? null : wellSince == null ? now : wellSince;
        if (Duration.between(lastEntry, now).compareTo(APART) < 0) {
            return Optional.empty();
        }
        if (lasts(wrongSince, now) && told.size() < MOST && !told.containsAll(kinds(connection))) {
            return Optional.of(problem(connection));
        }
        if (lasts(wellSince, now) && !told.isEmpty()) {
            return Optional.of(recovered(connection, now));
        }
        return Optional.empty();
    }

    /** The entry for these is durable. */
    void appended(Connection connection, Instant now) {
        lastEntry = now;
        if (connection.problems().isEmpty()) {
            told.clear();
        } else {
            Instant since = wrongSince;
            begun = told.isEmpty() && since != null ? since : begun;
            told.addAll(kinds(connection));
        }
    }

    private static boolean lasts(@Nullable Instant since, Instant now) {
        return since != null && Duration.between(since, now).compareTo(LASTING) >= 0;
    }

    private static Set<String> kinds(Connection connection) {
        return connection.problems().stream()
                .map(problem ->
                        problem.where() + VARYING.matcher(problem.what()).replaceAll("#"))
                .collect(Collectors.toSet());
    }

    private static Entry problem(Connection connection) {
        return Entry.Commanded.of(
                WHO,
                "problem",
                "connection " + connection.id(),
                Map.of(
                        "status", connection.status().name().toLowerCase(java.util.Locale.ROOT),
                        "what", joined(connection.problems(), Problem::what),
                        "remedy", joined(connection.problems(), Problem::remedy)));
    }

    private Entry recovered(Connection connection, Instant now) {
        return Entry.Commanded.of(
                WHO,
                "recovered",
                "connection " + connection.id(),
                Map.of(
                        "status",
                        connection.status().name().toLowerCase(java.util.Locale.ROOT),
                        "what",
                        "Nothing is wrong any more, after " + Pulse.words(Duration.between(begun, now)) + ".",
                        "remedy",
                        ""));
    }

    private static String joined(List<Problem> problems, Function<Problem, String> part) {
        return problems.stream()
                .map(part)
                .filter(each -> !each.isBlank())
                .distinct()
                .limit(MOST)
                .collect(Collectors.joining(" "));
    }
}
