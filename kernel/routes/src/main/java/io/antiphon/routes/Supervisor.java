package io.antiphon.routes;

import io.antiphon.spi.Connections.Connection;
import io.antiphon.spi.Connections.Status;
import io.antiphon.spi.Problem;
import io.antiphon.spi.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one connection as it should be: whatever happens to it is posted to its mailbox, changes what is wanted or known, and
 * then {@link #next} takes the one step that brings it closer. At most one call into the plugin is out at a time, and none
 * is made on the mailbox's thread.
 */
final class Supervisor implements ConnectionIntake.Watcher {

    private static final int MOST_ABANDONED = 3;
    private static final Duration LONG = Duration.ofMinutes(1);

    private final String id;
    private final Kernel kernel;
    private final Tally tally = new Tally();
    private final Mailbox mailbox;
    private volatile Face face;
    private volatile @Nullable Hearing hearing;
    private volatile Terms configured;

    // touched by the mailbox only
    private Terms terms;
    private volatile @Nullable Plug plug;
    private boolean ended;
    private boolean busy;
    private boolean quarantined;
    private @Nullable Terms checked;
    private List<Problem> trouble = List.of();
    private List<Problem> warnings = List.of();
    private boolean broken;
    private boolean waiting;
    private @Nullable Instant retryAt;
    private @Nullable Future<?> alarm;
    private int failures;
    private int abandoned;
    private Instant startedAt = Instant.EPOCH;
    private final List<CompletableFuture<Void>> settled = new ArrayList<>();

    Supervisor(String id, Terms terms, @Nullable Plug plug, Kernel kernel) {
        this.id = id;
        this.terms = terms;
        this.configured = terms;
        this.plug = plug;
        this.kernel = kernel;
        this.mailbox = kernel.workers().mailbox();
        this.face = new Face(Status.STARTING, Instant.now(), List.of(), null, plug == null ? null : plug.spec);
    }

    /** Begins, once a former connection of this name has ended. */
    void begin(CompletableFuture<?> former) {
        busy = true;
        former.whenComplete((done, failure) -> mailbox.post(() -> {
            busy = false;
            next();
        }));
    }

    /** Wants other settings, which may name another connector. */
    void want(Terms wanted, @Nullable Plug itsPlug) {
        configured = wanted;
        mailbox.post(() -> {
            if (!wanted.equals(terms) || itsPlug != plug) {
                terms = wanted;
                plug = itsPlug;
                afresh();
            }
            next();
        });
    }

    /** Has another connector, or none; tells when the former one is no longer in use. */
    CompletableFuture<Void> plug(@Nullable Plug now) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        mailbox.post(() -> {
            if (now != plug) {
                plug = now;
                afresh();
            }
            settled.add(done);
            next();
        });
        return done;
    }

    /** Tries again at once, even if it was quarantined. */
    void nudge() {
        mailbox.post(() -> {
            quarantined = false;
            afresh();
            next();
        });
    }

    /** Shows something that is wrong and does not stop it. */
    void warn(List<Problem> problems) {
        mailbox.post(() -> {
            warnings = problems;
            next();
        });
    }

    /** Ends for good; tells when nothing runs any more. */
    CompletableFuture<Void> end() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        mailbox.post(() -> {
            ended = true;
            settled.add(done);
            next();
        });
        return done;
    }

    String id() {
        return id;
    }

    /** How it is configured, whether or not it runs like that already. */
    Terms terms() {
        return configured;
    }

    Face face() {
        return face;
    }

    Connection connection() {
        return face.connection(id, configured, tally);
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
        mailbox.post(() -> {
            Hearing current = hearing;
            if (current != null && current.intake() == intake && !broken) {
                broke(cause);
                next();
            }
        });
    }

    @Override
    public void complained(ConnectionIntake intake, Throwable cause) {
        tally.errors.increment();
        mailbox.post(() -> {
            Hearing current = hearing;
            if (current != null && current.intake() == intake && !broken) {
                trouble = List.of(problem(cause, "It is tried again by itself."));
                show(Status.FAILING, trouble, null);
            }
        });
    }

    @Override
    public void proved(ConnectionIntake intake) {
        mailbox.post(() -> {
            Hearing current = hearing;
            if (current != null && current.intake() == intake && !broken) {
                failures = 0;
                trouble = List.of();
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
        if (current != null) {
            boolean stays = !ended && !broken && !quarantined && !terms.paused();
            if (stays && current.plug() == plug && current.settings().equals(terms.values())) {
                boolean doubtful = current.provesItself() && failures > 0 || !trouble.isEmpty();
                show(doubtful ? Status.FAILING : Status.RUNNING, trouble, null);
            } else {
                drain(current);
            }
        } else if (ended || terms.paused()) {
            show(Status.PAUSED, List.of(), null);
        } else if (quarantined) {
            show(Status.QUARANTINED, trouble, null);
        } else if (plug == null) {
            missing();
        } else {
            lintAndStart(plug);
        }
    }

    private void missing() {
        List<Problem> problems = terms.lint();
        if (!problems.isEmpty()) {
            show(Status.FAILING, problems, null);
            return;
        }
        String what = "The connector '" + terms.connector() + "' is not installed.";
        show(Status.ABSENT, List.of(Problem.error(where(), what, "Drop its bundle into deploy/.")), null);
    }

    private void lintAndStart(Plug itsPlug) {
        List<Problem> problems = new ArrayList<>(Terms.lintId(id));
        problems.addAll(terms.lint(itsPlug.spec));
        if (!problems.isEmpty()) {
            show(Status.FAILING, problems, null);
        } else if (waiting) {
            show(Status.FAILING, trouble, retryAt);
        } else if (!terms.equals(checked)) {
            check(itsPlug);
        } else {
            start(itsPlug);
        }
    }

    private void check(Plug itsPlug) {
        starting();
        Terms itsTerms = terms;
        Settings own = itsTerms.settings(itsPlug.spec);
        Call<List<Problem>> call = kernel.workers()
                .call("connection " + id + " check", kernel.limits().check(), () -> itsPlug.connector.check(own));
        itsPlug.calls.increment();
        watchForLateness(call);
        call.answer()
                .whenComplete((problems, failure) -> mailbox.post(() -> {
                    busy = false;
                    if (failure != null) {
                        itsPlug.errors.increment();
                        broke(Failures.bare(failure));
                    } else if (problems.stream().anyMatch(p -> p.severity() == Problem.Severity.ERROR)) {
                        broke(problems);
                    } else {
                        warnings = problems;
                        checked = itsTerms;
                    }
                    next();
                }));
    }

    private void start(Plug itsPlug) {
        starting();
        Terms itsTerms = terms;
        ConnectionIntake intake = intake(itsTerms, itsPlug);
        Settings own = itsTerms.settings(itsPlug.spec);
        Secrets secrets = new Secrets(itsTerms.values(), itsPlug.spec);
        Call<Hearing> call = kernel.workers()
                .call(
                        "connection " + id + " start",
                        kernel.limits().start(),
                        () -> Hearing.start(itsTerms.values(), own, itsPlug, intake, secrets));
        itsPlug.calls.increment();
        watchForLateness(call);
        call.answer()
                .whenComplete((started, failure) -> mailbox.post(() -> {
                    busy = false;
                    if (started == null) {
                        intake.close();
                        itsPlug.errors.increment();
                        broke(Failures.bare(java.util.Objects.requireNonNull(failure)));
                        call.end().thenAccept(late -> kernel.workers()
                                .call("connection " + id + " late close", late::close));
                    } else {
                        started(started);
                    }
                    next();
                }));
    }

    private void started(Hearing started) {
        hearing = started;
        broken = false;
        startedAt = Instant.now();
        if (!started.provesItself()) {
            trouble = List.of();
        }
        Throwable early = started.intake().failure();
        if (early != null) {
            broke(early);
        }
    }

    private void starting() {
        busy = true;
        show(failures == 0 ? Status.STARTING : Status.FAILING, trouble, null);
    }

    private void drain(Hearing current) {
        busy = true;
        show(broken ? Status.FAILING : Status.DRAINING, trouble, null);
        Call<Boolean> call = kernel.workers()
                .call("connection " + id + " close", kernel.limits().close(), current::close);
        watchForLateness(call);
        call.answer()
                .whenComplete((closed, failure) -> mailbox.post(() -> {
                    current.intake().close();
                    busy = false;
                    hearing = null;
                    broken = false;
                    Throwable bare = failure == null ? null : Failures.bare(failure);
                    warnings = bare == null
                            ? List.of()
                            : List.of(problem(bare, "It was left behind and offers nothing more."));
                    next();
                }));
    }

    /** A call that hangs holds a thread; a connection that holds too many waits for a person. */
    private void watchForLateness(Call<?> call) {
        call.answer().whenComplete((value, failure) -> {
            if (failure != null
                    && Failures.bare(failure) instanceof TimeoutException
                    && !call.end().isDone()) {
                mailbox.post(() -> abandoned(call));
            }
        });
    }

    private void abandoned(Call<?> call) {
        abandoned++;
        tally.errors.increment();
        if (abandoned >= MOST_ABANDONED) {
            quarantined = true;
            trouble = List.of(Problem.error(
                    where(),
                    abandoned + " calls into its connector hang and hold a thread each.",
                    "Replace the connector's bundle, then resume the connection."));
        }
        call.end().whenComplete((value, failure) -> mailbox.post(() -> abandoned--));
    }

    private void broke(Throwable cause) {
        broke(List.of(problem(cause, "")));
    }

    private void broke(List<Problem> problems) {
        tally.errors.increment();
        broken = hearing != null;
        trouble = problems;
        if (hearing != null && Duration.between(startedAt, Instant.now()).compareTo(LONG) > 0) {
            failures = 0;
        }
        failures++;
        Duration wait = kernel.limits().waitAfter(failures);
        cancelAlarm();
        waiting = true;
        retryAt = Instant.now().plus(wait);
        Future<?>[] mine = new Future<?>[1];
        mine[0] = kernel.workers()
                .after(
                        wait,
                        () -> mailbox.post(() -> {
                            if (alarm == mine[0]) {
                                cancelAlarm();
                                next();
                            }
                        }));
        alarm = mine[0];
    }

    private void afresh() {
        cancelAlarm();
        failures = 0;
        trouble = List.of();
        warnings = List.of();
    }

    private void cancelAlarm() {
        if (alarm != null) {
            alarm.cancel(false);
        }
        alarm = null;
        waiting = false;
        retryAt = null;
    }

    private Problem problem(Throwable cause, String remedy) {
        Plug now = plug;
        Secrets secrets = new Secrets(terms.values(), now == null ? null : now.spec);
        return Problem.error(where(), secrets.hide(Failures.reason(cause)), remedy);
    }

    private String where() {
        return "connection " + id;
    }

    private void show(Status status, List<Problem> problems, @Nullable Instant itsRetryAt) {
        List<Problem> all = new ArrayList<>(problems);
        all.addAll(warnings);
        Instant since = face.status() == status ? face.since() : Instant.now();
        Plug now = plug;
        face = new Face(status, since, all, itsRetryAt, now == null ? face.spec() : now.spec);
    }
}
