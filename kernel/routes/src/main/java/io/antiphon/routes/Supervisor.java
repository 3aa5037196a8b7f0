package io.antiphon.routes;

import io.antiphon.spi.Connections.Connection;
import io.antiphon.spi.Connections.Status;
import io.antiphon.spi.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Keeps one connection as it should be: whatever happens to it is posted to its mailbox and changes its {@link Course}. */
final class Supervisor implements ConnectionIntake.Watcher {

    private final String id;
    private final Kernel kernel;
    private final Tally tally = new Tally();
    private final Pulse pulse;
    private final Mailbox mailbox;
    private final Course course;

    Supervisor(String id, Terms terms, @Nullable Plug plug, Kernel kernel) {
        this.id = id;
        this.kernel = kernel;
        this.pulse = new Pulse(id, tally);
        this.mailbox = kernel.workers().mailbox();
        this.course = new Course(id, terms, plug, kernel, mailbox, tally, this::intake, this::hangs);
    }

    /** Begins, once a former connection of this name has ended. */
    void begin(CompletableFuture<?> former) {
        former.whenComplete((done, failure) -> mailbox.post(() -> {
            course.begin();
            course.next();
        }));
    }

    /**
     * Is offered other settings, which may name another connector. If it runs, it takes them only when its connector finds
     * nothing wrong with them. Not to be called by two at once.
     */
    void offer(Terms wanted, @Nullable Plug itsPlug) {
        Offers offers = course.offers();
        boolean asks = (runs() || offers.open())
                && !wanted.paused()
                && !wanted.sameForConnector(terms())
                && !course.proofs().isFresh(itsPlug, wanted);
        if (asks) {
            post(offers.offer(wanted, itsPlug, course::next));
        } else {
            want(wanted, itsPlug);
        }
    }

    /** Wants other settings, whether or not its connector has seen them. Not to be called by two at once. */
    void want(Terms wanted, @Nullable Plug itsPlug) {
        post(course.offers().settle(wanted, itsPlug));
    }

    private void post(Runnable change) {
        mailbox.post(() -> {
            change.run();
            course.next();
        });
    }

    /** Whether it is offered settings, not taken so far, for a connector of that name. */
    boolean isOffered(@Nullable String connector) {
        Offers offers = course.offers();
        return offers.open() && offers.stated().connector().equals(connector);
    }

    /** Has another connector, or none; tells when the former one is no longer in use. */
    CompletableFuture<Void> plug(@Nullable Plug now) {
        return settle(() -> course.replug(now));
    }

    /** Lost something that its source needs to run; tells when it runs no longer. */
    CompletableFuture<Void> lost(Throwable what) {
        return settle(() -> course.lost(what));
    }

    /** Ends for good; tells when nothing runs any more. */
    CompletableFuture<Void> end() {
        return settle(course::end);
    }

    /** Tries again at once, even if it was quarantined. */
    void resume() {
        settle(course::resume);
    }

    /** Tries again at once if it waits to be tried again. */
    void retry() {
        settle(course::retry);
    }

    /** Shows something that is wrong and does not stop it. */
    void warn(List<Problem> problems) {
        settle(() -> course.warn(problems));
    }

    private CompletableFuture<Void> settle(Runnable change) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        mailbox.post(() -> {
            change.run();
            course.tell(done);
            course.next();
        });
        return done;
    }

    String id() {
        return id;
    }

    /** The settings in force, whether or not it runs with them already. */
    Terms terms() {
        Offers offers = course.offers();
        return offers.open() ? course.terms() : offers.stated();
    }

    /** What its file says. */
    Terms stated() {
        return course.offers().stated();
    }

    /** Whether it does what it is there for, or did until it was taken out for a moment. */
    boolean runs() {
        return course.window().runs();
    }

    /** Learns that a connector could serve it. */
    void proved(Proof found) {
        course.proofs().learn(found);
    }

    /** What it shows. */
    Window window() {
        return course.window();
    }

    Connection connection() {
        Face face = course.window().face();
        Running running = course.running();
        List<Problem> more = new ArrayList<>();
        Instant now = kernel.clock().instant();
        if (face.status() == Status.RUNNING) {
            more.addAll(pulse.problems(running == null ? null : running.hearing(), now));
        }
        Speaking speaking = running == null ? null : running.speaking();
        if (speaking != null) {
            more.addAll(speaking.problems(now));
            Instant since = speaking.failingSince(now);
            face = since != null && face.status() == Status.RUNNING ? face.failing(since) : face;
        }
        return face.connection(id, terms(), tally, course.manner(), more);
    }

    /** How long it has said nothing new while it was listened to; empty if nobody listens. */
    Optional<Duration> silence() {
        Instant since = tally.speech.silentSince();
        return Optional.ofNullable(since)
                .map(from -> Duration.between(from, kernel.clock().instant()));
    }

    Tally tally() {
        return tally;
    }

    /** What is at work; null if nothing is. */
    @Nullable
    Running running() {
        return course.running();
    }

    /** Its source at work; null if there is none. */
    @Nullable
    Hearing hearing() {
        Running running = course.running();
        return running == null ? null : running.hearing();
    }

    /** Its sink at work; null if there is none. */
    @Nullable
    Speaking speaking() {
        Running running = course.running();
        return running == null ? null : running.speaking();
    }

    /** How it goes about, or did when it last ran. */
    Manner manner() {
        return course.manner();
    }

    /** Its connector; null if it is not installed. */
    @Nullable
    Plug plugNow() {
        return course.plug();
    }

    ConnectionIntake intake(Terms itsTerms, Plug itsPlug) {
        return new ConnectionIntake(id, itsPlug.spec.channel(), itsTerms.unit(), itsTerms.rate(), kernel, tally, this);
    }

    @Override
    public void failed(ConnectionIntake intake, Throwable cause) {
        about(intake, () -> course.failed(cause));
    }

    @Override
    public void complained(ConnectionIntake intake, Throwable cause) {
        tally.errors.increment();
        about(intake, () -> course.complained(cause));
    }

    @Override
    public void proved(ConnectionIntake intake) {
        about(intake, course::works);
    }

    private void hangs(Speaking speaking, int calls) {
        mailbox.post(() -> {
            course.hangs(speaking, calls);
            course.next();
        });
    }

    private void about(ConnectionIntake intake, Runnable change) {
        mailbox.post(() -> {
            if (course.uses(intake)) {
                change.run();
                course.next();
            }
        });
    }
}
