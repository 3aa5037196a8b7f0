package io.antiphon.outbox;

import io.antiphon.spi.Action;
import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Guard.Verdict;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Journal;
import io.antiphon.spi.Outcome;
import io.antiphon.spi.Position;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Profiles;
import io.antiphon.spi.Sinks;
import io.antiphon.spi.Sinks.Voice;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one action from its chain to its outcome: is it time, can its connection speak, do the guards let it pass, does its sink
 * perform it. Any worker thread, concurrently.
 */
final class Delivery {

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    private final Limits limits;
    private final Clock clock;
    private final Journal journal;
    private final Profiles profiles;
    private final Sinks sinks;
    private final Guards guards;
    private final Queue queue;
    private final Flight flight;
    private final Crossing crossing;
    private final Outcomes outcomes;

    Delivery(
            Kernel kernel,
            Limits limits,
            Guards guards,
            Queue queue,
            Flight flight,
            Crossing crossing,
            Outcomes outcomes) {
        this.limits = limits;
        this.clock = kernel.clock();
        this.journal = kernel.journal();
        this.profiles = kernel.profiles();
        this.sinks = kernel.sinks();
        this.guards = guards;
        this.queue = queue;
        this.flight = flight;
        this.crossing = crossing;
        this.outcomes = outcomes;
    }

    /** Delivers an action that was taken from the queue. */
    void deliver(Waiting item) throws InterruptedException {
        Pending.Row row = item.row();
        try {
            if (!(journal.get(Position.of(row.position())).orElse(null) instanceof Entry.Decided decided)) {
                queue.held(item, Instant.MAX, "", "its decision is no longer in the journal");
                return;
            }
            if (isOld(decided)) {
                String last = item.reason();
                conclude(
                        item,
                        decided,
                        new Outcome.Refused("not delivered within "
                                + limits.age().toDays() + " days" + (last.isEmpty() ? "" : ": " + last)));
                return;
            }
            Voice voice = sinks.find(row.connection()).orElse(null);
            if (voice == null || !voice.ready()) {
                queue.away(item, voice == null ? "there is no connection '" + row.connection() + "'" : voice.reason());
                return;
            }
            cross(item, decided, voice.idempotent());
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            LOG.warn("The action {} could not be delivered and is tried again", row.id(), e);
            queue.failed(item, e.toString());
        }
    }

    private boolean isOld(Entry.Decided decided) {
        Instant due = decided.action().notBefore();
        Instant from = due == null || due.isBefore(decided.at()) ? decided.at() : due;
        return from.isBefore(clock.instant().minus(limits.age()));
    }

    /** From here on it may leave: first that is made durable if it matters, then the guards have the last word. */
    private void cross(Waiting item, Entry.Decided decided, boolean idempotent)
            throws InterruptedException, IOException {
        long position = item.row().position();
        Profile profile = profile(decided);
        long ticket = crossing.enter();
        try {
            if (!idempotent) {
                flight.takeOff(position);
            }
            Guards.Judgement judgement = guards.judge(decided.action(), profile);
            if (judgement.verdict() instanceof Verdict.Hold hold) {
                land(position, idempotent);
                queue.held(item, hold.until(), judgement.by(), hold.reason());
            } else if (judgement.verdict() instanceof Verdict.Deny deny) {
                land(position, idempotent);
                conclude(item, decided, new Outcome.Refused("guard " + judgement.by() + ": " + deny.reason()));
            } else {
                perform(item, decided, idempotent);
            }
        } finally {
            crossing.leave(ticket);
        }
    }

    /** Whom it goes to, as known now. */
    private Profile profile(Entry.Decided decided) {
        Identity to = decided.action().to();
        Profile named = to == null ? null : profiles.find(to).orElse(null);
        String id = decided.profile();
        return named != null
                ? named
                : id == null ? Profile.ANONYMOUS : profiles.get(id).orElse(Profile.ANONYMOUS);
    }

    private void perform(Waiting item, Entry.Decided decided, boolean idempotent)
            throws InterruptedException, IOException {
        Action action = decided.action();
        long position = item.row().position();
        Outcome outcome;
        try {
            outcome = sinks.perform(action.connection(), action);
        } catch (AntiphonException e) {
            land(position, idempotent);
            if (e.code() == AntiphonException.Code.UNAVAILABLE) {
                queue.away(item, String.valueOf(e.getMessage()));
            } else {
                queue.failed(item, String.valueOf(e.getMessage()));
            }
            return;
        } catch (TimeoutException | InterruptedException e) {
            lost(item, decided, idempotent, e);
            return;
        } catch (Exception e) {
            land(position, idempotent);
            queue.failed(item, e.toString());
            return;
        }
        if (outcome instanceof Outcome.Later later) {
            land(position, idempotent);
            Instant until = clock.instant().plus(later.delay());
            Instant soonest = clock.instant().plus(limits.wait(item.attempts() + 1));
            queue.later(item, until.isBefore(soonest) ? soonest : until, "the far end asks to come back later");
            return;
        }
        conclude(item, decided, outcome);
        land(position, idempotent);
    }

    /** A call of which nobody knows what it did. */
    private void lost(Waiting item, Entry.Decided decided, boolean idempotent, Exception how)
            throws InterruptedException, IOException {
        String why = how instanceof TimeoutException
                ? "its connection did not say in time what became of it"
                : "its connection was interrupted in the middle of handing it over";
        if (how instanceof InterruptedException) {
            Thread.interrupted();
        }
        if (idempotent) {
            queue.failed(item, why);
        } else {
            conclude(item, decided, new Outcome.Unsure(why));
            land(item.row().position(), false);
        }
        if (how instanceof InterruptedException interrupted) {
            throw interrupted;
        }
    }

    private void land(long position, boolean idempotent) throws IOException {
        if (!idempotent) {
            flight.land(position);
        }
    }

    /** Makes an outcome durable and only then forgets the action. */
    private void conclude(Waiting item, Entry.Decided decided, Outcome outcome) {
        if (!outcomes.append(Entry.Performed.of(decided, outcome, item.outcomes()))) {
            return; // closing: what is in flight is found by the next process
        }
        if (outcome instanceof Outcome.Unsure unsure) {
            queue.unsure(item, unsure.reason());
        } else {
            queue.over(item, outcome instanceof Outcome.Refused);
        }
    }
}
