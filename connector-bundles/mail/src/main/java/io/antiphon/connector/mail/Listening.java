package io.antiphon.connector.mail;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Intake;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.FolderNotFoundException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder being listened to, by a thread of its own: hears what is new, then waits until the server calls (IDLE) or the
 * interval has passed. A line that breaks is taken up again a few times; what does not mend so is the kernel's business.
 */
final class Listening implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Listening.class);
    private static final int TRIES = 4;
    private static final long FIRST_PAUSE_MILLIS = 500;
    private static final long CLOSING_SECONDS = 9;

    private final Hearing hearing;
    private final Intake intake;
    private final Clock clock;
    private final Duration nudges;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread listener;
    private volatile @Nullable Wires wires;
    private volatile @Nullable Mailbox idling;

    private Listening(Hearing hearing, Intake intake, Clock clock, Duration nudges) {
        this.hearing = hearing;
        this.intake = intake;
        this.clock = clock;
        this.nudges = nudges;
        this.listener = new Thread(this::listen, "mail " + hearing.server());
    }

    static Listening start(Hearing hearing, Intake intake, Clock clock, Duration nudges) {
        Listening listening = new Listening(hearing, intake, clock, nudges);
        listening.listener.setDaemon(true);
        listening.listener.start();
        Thread nudger = new Thread(listening::nudge, "mail nudge " + hearing.server());
        nudger.setDaemon(true);
        nudger.start();
        return listening;
    }

    private void listen() {
        int failures = 0;
        while (!isClosing()) {
            boolean[] worked = {false};
            try {
                stay(worked);
            } catch (InterruptedException e) {
                return;
            } catch (AuthenticationFailedException | FolderNotFoundException | RuntimeException | Error e) {
                give(e);
                return;
            } catch (MessagingException | IOException e) {
                failures = worked[0] ? 1 : failures + 1;
                if (failures >= TRIES) {
                    give(e);
                    return;
                }
                LOG.info("{} {}: {}; trying again", hearing.server(), hearing.folder(), e.toString());
                if (paused(FIRST_PAUSE_MILLIS << failures)) {
                    return;
                }
            }
        }
    }

    private void give(Throwable cause) {
        if (!isClosing()) {
            intake.failed(told(cause));
        }
    }

    private Throwable told(Throwable cause) {
        if (cause instanceof Error || cause instanceof AntiphonException) {
            return cause;
        }
        return new IOException(hearing.server() + " " + hearing.folder() + ": " + Failure.words(cause), cause);
    }

    /** Connects and hears until the line breaks or this is closed. */
    private void stay(boolean[] worked) throws MessagingException, IOException, InterruptedException {
        try (Wires line = new Wires()) {
            wires = line;
            if (isClosing()) {
                return;
            }
            try (Mailbox box = Mailbox.open(hearing.server(), hearing.folder(), hearing.writes(), line)) {
                Round round = new Round(hearing, intake, clock);
                while (!isClosing()) {
                    int before = box.count();
                    int heard = round.run(box);
                    worked[0] = true;
                    intake.alive();
                    if (heard == 0 && box.count() <= before) {
                        rest(box);
                    }
                }
            }
        }
    }

    private void rest(Mailbox box) throws MessagingException {
        if (!box.canPush()) {
            if (!paused(hearing.interval().toMillis())) {
                box.nudge();
            }
            return;
        }
        idling = box;
        try {
            box.idle();
        } finally {
            idling = null;
        }
    }

    /** Asks every few minutes whether the line still stands: who only waits never learns that it broke. */
    private void nudge() {
        while (!paused(nudges.toMillis())) {
            Mailbox box = idling;
            try {
                if (box != null) {
                    box.nudge();
                }
            } catch (MessagingException | RuntimeException e) {
                LOG.debug("{} does not answer", hearing.server(), e);
            }
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    /** Waits; true if this was closed meanwhile. */
    private boolean paused(long millis) {
        try {
            return closing.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() throws InterruptedException {
        closing.countDown();
        Wires line = wires;
        if (line != null) {
            line.close();
        }
        listener.interrupt();
        listener.join(TimeUnit.SECONDS.toMillis(CLOSING_SECONDS));
    }
}
