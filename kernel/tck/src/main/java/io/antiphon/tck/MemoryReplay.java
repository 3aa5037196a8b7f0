package io.antiphon.tck;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Position;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Replay;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Goes again through entries in memory, with the profiles as {@link MemoryProfiles} works them out of those up to each; a signal
 * without an {@link Entry.Understood} is shown without insights. Tells its progress after each entry. Slow.
 */
public final class MemoryReplay implements Replay {

    private final Supplier<List<Entry>> recorded;
    private final AtomicBoolean busy = new AtomicBoolean();

    /** Of what a journal holds. */
    public MemoryReplay(MemoryJournal journal) {
        this.recorded = journal::all;
    }

    /** Of entries as they stand in a journal, such as {@link Samples#entries()}. */
    public MemoryReplay(List<Entry> entries) {
        List<Entry> all = List.copyOf(entries);
        this.recorded = () -> all;
    }

    @Override
    public Result replay(Position after, Visitor visitor) throws InterruptedException {
        if (!busy.compareAndSet(false, true)) {
            throw AntiphonException.busy("A replay is under way", java.time.Duration.ofSeconds(1));
        }
        try {
            return new Run(recorded.get(), after, visitor).run();
        } finally {
            busy.set(false);
        }
    }

    @Override
    public Position beforeLast(int signals) {
        List<Entry.Heard> heard = new ArrayList<>();
        for (Entry entry : recorded.get()) {
            if (entry instanceof Entry.Heard signal) {
                heard.add(signal);
            }
        }
        if (signals == 0 || heard.isEmpty()) {
            return end(recorded.get());
        }
        return before(heard.get(Math.max(0, heard.size() - signals)).position());
    }

    private static Position before(Position position) {
        return new Position(position.partition(), position.offset() - 1);
    }

    private static Position end(List<Entry> entries) {
        return entries.isEmpty()
                ? Position.START
                : entries.get(entries.size() - 1).position();
    }

    /** One going through. */
    private static final class Run {

        private final List<Entry> entries;
        private final Position after;
        private final Visitor visitor;
        private final Map<Position, Entry.Understood> understood = new HashMap<>();
        private long shown;

        Run(List<Entry> entries, Position after, Visitor visitor) {
            this.entries = entries;
            this.after = after;
            this.visitor = visitor;
            for (Entry entry : entries) {
                if (entry instanceof Entry.Understood found && !found.isAgain()) {
                    understood.put(found.heard().position(), found);
                }
            }
        }

        Result run() throws InterruptedException {
            Position begin =
                    entries.isEmpty() ? Position.START : before(entries.get(0).position());
            Position reached = begin;
            Position end = end(entries);
            boolean goesOn = true;
            for (int i = 0; goesOn && i < entries.size(); i++) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("The replay was interrupted at " + reached);
                }
                boolean asked = entries.get(i).position().isAfter(after);
                goesOn = !asked || show(i);
                reached = goesOn ? entries.get(i).position() : reached;
                Phase phase = asked ? Phase.SHOWING : Phase.LEARNING;
                goesOn = goesOn && visitor.progress(new Progress(phase, begin, reached, end, shown));
            }
            return new Result(begin, reached, end, shown, !goesOn);
        }

        private boolean show(int index) {
            Entry entry = entries.get(index);
            if (entry instanceof Entry.Understood || entry instanceof Entry.Decided) {
                return true;
            }
            Profile profile = profile(index);
            shown++;
            return visitor.entry(entry instanceof Entry.Heard heard ? asked(heard, profile) : entry, profile);
        }

        private Entry asked(Entry.Heard heard, Profile profile) {
            Entry.Understood found = understood.get(heard.position());
            List<Insight> insights = found == null ? List.of() : found.insights();
            String id = profile.anonymous() ? null : profile.id();
            Entry.Understood fresh = Entry.Understood.of(heard, id, insights);
            return fresh.at(Position.START, fresh.id(), heard.at());
        }

        private Profile profile(int index) {
            MemoryProfiles then = new MemoryProfiles(entries.subList(0, index + 1));
            Entry entry = entries.get(index);
            Optional<Profile> known = Optional.empty();
            if (entry instanceof Entry.Heard heard) {
                known = heard.signal().identities().stream().findFirst().flatMap(then::find);
            } else if (entry instanceof Entry.Performed performed && performed.profile() != null) {
                known = then.get(performed.profile());
            } else if (entry instanceof Entry.Commanded order) {
                known = then.get(order.subject());
            }
            return known.orElse(Profile.ANONYMOUS);
        }
    }
}
