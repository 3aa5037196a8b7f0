package io.antiphon.flow;

import io.antiphon.flow.Meters.Stage;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Recognition;
import io.antiphon.spi.Recognition.Recognised;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

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
        List<Move> moves = new ArrayList<>();
        List<Entry> open = entries.stream()
                .filter(entry -> Folding.offset(entry) > decided)
                .toList();
        List<Recognised> recognised = know(knower, plug, entries.subList(0, entries.size() - open.size()), open);
        moves.add(new Move(knower, end));
        fold(entries, from, moves);
        site.steps().done("folded");
        List<Entry> derived = derive(asked, open, recognised);
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

    /** Lets the fold that knows who speaks know of what is decided already, and tell whom what is open concerns. */
    private List<Recognised> know(Seat knower, Plug<Recognition> plug, List<Entry> closed, List<Entry> open)
            throws Setback {
        long began = System.nanoTime();
        if (!closed.isEmpty()) {
            ask(knower, plug, () -> {
                plug.service().apply(closed, knower.tx);
                return true;
            });
        }
        List<Recognised> recognised = open.isEmpty()
                ? List.of()
                : ask(knower, plug, () -> List.copyOf(plug.service().recognise(open, knower.tx)));
        if (recognised.size() != open.size()) {
            throw new Setback("The " + plug + " recognised " + recognised.size() + " of " + open.size() + " entries");
        }
        site.meters().spent(Stage.IDENTIFY, began);
        return recognised;
    }

    private void fold(List<Entry> entries, long from, List<Move> moves) throws SQLException, Setback {
        long began = System.nanoTime();
        for (Seat seat : seats.along(from)) {
            Plug<? extends io.antiphon.spi.Fold> feeder = seat.plug;
            if (feeder != null) {
                moves.add(new Move(seat, folding.apply(seat, feeder, entries)));
            }
        }
        site.meters().spent(Stage.FOLD, began);
    }

    private List<Entry> derive(Askable asked, List<Entry> open, List<Recognised> recognised)
            throws Setback, InterruptedException {
        List<Entry.Heard> signals = new ArrayList<>();
        List<Recognised> givers = new ArrayList<>();
        for (int i = 0; i < open.size(); i++) {
            if (open.get(i) instanceof Entry.Heard heard) {
                signals.add(heard);
                givers.add(recognised.get(i));
            }
        }
        Derivation derivation = new Derivation(site, asked);
        List<Entry.Understood> understood = derivation.understand(signals, givers);
        int next = 0;
        for (int i = 0; i < open.size(); i++) {
            Entry entry = open.get(i);
            if (entry instanceof Entry.Heard) {
                derivation.about(understood.get(next++), recognised.get(i).profile());
            } else if (entry instanceof Entry.Performed || entry instanceof Entry.Commanded) {
                derivation.about(entry, recognised.get(i).profile());
            }
        }
        return derivation.decide();
    }

    /** Asks the one fold the road cannot do without: if it fails, the road is set back and tries again. */
    private <T> T ask(Seat knower, Plug<Recognition> plug, Folding.Task<T> task) throws Setback {
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
