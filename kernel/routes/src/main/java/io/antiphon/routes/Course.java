package io.antiphon.routes;

import io.antiphon.spi.Connections.Status;
import io.antiphon.spi.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The course of one connection: what is wanted of it, what is known of it, and the one step after the other that brings it
 * closer. Touched by its mailbox only, but for what it tells. At most one call into the plugin is out at a time, but for a try of
 * settings that it is offered; none is made on the mailbox's thread.
 */
final class Course {

    /** Makes what a start of it is given. */
    interface Intakes {
        ConnectionIntake make(Terms terms, Plug plug);
    }

    private static final int MOST_HANGING = 3;
    private static final String ITSELF = "It is tried again by itself.";

    private final String id;
    private final Tally tally;
    private final Patience patience;
    private final Errands errands;
    private final Window window;
    private final Offers offers;
    private final Intakes intakes;
    private final Speaking.Watcher watcher;
    private final Condition condition;
    private final Proofs proofs = new Proofs();
    private volatile @Nullable Plug plug;
    private volatile @Nullable Running running;
    private volatile Manner manner = Manner.UNKNOWN;
    private volatile Terms terms;
    private boolean ended;
    private boolean busy = true;
    private boolean broken;
    private boolean quarantined;
    private final List<CompletableFuture<Void>> settled = new ArrayList<>();

    Course(
            String id,
            Terms terms,
            @Nullable Plug plug,
            Kernel kernel,
            Mailbox mailbox,
            Tally tally,
            Intakes intakes,
            Speaking.Watcher watcher) {
        this.watcher = watcher;
        this.id = id;
        this.terms = terms;
        this.plug = plug;
        this.tally = tally;
        this.intakes = intakes;
        this.condition = new Condition(id, this::secrets);
        this.patience = new Patience(kernel, mailbox, this::next);
        this.errands = new Errands(id, kernel, mailbox, this::hangs);
        this.window = new Window(plug == null ? null : plug.spec);
        this.offers = new Offers(id, terms, errands, this::adopt);
    }

    /** What it shows. Any thread. */
    Window window() {
        return window;
    }

    /** What it is offered. Any thread. */
    Offers offers() {
        return offers;
    }

    /** What is at work; null if nothing is. Any thread. */
    @Nullable
    Running running() {
        return running;
    }

    /** How it went about when it last ran. Any thread. */
    Manner manner() {
        return manner;
    }

    /** Its connector; null if it is not installed. Any thread. */
    @Nullable
    Plug plug() {
        return plug;
    }

    /** The settings it was last given. Any thread. */
    Terms terms() {
        return terms;
    }

    /** What its connectors' checks found. Any thread. */
    Proofs proofs() {
        return proofs;
    }

    void begin() {
        busy = false;
    }

    void adopt(Terms wanted, @Nullable Plug itsPlug) {
        if (!wanted.equals(terms) || itsPlug != plug) {
            terms = wanted;
            plug = itsPlug;
            afresh();
        }
    }

    void replug(@Nullable Plug now) {
        adopt(terms, now);
    }

    void lost(Throwable what) {
        if (running != null && !broken) {
            waitAfter(List.of(condition.problem(what, "")));
        }
    }

    void end() {
        ended = true;
    }

    void resume() {
        quarantined = false;
        afresh();
    }

    void retry() {
        if (patience.retryAt() != null) {
            afresh();
        }
    }

    void warn(List<Problem> problems) {
        condition.warnings(problems);
    }

    /** Completes it when nothing runs that is no longer wanted. */
    void tell(CompletableFuture<Void> done) {
        settled.add(done);
    }

    /** Whether an intake is the one in use. */
    boolean uses(ConnectionIntake intake) {
        Running current = running;
        return current != null && current.intake() == intake && !broken;
    }

    void failed(Throwable cause) {
        broke(cause);
    }

    void complained(Throwable cause) {
        condition.trouble(cause, ITSELF);
    }

    void works() {
        patience.reset();
        condition.noTrouble();
    }

    /** Takes the next step, if one is to be taken. */
    void next() {
        if (!busy) {
            step();
        }
        Running current = running;
        if (!busy && (current == null || current.plug() == plug)) {
            settled.forEach(done -> done.complete(null));
            settled.clear();
        }
    }

    private void step() {
        Running current = running;
        Plug its = plug;
        Obstacle obstacle = Obstacle.of(id, terms, its);
        if (current != null) {
            stay(current);
        } else if (ended || terms.paused()) {
            show(Status.PAUSED, List.of());
        } else if (quarantined) {
            show(Status.QUARANTINED, condition.trouble());
        } else if (obstacle != null) {
            show(obstacle.status(), obstacle.problems());
        } else if (patience.retryAt() != null) {
            show(Status.FAILING, condition.trouble());
        } else if (its != null && !isChecked(its)) {
            check(its);
        } else if (its != null) {
            start(its);
        }
    }

    private void stay(Running current) {
        boolean wanted = !ended && !broken && !quarantined && !terms.paused();
        if (wanted && current.plug() == plug && current.settings().equals(terms.values())) {
            boolean doubtful = current.provesItself() && patience.afterFailure();
            List<Problem> trouble = condition.trouble();
            show(doubtful || !trouble.isEmpty() ? Status.FAILING : Status.RUNNING, trouble);
        } else {
            drain(current);
        }
    }

    private boolean isChecked(Plug its) {
        Proof found = proofs.find(its, terms);
        if (found != null) {
            goLive(found);
        }
        return found != null;
    }

    private void goLive(Proof found) {
        proofs.goLive(found);
        if (!found.warnings().isEmpty()) {
            condition.warnings(found.warnings());
        }
    }

    private void check(Plug its) {
        Terms itsTerms = terms;
        starting();
        errands.check(its, itsTerms, (problems, failure) -> {
            busy = false;
            if (problems == null) {
                its.errors.increment();
                broke(failure);
            } else if (Trial.severe(problems)) {
                broke(problems);
            } else {
                goLive(Proof.of(its.connector, itsTerms, problems));
            }
            next();
        });
    }

    private void start(Plug its) {
        ConnectionIntake intake = intakes.make(terms, its);
        starting();
        Running.Supplies supplies =
                new Running.Supplies(its, intake, new Secrets(terms.values(), its.spec), tally, watcher);
        errands.start(terms, supplies, (started, failure) -> {
            busy = false;
            if (started == null) {
                intake.close();
                its.errors.increment();
                broke(failure);
            } else {
                started(started);
            }
            next();
        });
    }

    private void starting() {
        busy = true;
        show(patience.afterFailure() ? Status.FAILING : Status.STARTING, condition.trouble());
    }

    private void started(Running started) {
        running = started;
        manner = started.manner();
        patience.started();
        ConnectionIntake intake = started.intake();
        Throwable failure = intake.failure();
        Throwable complaint = intake.complaint();
        if (intake.proven()) {
            patience.reset();
        }
        if (intake.proven() || !started.provesItself()) {
            condition.trouble(complaint == null ? List.of() : List.of(condition.problem(complaint, ITSELF)));
        }
        if (failure != null) {
            broke(failure);
        }
    }

    private void drain(Running current) {
        busy = true;
        show(broken ? Status.FAILING : Status.DRAINING, condition.trouble());
        errands.close(current, (closed, failure) -> {
            current.intake().close();
            busy = false;
            broken = false;
            running = null;
            if (failure != null) {
                condition.warnings(
                        List.of(condition.problem(failure, "It was left behind; nothing more is taken from it.")));
            }
            next();
        });
    }

    /** Its sink holds so many threads; what a connector did that is being replaced is not held against it. */
    void hangs(Speaking speaking, int calls) {
        Running current = running;
        if (current != null && current.speaking() == speaking && current.plug() == plug) {
            hangs(calls);
        }
    }

    private void hangs(int calls) {
        tally.errors.increment();
        if (calls >= MOST_HANGING) {
            quarantined = true;
            condition.trouble(
                    calls + " calls into its connector hang and hold a thread each.",
                    "Replace the connector's bundle, then resume the connection.");
        }
    }

    private void broke(@Nullable Throwable cause) {
        broke(List.of(condition.problem(cause, "")));
    }

    private void broke(List<Problem> problems) {
        tally.errors.increment();
        waitAfter(problems);
    }

    private void waitAfter(List<Problem> problems) {
        broken = running != null;
        if (!quarantined) {
            condition.trouble(problems);
        }
        patience.failed();
    }

    private void afresh() {
        patience.reset();
        condition.good();
    }

    private Secrets secrets() {
        Plug its = plug;
        return new Secrets(terms.values(), its == null ? null : its.spec);
    }

    private void show(Status status, List<Problem> problems) {
        List<Problem> all = condition.all(problems);
        all.addAll(offers.refusal());
        Plug its = plug;
        Instant retryAt = status == Status.FAILING && running == null ? patience.retryAt() : null;
        window.show(status, all, retryAt, its == null ? null : its.spec);
    }
}
