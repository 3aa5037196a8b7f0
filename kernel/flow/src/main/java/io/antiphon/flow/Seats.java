package io.antiphon.flow;

import io.antiphon.flow.Registry.Building;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Fold;
import io.antiphon.spi.Recognition;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which versions of which folds there are, who feeds them, and how far they are. Those that stand where the road stands go on
 * with it; others are built, or catch up, in turns between its batches. Owned by the lane.
 */
final class Seats {

    private final Site site;
    private final Database database;
    private final Ledger ledger;
    private final Folding folding;
    private final long epoch;
    private final List<Seat> seats;
    private long seenChanges = -1;
    private int turn;
    private @Nullable Seat recognition;

    Seats(Site site, Database database, Ledger ledger, Folding folding, long epoch) throws SQLException {
        this.site = site;
        this.database = database;
        this.ledger = ledger;
        this.folding = folding;
        this.epoch = epoch;
        this.seats = ledger.seats(epoch);
    }

    /** Seats the folds that have come and unseats those that have gone. @param road where the road stands */
    void adopt(long road) throws SQLException, Setback {
        long changes = site.registry().foldChanges();
        if (changes == seenChanges) {
            return;
        }
        seats.forEach(seat -> seat.plug = null);
        Map<String, Plug<? extends Fold>> newest = new TreeMap<>();
        for (Plug<Fold> plug : site.registry().folds().holders()) {
            seat(plug, newest);
        }
        Plug<Recognition> knower = site.registry().recognition();
        if (knower != null) {
            seat(knower, newest);
        }
        for (Plug<? extends Fold> plug : newest.values()) {
            if (find(plug) == null) {
                create(plug, road);
            }
        }
        recognition = knower == null ? null : find(knower);
        seenChanges = changes;
        show(road);
    }

    private void seat(Plug<? extends Fold> plug, Map<String, Plug<? extends Fold>> newest) {
        Seat seat = find(plug);
        if (seat != null) {
            seat.plug = plug;
        }
        Plug<? extends Fold> other = newest.get(plug.name());
        if (other == null || other.service().version() < plug.service().version()) {
            newest.put(plug.name(), plug);
        }
    }

    private @Nullable Seat find(Plug<? extends Fold> plug) {
        for (Seat seat : seats) {
            if (seat.name.equals(plug.name()) && plug.version().equals(Integer.toString(seat.version))) {
                return seat;
            }
        }
        return null;
    }

    /** Makes the tables of a version that is new here; if there is nothing to build its rows from, it serves at once. */
    private void create(Plug<? extends Fold> plug, long road) throws SQLException, Setback {
        String name = plug.name();
        if (!name.matches("[a-z0-9_]+")) {
            plug.quarantine("has the name '" + name + "'; a fold's name is lower-case letters, digits and underscores");
            return;
        }
        int version = Integer.parseInt(plug.version());
        Seat seat = new Seat(
                name, version, site.journal().begin().offset(), false, new StateTx(database, name, version, epoch));
        database.execute("BEGIN IMMEDIATE");
        try {
            Map<String, String> before = ledger.objects();
            if (folding.create(seat, plug)) {
                Map<String, String> made = new HashMap<>(ledger.objects());
                made.keySet().removeAll(before.keySet());
                ledger.add(seat);
                ledger.own(seat, made);
                if (seat.position >= road && seats.stream().noneMatch(other -> other.name.equals(name))) {
                    ledger.serve(seat);
                    seat.serving = true;
                }
                database.execute("COMMIT");
                seat.plug = plug;
                seats.add(seat);
                return;
            }
        } catch (Folding.Threw e) {
            plug.quarantine("threw when it made its tables: " + Plug.describe(e.thrown()));
        }
        database.execute("ROLLBACK");
    }

    /** The seat of the fold that knows who speaks; null while there is none. */
    @Nullable
    Seat recognition() {
        return recognition;
    }

    /** The folds other than recognition that go along with the road from an offset. */
    List<Seat> along(long offset) {
        List<Seat> along = new ArrayList<>(seats.size());
        for (Seat seat : seats) {
            if (seat != recognition && seat.position == offset && seat.fed()) {
                along.add(seat);
            }
        }
        return along;
    }

    /** The seat of the timers if it has come as far as the road; null if it has not. */
    @Nullable
    Seat timers(long road) {
        for (Seat seat : seats) {
            if (seat.name.equals(Timers.NAME) && seat.position == road && seat.fed()) {
                return seat;
            }
        }
        return null;
    }

    /**
     * Gives one fold that is behind the road a turn.
     *
     * @param road where the road stands; folds come no further
     * @return whether there was anything to do
     */
    boolean catchUp(long road, int limit) throws SQLException, Setback {
        for (int i = 0; i < seats.size(); i++) {
            Seat seat = seats.get((turn + i) % seats.size());
            Plug<? extends Fold> plug = seat.plug;
            if (plug == null || !plug.callable()) {
                continue;
            }
            if (seat.position < road) {
                turn = turn + i + 1;
                advance(seat, plug, road, limit);
                show(road);
                return true;
            }
            if (!seat.serving && isNewest(seat)) {
                serve(seat);
                show(road);
                return true;
            }
        }
        return false;
    }

    private void advance(Seat seat, Plug<? extends Fold> plug, long road, int limit) throws SQLException, Setback {
        List<Entry> entries = site.journal().read(io.antiphon.spi.Position.of(seat.position), limit);
        int size = entries.size();
        while (size > 0 && Folding.offset(entries.get(size - 1)) > road) {
            size--;
        }
        database.execute("BEGIN IMMEDIATE");
        long reached = size == 0 ? road : folding.apply(seat, plug, entries.subList(0, size));
        if (size > 0 && size < entries.size() && reached == Folding.offset(entries.get(size - 1))) {
            reached = road;
        }
        ledger.position(seat, reached);
        database.execute("COMMIT");
        seat.position = reached;
    }

    private boolean isNewest(Seat seat) {
        return seats.stream()
                .noneMatch(other -> other.name.equals(seat.name) && other.plug != null && other.version > seat.version);
    }

    /** The version takes the place of all others of its fold, whose tables are dropped. */
    private void serve(Seat seat) throws SQLException {
        List<Seat> others = seats.stream()
                .filter(other -> other != seat && other.name.equals(seat.name))
                .toList();
        database.execute("BEGIN IMMEDIATE");
        ledger.serve(seat);
        for (Seat other : others) {
            ledger.drop(other);
        }
        database.execute("COMMIT");
        seat.serving = true;
        seats.removeAll(others);
    }

    /** Tells which folds are being built. */
    void show(long road) {
        Map<String, Building> building = new HashMap<>();
        Set<String> all = new HashSet<>();
        for (Seat seat : seats) {
            all.add(seat.name + "/" + seat.version);
            if (seat.fed() && (!seat.serving || seat.position < road)) {
                long percent = road == 0 ? 100 : seat.position * 100 / road;
                building.put(
                        seat.name + "/" + seat.version,
                        new Building(seat.name, percent + " %, entry " + seat.position + " of " + road));
            }
        }
        site.registry().folds(all, building);
    }
}
