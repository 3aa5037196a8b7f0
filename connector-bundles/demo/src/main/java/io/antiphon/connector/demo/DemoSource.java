package io.antiphon.connector.demo;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Direction;
import io.antiphon.spi.Intake;
import io.antiphon.spi.Received;
import io.antiphon.spi.Signal;
import io.antiphon.spi.Source;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Plays a world from where it stopped. One thread of its own, ended by an interrupt; it remembers how far it has come
 * after each batch, so that what it offers again after a crash is recognised.
 */
record DemoSource(
        World world,
        long history,
        long pace,
        boolean mended,
        Clock clock,
        Stage stage,
        AtomicLong played,
        Reactions reactions)
        implements Source {

    private static final String NEXT = "next";
    private static final String EVENT = "demo-event";
    private static final int BATCH = 500;
    private static final Duration PAST = Duration.ofDays(30);
    private static final long TICK_MILLIS = 200;

    /** Where the play is played. */
    interface Stage {
        /** A thread, interrupted and awaited when it is closed. */
        Stage THREAD = play -> {
            Thread thread = new Thread(play, "demo");
            thread.setDaemon(true);
            thread.start();
            return () -> {
                thread.interrupt();
                thread.join(Duration.ofSeconds(10).toMillis());
            };
        };

        AutoCloseable perform(Runnable play);
    }

    @Override
    public AutoCloseable start(Intake intake) {
        return stage.perform(() -> {
            try {
                playHistory(intake);
                playOn(intake);
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException | Error broken) {
                intake.failed(broken);
            }
        });
    }

    private long next(Intake intake) {
        return intake.recall(NEXT).map(Long::valueOf).orElse(0L);
    }

    private void playHistory(Intake intake) throws InterruptedException {
        Instant start = clock.instant();
        for (long n = next(intake); n < history; n = next(intake)) {
            play(n, Math.min(history, n + BATCH), start, intake);
            intake.progress(String.format("the past: %,d of %,d signals", next(intake), history));
        }
        intake.progress("");
    }

    private void playOn(Intake intake) throws InterruptedException {
        double due = 0;
        while (pace > 0) {
            Thread.sleep(TICK_MILLIS);
            react(intake);
            due = Math.min(due + pace * TICK_MILLIS / 1000.0, Math.max(pace, BATCH));
            while (due >= 1) {
                long n = next(intake);
                long count = Math.min(BATCH, (long) due);
                play(n, n + count, clock.instant(), intake);
                due -= count;
            }
        }
    }

    private void react(Intake intake) throws InterruptedException {
        Instant now = clock.instant();
        List<Signal> said = reactions.due(world.conversations(), now).stream()
                .flatMap(answer -> world.reaction(answer, now).stream())
                .toList();
        if (!said.isEmpty()) {
            intake.acceptPatiently(said);
            played.addAndGet(said.size());
        }
    }

    private void play(long from, long to, Instant now, Intake intake) throws InterruptedException {
        List<Signal> signals = new ArrayList<>();
        for (long n = from; n < to; n++) {
            if (world.isBroken(n)) {
                Map<String, String> headers = Map.of(EVENT, String.valueOf(n));
                Received garbage = Received.of(world.garbage(n), "demo#" + n);
                intake.reject(
                        new Received(garbage.body(), headers, garbage.origin()),
                        "The text ends within a string, at character " + garbage.body().length);
            } else {
                Signal signal = world.event(n, when(n, now));
                if (n < history || !isOurs(signal)) {
                    signals.add(signal);
                }
            }
        }
        if (!signals.isEmpty()) {
            intake.acceptPatiently(signals);
        }
        intake.remember(NEXT, String.valueOf(to));
        intake.alive();
        played.addAndGet(to - from);
    }

    /** Whether it says what is Antiphon's to say now; in the past others said it, and on the phone they still do. */
    private static boolean isOurs(Signal signal) {
        return signal.direction() == Direction.OUTBOUND && !signal.channel().equals("phone");
    }

    private Instant when(long n, Instant now) {
        return n < history ? now.minus(PAST.dividedBy(history).multipliedBy(history - n)) : now;
    }

    @Override
    public List<Signal> reread(Received received) {
        if (!mended) {
            throw new AntiphonException(
                    AntiphonException.Code.CONFLICT,
                    "It is still unreadable; set 'mended' to true to make it readable");
        }
        long n = Long.parseLong(received.header(EVENT).orElseThrow());
        return List.of(world.event(n, when(n, clock.instant())));
    }
}
