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

/**
 * Keeps one connection as it should be: whatever happens to it is posted to its mailbox, changes what is wanted or known, and
 * then {@link #next} takes the one step that brings it closer. At most one call into the plugin is out at a time, but for a
 * try of settings that it is offered; none is made on the mailbox's thread.
 */
final class Supervisor implements ConnectionIntake.Watcher {

    private static final int MOST_HANGING = 3;
    private static final String ITSELF = "It is tried again by itself.";

    private final String id;
    private final Kernel kernel;
    private final Tally tally = new Tally();
    private final Pulse pulse;
    private final Mailbox mailbox;
    private final Patience patience;
    private final Errands errands;
    private final Window window;
    private final Offers offers;
    private volatile @Nullable Plug plug;
    private volatile @Nullable Hearing hearing;
    private volatile @Nullable Proof proof;
    private volatile Terms terms;

    // touched by the mailbox only
    private @Nullable Proof checked;
    private boolean ended;
    private boolean busy = true;
    private boolean broken;
    private boolean quarantined;
    private List<Problem> trouble = List.of();
    private List<Problem> warnings = List.of();
    private final List<CompletableFuture<Void>> settled = new ArrayList<>();

    Supervisor(String id, Terms terms, @Nullable Plug plug, Kernel kernel) {
        this.id = id;
        this.terms = terms;
        this.plug = plug;
        this.kernel = kernel;
        this.pulse = new Pulse(id, tally);
        this.mailbox = kernel.workers().mailbox();
        this.patience = new Patience(kernel, mailbox, this::next);
        this.errands = new Errands(id, kernel, mailbox, this::hangs);
        this.window = new Window(plug == null ? null : plug.spec);
        this.offers = new Offers(id, terms, errands, this::adopt);
    }

    /** Begins, once a former connection of this name has ended. */
    void begin(CompletableFuture<?> former) {
        former.whenComplete((done, failure) -> mailbox.post(() -> {
            busy = false;
            next();
        }));
    }

    /**
     * Is offered other settings, which may name another connector. If it runs, it takes them only when its connector finds
     * nothing wrong with them. Not to be called by two at once.
     */
    void offer(Terms wanted, @Nullable Plug itsPlug) {
        boolean asks = (runs() || offers.open())
                && !wanted.paused()
                && !wanted.sameForConnector(terms())
                && !isProven(itsPlug, wanted);
        if (asks) {
            post(offers.offer(wanted, itsPlug, this::next));
        } else {
            want(wanted, itsPlug);
        }
    }

    /** Wants other settings, whether or not its connector has seen them. Not to be called by two at once. */
    void want(Terms wanted, @Nullable Plug itsPlug) {
        post(offers.settle(wanted, itsPlug));
    }

    private void post(Runnable change) {
        mailbox.post(() -> {
            change.run();
            next();
        });
    }

    private void adopt(Terms wanted, @Nullable Plug itsPlug) {
        if (!wanted.equals(terms) || itsPlug != plug) {
            terms = wanted;
            plug = itsPlug;
            afresh();
        }
    }

    /** Whether it is offered settings, not taken so far, for a connector of that name. */
    boolean isOffered(@Nullable String connector) {
        return offers.open() && offers.stated().connector().equals(connector);
    }

    /** Has another connector, or none; tells when the former one is no longer in use. */
    CompletableFuture<Void> plug(@Nullable Plug now) {
        return settle(() -> {
            if (now != plug) {
                plug = now;
                afresh();
            }
        });
    }

    /** Lost something that its source needs to run; tells when it runs no longer. */
    CompletableFuture<Void> lost(Throwable what) {
        return settle(() -> {
            if (hearing != null && !broken) {
                waitAfter(List.of(problem(what, "")));
            }
        });
    }

    /** Ends for good; tells when nothing runs any more. */
    CompletableFuture<Void> end() {
        return settle(() -> ended = true);
    }

    /** Tries again at once, even if it was quarantined. */
    void resume() {
        settle(() -> {
            quarantined = false;
            afresh();
        });
    }

    /** Tries again at once if it waits to be tried again. */
    void retry() {
        settle(() -> {
            if (patience.retryAt() != null) {
                afresh();
            }
        });
    }

    /** Shows something that is wrong and does not stop it. */
    void warn(List<Problem> problems) {
        settle(() -> warnings = problems);
    }

    private CompletableFuture<Void> settle(Runnable change) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        mailbox.post(() -> {
            change.run();
            settled.add(done);
            next();
        });
        return done;
    }

    String id() {
        return id;
    }

    /** The settings in force, whether or not it runs with them already. */
    Terms terms() {
        return offers.open() ? terms : offers.stated();
    }

    /** What its file says. */
    Terms stated() {
        return offers.stated();
    }

    /** Whether it does what it is there for, or did until it was taken out for a moment. */
    boolean runs() {
        return window.runs();
    }

    /** Learns that a connector could serve it. */
    void proved(Proof found) {
        proof = found;
    }

    /** What it shows. */
    Window window() {
        return window;
    }

    Connection connection() {
        Face face = window.face();
        boolean running = face.status() == Status.RUNNING;
        List<Problem> silence = running ? pulse.problems(hearing, kernel.clock().instant()) : List.of();
        return face.connection(id, terms(), tally, silence);
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

    /** The source at work; null if there is none. */
    @Nullable
    Hearing hearing() {
        return hearing;
    }

    /** Its connector; null if it is not installed. */
    @Nullable
    Plug plugNow() {
        return plug;
    }

    ConnectionIntake intake(Terms itsTerms, Plug itsPlug) {
        return new ConnectionIntake(id, itsPlug.spec.channel(), itsTerms.unit(), itsTerms.rate(), kernel, tally, this);
    }

    @Override
    public void failed(ConnectionIntake intake, Throwable cause) {
        about(intake, () -> broke(List.of(problem(cause, ""))));
    }

    @Override
    public void complained(ConnectionIntake intake, Throwable cause) {
        tally.errors.increment();
        about(intake, () -> trouble = List.of(problem(cause, ITSELF)));
    }

    @Override
    public void proved(ConnectionIntake intake) {
        about(intake, () -> {
            patience.reset();
            trouble = List.of();
        });
    }

    private void about(ConnectionIntake intake, Runnable change) {
        mailbox.post(() -> {
            Hearing current = hearing;
            if (current != null && current.intake() == intake && !broken) {
                change.run();
                next();
            }
        });
    }

    private void next() {
        if (!busy) {
            step();
        }
        Hearing current = hearing;
        if (!busy && (current == null || current.plug() == plug)) {
            settled.forEach(done -> done.complete(null));
            settled.clear();
        }
    }

    private void step() {
        Hearing current = hearing;
        Plug its = plug;
        Obstacle obstacle = Obstacle.of(id, terms, its);
        if (current != null) {
            stay(current);
        } else if (ended || terms.paused()) {
            show(Status.PAUSED, List.of());
        } else if (quarantined) {
            show(Status.QUARANTINED, trouble);
        } else if (obstacle != null) {
            show(obstacle.status(), obstacle.problems());
        } else if (patience.retryAt() != null) {
            show(Status.FAILING, trouble);
        } else if (its != null && !isChecked(its)) {
            check(its);
        } else if (its != null) {
            start(its);
        }
    }

    private void stay(Hearing current) {
        boolean wanted = !ended && !broken && !quarantined && !terms.paused();
        if (wanted && current.plug() == plug && current.settings().equals(terms.values())) {
            boolean doubtful = current.provesItself() && patience.afterFailure();
            show(doubtful || !trouble.isEmpty() ? Status.FAILING : Status.RUNNING, trouble);
        } else {
            drain(current);
        }
    }

    private boolean isChecked(Plug its) {
        Proof former = checked;
        if (former != null && former.covers(its.connector, terms)) {
            return true;
        }
        Proof found = proof;
        if (found == null || !isProven(its, terms)) {
            return false;
        }
        checked = found;
        warnings = found.warnings();
        return true;
    }

    private boolean isProven(@Nullable Plug its, Terms itsTerms) {
        Proof found = proof;
        return found != null && its != null && found.fresh() && found.covers(its.connector, itsTerms);
    }

    private void check(Plug its) {
        Terms itsTerms = terms;
        starting();
        errands.check(its, itsTerms, (problems, failure) -> {
            busy = false;
            if (problems == null) {
                its.errors.increment();
                broke(List.of(problem(failure, "")));
            } else if (Trial.severe(problems)) {
                broke(hidden(its, problems));
            } else {
                warnings = hidden(its, problems);
                checked = Proof.of(its.connector, itsTerms, warnings);
            }
            next();
        });
    }

    private void start(Plug its) {
        ConnectionIntake intake = intake(terms, its);
        starting();
        errands.start(its, terms, intake, (started, failure) -> {
            busy = false;
            if (started == null) {
                intake.close();
                its.errors.increment();
                broke(List.of(problem(failure, "")));
            } else {
                started(started);
            }
            next();
        });
    }

    private void starting() {
        busy = true;
        show(patience.afterFailure() ? Status.FAILING : Status.STARTING, trouble);
    }

    private void started(Hearing started) {
        hearing = started;
        patience.started();
        ConnectionIntake intake = started.intake();
        Throwable failure = intake.failure();
        Throwable complaint = intake.complaint();
        if (intake.proven()) {
            patience.reset();
        }
        if (intake.proven() || !started.provesItself()) {
            trouble = complaint == null ? List.of() : List.of(problem(complaint, ITSELF));
        }
        if (failure != null) {
            broke(List.of(problem(failure, "")));
        }
    }

    private void drain(Hearing current) {
        busy = true;
        show(broken ? Status.FAILING : Status.DRAINING, trouble);
        errands.close(current, (closed, failure) -> {
            current.intake().close();
            busy = false;
            broken = false;
            hearing = null;
            if (failure != null) {
                warnings = List.of(problem(failure, "It was left behind; nothing more is taken from it."));
            }
            next();
        });
    }

    private void hangs(int calls) {
        tally.errors.increment();
        if (calls >= MOST_HANGING) {
            quarantined = true;
            trouble = List.of(Problem.error(
                    where(),
                    calls + " calls into its connector hang and hold a thread each.",
                    "Replace the connector's bundle, then resume the connection."));
        }
    }

    private void broke(List<Problem> problems) {
        tally.errors.increment();
        waitAfter(problems);
    }

    private void waitAfter(List<Problem> problems) {
        broken = hearing != null;
        if (!quarantined) {
            trouble = problems;
        }
        patience.failed();
    }

    private void afresh() {
        patience.reset();
        trouble = List.of();
        warnings = List.of();
    }

    private Problem problem(@Nullable Throwable cause, String remedy) {
        Plug its = plug;
        Secrets secrets = new Secrets(terms.values(), its == null ? null : its.spec);
        String reason = cause == null ? "It returned null." : Failures.reason(cause);
        return Problem.error(where(), secrets.hide(reason), remedy);
    }

    private List<Problem> hidden(Plug its, List<Problem> problems) {
        return new Secrets(terms.values(), its.spec).hide(problems);
    }

    private String where() {
        return "connection " + id;
    }

    private void show(Status status, List<Problem> problems) {
        List<Problem> all = new ArrayList<>(problems);
        all.addAll(warnings);
        all.addAll(offers.refusal());
        Plug its = plug;
        Instant retryAt = status == Status.FAILING && hearing == null ? patience.retryAt() : null;
        window.show(status, all, retryAt, its == null ? null : its.spec);
    }
}
