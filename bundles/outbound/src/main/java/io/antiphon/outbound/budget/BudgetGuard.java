package io.antiphon.outbound.budget;

import io.antiphon.outbound.Book;
import io.antiphon.outbound.Standing;
import io.antiphon.outbound.rows.ComplaintRows;
import io.antiphon.outbound.rows.ContactRows;
import io.antiphon.outbound.rows.ContactRows.Contact;
import io.antiphon.outbound.rows.Keys;
import io.antiphon.outbound.rows.OutboundFold;
import io.antiphon.outbound.rows.Words;
import io.antiphon.outbound.settings.OutboundSettings.Allowance;
import io.antiphon.outbound.settings.OutboundSettings.Budget;
import io.antiphon.spi.Action;
import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Guard;
import io.antiphon.spi.Named;
import io.antiphon.spi.Profile;
import io.antiphon.spi.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * One allowance per person, over all channels and senders. Exact: an action that may leave has its place reserved in memory under one
 * lock and then, before it may leave, durably in the journal; so neither other threads nor the time until the fold knows nor a crash
 * lets one too many through. An action that was let through keeps its place until it is refused.
 */
@Component
@Named("contact-budget")
public final class BudgetGuard implements Guard {

    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration LONG = Duration.ofDays(1);
    private static final int MANY = 1_000;
    private static final long PATIENCE = 500;

    private final Standing standing;
    private final State state;
    private final ReentrantLock deciding = new ReentrantLock();
    private final Reservations reservations = new Reservations();
    /** Reserved in memory only: they may not leave yet. */
    private final Set<String> undurable = new HashSet<>();
    private int sweepAt = MANY;

    /** What the fold says of a person. */
    private record Told(Map<String, Contact> contacts, Optional<Instant> complaint) {}

    /** What was decided. @param fresh whether a place was reserved that is not durable yet */
    private record Decision(Verdict verdict, boolean fresh) {}

    /** Called by declarative services. */
    @Activate
    public BudgetGuard(@Reference Standing standing, @Reference State state) {
        this.standing = standing;
        this.state = state;
    }

    @Override
    public Verdict judge(Action action, Profile profile) throws InterruptedException {
        Book book = standing.book();
        if (book == null) {
            return standing.unknown();
        }
        Budget budget = book.settings().budget();
        String purpose = Words.purpose(action);
        boolean blockable = budget.complaintDays() > 0 && budget.blocked().contains(purpose);
        List<Allowance> allowances = budget.of(purpose);
        if (allowances.isEmpty() && !blockable) {
            return Verdict.ALLOW;
        }
        Set<String> keys = Keys.of(action, profile);
        if (keys.isEmpty()) {
            return new Verdict.Deny("nobody knows whom it goes to, so nobody's allowance can cover it");
        }
        if (!deciding.tryLock(PATIENCE, TimeUnit.MILLISECONDS)) {
            return hold(standing.now().plus(SOON), "too many are being counted at once");
        }
        Decision decision;
        try {
            decision = decide(action, purpose, keys, budget, allowances, blockable);
        } finally {
            deciding.unlock();
        }
        return decision.fresh() ? durable(action, purpose, keys) : decision.verdict();
    }

    private Decision decide(
            Action action, String purpose, Set<String> keys, Budget budget, List<Allowance> allowances, boolean blockable) {
        Instant now = standing.now();
        int days = allowances.stream().mapToInt(Allowance::days).max().orElse(1);
        Told told = state.read(
                OutboundFold.NAME,
                tx -> new Told(
                        ContactRows.of(tx, keys, now.minus(Duration.ofDays(days))), ComplaintRows.open(tx, keys)));
        Map<String, Contact> contacts = new HashMap<>(told.contacts());
        reservations.of(keys).forEach((id, contact) -> {
            if (contacts.putIfAbsent(id, contact) != null) {
                reservations.remove(id);
            }
        });
        Contact mine = contacts.get(action.id());
        if (mine != null && mine.counts()) {
            return new Decision(
                    undurable.contains(action.id())
                            ? hold(now.plus(SOON), "its place is being reserved")
                            : Verdict.ALLOW,
                    false);
        }
        Optional<Instant> complaint = told.complaint().filter(at -> blockable
                && at.isAfter(now.minus(Duration.ofDays(budget.complaintDays()))));
        if (complaint.isPresent()) {
            String why = "they complained on " + complaint.get() + ", and that is open";
            return new Decision(beyond(budget, now.plus(LONG), why), false);
        }
        for (Allowance allowance : allowances) {
            Optional<Instant> room = full(allowance, contacts, now);
            if (room.isPresent()) {
                String why = "they have had " + allowance.most() + " of " + String.join(", ", sorted(allowance)) + " in "
                        + allowance.days() + " days";
                return new Decision(beyond(budget, room.get(), why), false);
            }
        }
        if (allowances.isEmpty()) {
            return new Decision(Verdict.ALLOW, false);
        }
        reservations.add(new Contact(action.id(), purpose, now, true, false), keys);
        undurable.add(action.id());
        sweep();
        return new Decision(Verdict.ALLOW, true);
    }

    private static List<String> sorted(Allowance allowance) {
        return allowance.purposes().stream().sorted().toList();
    }

    /** When there is room again, if there is none now. */
    private static Optional<Instant> full(Allowance allowance, Map<String, Contact> contacts, Instant now) {
        Duration window = Duration.ofDays(allowance.days());
        List<Instant> counted = contacts.values().stream()
                .filter(contact -> contact.counts() && allowance.purposes().contains(contact.purpose()))
                .map(contact -> contact.over() ? contact.at() : now)
                .filter(at -> at.isAfter(now.minus(window)))
                .sorted(Comparator.reverseOrder())
                .toList();
        if (counted.size() < allowance.most()) {
            return Optional.empty();
        }
        return Optional.of(allowance.most() == 0 ? now.plus(LONG) : counted.get(allowance.most() - 1).plus(window));
    }

    private static Verdict beyond(Budget budget, Instant room, String why) {
        return budget.hold() ? hold(room, why) : new Verdict.Deny(why);
    }

    private static Verdict hold(Instant until, String reason) {
        return new Verdict.Hold(until, reason);
    }

    /** Returns when the reservation is in the journal; if it cannot be, the place is given back. */
    private Verdict durable(Action action, String purpose, Set<String> keys) {
        Map<String, Object> details = Map.of("purpose", purpose, "keys", List.copyOf(keys));
        boolean done = false;
        try {
            standing.order(
                    List.of(Entry.Commanded.of("antiphon", Words.RESERVE, Words.ACTION + action.id(), details)));
            done = true;
            return Verdict.ALLOW;
        } catch (AntiphonException e) {
            return hold(standing.now().plus(SOON), "its place could not be reserved: " + e.getMessage());
        } finally {
            over(action.id(), done);
        }
    }

    private void over(String action, boolean durable) {
        deciding.lock();
        try {
            undurable.remove(action);
            if (!durable) {
                reservations.remove(action);
            }
        } finally {
            deciding.unlock();
        }
    }

    /** Now and then drops what nobody asked about again. */
    private void sweep() {
        if (reservations.size() >= sweepAt) {
            state.read(OutboundFold.NAME, tx -> {
                Set<String> shown = new HashSet<>();
                for (String action : reservations.actions()) {
                    if (ContactRows.knows(tx, action)) {
                        shown.add(action);
                    }
                }
                reservations.sweep(shown::contains);
                return shown.size();
            });
            sweepAt = Math.max(MANY, 2 * reservations.size());
        }
    }
}
