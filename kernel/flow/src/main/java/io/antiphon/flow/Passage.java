package io.antiphon.flow;

import io.antiphon.flow.Meters.Stage;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Recognition;
import io.antiphon.spi.Recognition.Recognised;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a batch passes: folded, understood, decided, appended and committed. Owned by the lane. */
final class Passage {

    /** A fold has read up to an offset. */
    private record Move(Seat seat, long reached) {}

    private final Site site;
    private final Database database;
    private final Ledger ledger;
    private final Folding folding;
    private final Seats seats;
    private final Appending appending;

    Passage(Site site, Database database, Ledger ledger, Folding folding, Seats seats, Appending appending) {
        this.site = site;
        this.database = database;
        this.ledger = ledger;
        this.folding = folding;
        this.seats = seats;
        this.appending = appending;
    }

    /**
     * Passes a batch.
     *
     * @param from the offset before it
     * @param decided entries up to here are folded only: what was decided about them is in the journal
     */
    void pass(Seat knower, Plug<Recognition> plug, Askable asked, List<Entry> entries, long from, long decided)
            throws SQLException, Setback, InterruptedException {
        long end = Folding.offset(entries.get(entries.size() - 1));
        database.execute("BEGIN IMMEDIATE");
        List<Move> moves = fold(knower, plug, entries, from);
        site.steps().done("folded");
        List<Entry> open = entries.stream()
                .filter(entry -> Folding.offset(entry) > decided)
                .toList();
        List<Entry> derived = derive(knower, plug, asked, open);
        site.steps().done("decided");
        long began = System.nanoTime();
        appending.append(derived);
        began = site.meters().spent(Stage.APPEND, began);
        site.steps().done("appended");
        ledger.position(end);
        for (Move move : moves) {
            ledger.position(move.seat(), move.reached());
        }
        database.execute("COMMIT");
        site.meters().spent(Stage.COMMIT, began);
        moves.forEach(move -> move.seat().position = move.reached());
        site.steps().done("committed");
    }

    private List<Move> fold(Seat knower, Plug<Recognition> plug, List<Entry> entries, long from)
            throws SQLException, Setback {
        List<Move> moves = new ArrayList<>();
        long began = System.nanoTime();
        know(knower, plug, () -> {
            plug.service().apply(entries, knower.tx);
            return true;
        });
        moves.add(new Move(knower, Folding.offset(entries.get(entries.size() - 1))));
        began = site.meters().spent(Stage.IDENTIFY, began);
        for (Seat seat : seats.along(from)) {
            Plug<? extends io.antiphon.spi.Fold> feeder = seat.plug;
            if (feeder != null) {
                moves.add(new Move(seat, folding.apply(seat, feeder, entries)));
            }
        }
        site.meters().spent(Stage.FOLD, began);
        return moves;
    }

    private List<Entry> derive(Seat knower, Plug<Recognition> plug, Askable asked, List<Entry> open)
            throws Setback, InterruptedException {
        List<Entry.Heard> signals = open.stream()
                .filter(Entry.Heard.class::isInstance)
                .map(Entry.Heard.class::cast)
                .toList();
        long began = System.nanoTime();
        List<Recognised> recognised = recognise(knower, plug, signals);
        site.meters().spent(Stage.IDENTIFY, began);
        Derivation derivation = new Derivation(site, asked);
        List<Entry.Understood> understood = derivation.understand(signals, recognised);
        boolean anyPolicy = !asked.policies().isEmpty();
        int next = 0;
        for (Entry entry : open) {
            if (entry instanceof Entry.Heard) {
                derivation.about(understood.get(next), recognised.get(next).profile());
                next++;
            } else if (anyPolicy && entry instanceof Entry.Performed performed) {
                derivation.about(entry, profile(knower, plug, performed.profile()));
            } else if (anyPolicy && entry instanceof Entry.Commanded commanded) {
                derivation.about(entry, profile(knower, plug, commanded.subject()));
            }
        }
        return derivation.decide();
    }

    private List<Recognised> recognise(Seat knower, Plug<Recognition> plug, List<Entry.Heard> signals) throws Setback {
        if (signals.isEmpty()) {
            return List.of();
        }
        List<Recognised> recognised =
                know(knower, plug, () -> List.copyOf(plug.service().recognise(signals, knower.tx)));
        if (recognised.size() != signals.size()) {
            throw new Setback(
                    "The " + plug + " recognised " + recognised.size() + " of " + signals.size() + " signals");
        }
        return recognised;
    }

    private Profile profile(Seat knower, Plug<Recognition> plug, @org.jspecify.annotations.Nullable String id)
            throws Setback {
        if (id == null || id.isEmpty()) {
            return Profile.ANONYMOUS;
        }
        Optional<Profile> found = know(knower, plug, () -> plug.service().profile(id, knower.tx));
        return found.orElse(Profile.ANONYMOUS);
    }

    /** Asks the one fold the road cannot do without: if it fails, the road is set back and tries again. */
    private <T> T know(Seat knower, Plug<Recognition> plug, Folding.Task<T> task) throws Setback {
        try {
            return folding.call(knower, plug, task);
        } catch (Folding.Threw e) {
            plug.erred(e.took());
            throw new Setback("The " + plug + " threw " + Plug.describe(e.thrown()), e.thrown());
        } catch (Folding.Gone e) {
            throw new Setback.Departure(plug);
        }
    }
}
