package io.antiphon.outbound;

import io.antiphon.outbound.approval.Approval;
import io.antiphon.outbound.rows.ApprovalRows;
import io.antiphon.outbound.rows.MarkRows;
import io.antiphon.outbound.rows.SettingRows;
import io.antiphon.outbound.rows.StopRows;
import io.antiphon.outbound.rows.Words;
import io.antiphon.outbound.settings.OutboundSettings;
import io.antiphon.outbound.stop.Stop;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Tx;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What people have ordered about what may leave, as of one moment: pure values, made of the fold's rows and of the orders after them.
 *
 * @param seen it knows all entries up to this offset
 * @param ordered the offset of the last order that changed it
 * @param stops those that hold something or may
 * @param approvals of actions that have not left, by action
 */
public record Book(
        long seen, long ordered, List<Stop> stops, Map<String, List<Approval>> approvals, OutboundSettings settings) {

    /** Copies. */
    public Book {
        stops = List.copyOf(stops);
        approvals = Map.copyOf(approvals);
    }

    /** Of the rows. */
    static Book read(Tx tx) throws SQLException {
        Map<String, List<Approval>> approvals = new HashMap<>();
        ApprovalRows.all(tx)
                .forEach(one -> approvals
                        .computeIfAbsent(one.action(), action -> new ArrayList<>())
                        .add(one));
        return new Book(
                MarkRows.get(tx, MarkRows.SEEN),
                MarkRows.get(tx, MarkRows.ORDERED),
                StopRows.open(tx),
                approvals,
                OutboundSettings.stored(SettingRows.get(tx)));
    }

    /** With orders that came after it; those it knows already change nothing. */
    Book with(List<Entry.Commanded> orders) {
        List<Stop> nowStops = new ArrayList<>(stops);
        Map<String, List<Approval>> nowApprovals = new HashMap<>(approvals);
        OutboundSettings nowSettings = settings;
        long last = ordered;
        for (Entry.Commanded order : orders) {
            if (order.position().offset() > seen) {
                apply(order, nowStops, nowApprovals);
                String document = Words.text(order.arguments(), "document");
                if (order.command().equals(Words.SETTINGS) && order.subject().equals(Words.OUTBOUND)) {
                    nowSettings = OutboundSettings.stored(document);
                }
                last = Math.max(last, order.position().offset());
            }
        }
        return new Book(seen, last, nowStops, nowApprovals, nowSettings);
    }

    private static void apply(Entry.Commanded order, List<Stop> stops, Map<String, List<Approval>> approvals) {
        switch (order.command()) {
            case Words.STOP -> {
                Stop stop = Stop.of(order);
                if (stop != null) {
                    stops.add(stop);
                }
            }
            case Words.RESUME -> stops.replaceAll(stop -> resumed(stop, order));
            case Words.APPROVE -> {
                Approval approval = Approval.of(order);
                if (approval != null) {
                    List<Approval> all = new ArrayList<>(approvals.getOrDefault(approval.action(), List.of()));
                    all.add(approval);
                    approvals.put(approval.action(), all);
                }
            }
            default -> {}
        }
    }

    private static Stop resumed(Stop stop, Entry.Commanded order) {
        boolean its = order.subject().equals("stop " + stop.id()) && stop.resumed() == null;
        return its ? stop.resumed(Stop.Resumed.of(order)) : stop;
    }

    /** The approvals of an action. */
    public List<Approval> approvals(String action) {
        return approvals.getOrDefault(action, List.of());
    }
}
