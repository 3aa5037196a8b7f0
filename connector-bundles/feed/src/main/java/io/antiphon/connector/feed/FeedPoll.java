package io.antiphon.connector.feed;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Intake;
import io.antiphon.spi.Signal;
import io.antiphon.spi.Source;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Fetches a feed if it has changed and the far end does not mind, and remembers what it had once that is durable. */
record FeedPoll(Fetcher fetcher, FeedReader reader, Clock clock) implements Source.Poll {

    private static final String KNOWN = "known";
    private static final String NOT_BEFORE = "not-before";
    private static final int BATCH = 500;
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    @Override
    public void run(Intake intake) throws IOException, InterruptedException {
        boolean mustWait = intake.recall(NOT_BEFORE)
                .map(Instant::parse)
                .filter(clock.instant()::isBefore)
                .isPresent();
        if (mustWait) {
            return;
        }
        String[] known = intake.recall(KNOWN).orElse("").split("\n", -1);
        boolean same = known.length == 3 && known[0].equals(fetcher.address().toString());
        Fetcher.Answer answer = fetcher.fetch(same ? known[1] : "", same ? known[2] : "");
        intake.remember(NOT_BEFORE, "");
        switch (answer.status()) {
            case Fetcher.NOT_MODIFIED -> intake.alive();
            case Fetcher.OK -> hear(answer, intake);
            case TOO_MANY, UNAVAILABLE -> waitAsAsked(answer, intake);
            default -> throw new IOException(fetcher.address() + " answers " + answer.status());
        }
    }

    private void hear(Fetcher.Answer answer, Intake intake) throws InterruptedException {
        List<Signal> signals;
        try {
            signals = reader.read(answer.received(), intake::reject);
        } catch (MalformedFeedException e) {
            String reason = String.valueOf(e.getMessage());
            if (answer.received().body().length > 0) {
                intake.reject(answer.received(), reason);
            }
            throw new AntiphonException(
                    AntiphonException.Code.INVALID, fetcher.address() + " is no readable feed: " + reason, e);
        }
        for (int from = 0; from < signals.size(); from += BATCH) {
            intake.acceptPatiently(signals.subList(from, Math.min(signals.size(), from + BATCH)));
        }
        intake.remember(KNOWN, fetcher.address() + "\n" + answer.etag() + "\n" + answer.lastModified());
        intake.alive();
    }

    private void waitAsAsked(Fetcher.Answer answer, Intake intake) throws IOException {
        Duration wait = retryAfter(answer.retryAfter());
        if (!wait.isZero()) {
            intake.remember(NOT_BEFORE, clock.instant().plus(wait).toString());
        }
        throw new IOException(fetcher.address() + " answers " + answer.status()
                + (wait.isZero() ? "" : " and asks us to come back in " + wait));
    }

    private Duration retryAfter(String header) {
        Duration asked = Duration.ZERO;
        try {
            asked = header.matches("\\d{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(header))
                    : header.isEmpty()
                            ? Duration.ZERO
                            : Duration.between(
                                    clock.instant(), ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME));
        } catch (DateTimeException e) {
            asked = Duration.ZERO;
        }
        if (asked.isNegative()) {
            return Duration.ZERO;
        }
        return asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked;
    }
}
