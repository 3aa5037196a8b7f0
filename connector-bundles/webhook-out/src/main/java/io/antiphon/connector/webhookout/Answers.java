package io.antiphon.connector.webhookout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.antiphon.spi.Outcome;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a receiver's answers mean. */
final class Answers {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** What is said of the address, the leave or the moment, and not of what was posted. */
    private static final Set<Integer> PASSING = Set.of(401, 403, 404, 405, 407, 408, 425, 429);

    private static final Set<Integer> PUTTING_OFF = Set.of(429, 503);
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final int MOST_REFERENCE = 512;
    private static final int MOST_SHOWN = 200;

    private Answers() {}

    /** The outcome; throws what may pass. */
    static Outcome outcome(HttpResponse<byte[]> answer, String where, Clock clock) throws IOException {
        int status = answer.statusCode();
        if (status >= 200 && status < 300) {
            return new Outcome.Done(reference(answer));
        }
        String told = where + " answers " + status;
        Optional<Duration> wait = PUTTING_OFF.contains(status) ? retryAfter(answer, clock) : Optional.empty();
        if (wait.isPresent()) {
            return new Outcome.Later(wait.get());
        }
        if (status >= 300 && status < 400) {
            throw new IOException(told + "; redirects are not followed, so give the address they lead to");
        }
        if (status == 410) {
            return new Outcome.Refused(told + ": it wants to hear no more" + excerpt(answer));
        }
        if (status >= 400 && status < 500 && !PASSING.contains(status)) {
            return new Outcome.Refused(told + excerpt(answer));
        }
        throw new IOException(told + excerpt(answer));
    }

    /** The answer's {@code id}, or else its header {@code Location} or {@code X-Request-Id}; empty if there is none. */
    private static String reference(HttpResponse<byte[]> answer) {
        String id = "";
        try {
            JsonNode node = JSON.readTree(answer.body()).path("id");
            id = node.isTextual() || node.isIntegralNumber() ? node.asText() : "";
        } catch (IOException e) {
            // the answer need not be JSON
        }
        for (String header : List.of("location", "x-request-id")) {
            id = id.isBlank() ? answer.headers().firstValue(header).orElse("") : id;
        }
        return id.length() > MOST_REFERENCE ? "" : id.strip();
    }

    private static Optional<Duration> retryAfter(HttpResponse<byte[]> answer, Clock clock) {
        String value = answer.headers().firstValue("retry-after").orElse("").strip();
        if (value.matches("\\d{1,9}")) {
            return Optional.of(bounded(Duration.ofSeconds(Long.parseLong(value))));
        }
        try {
            Instant until = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(bounded(Duration.between(clock.instant(), until)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Duration bounded(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }

    private static String excerpt(HttpResponse<byte[]> answer) {
        String text = new String(answer.body(), StandardCharsets.UTF_8)
                .replaceAll("[\\p{Cntrl}\\s]+", " ")
                .strip();
        if (text.isEmpty()) {
            return "";
        }
        return ": " + (text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "…");
    }
}
