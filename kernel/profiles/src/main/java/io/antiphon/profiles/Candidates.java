package io.antiphon.profiles;

import io.antiphon.profiles.Limits.Objection;
import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import io.antiphon.spi.Profiles.Candidate;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Pairs that wait for a person's word: likely one but not surely enough, or surely but something objects. The likeliest first. A pair
 * leaves when a person has ruled on it or when the two have come into one profile another way.
 */
final class Candidates {

    private static final int BASE = 36;
    /** The most nodes held on to at a time. */
    private static final int MOST_HELD = 20_000;

    private static final String OPEN =
            "SELECT e.a, e.b, e.rule, e.evidence, e.at, e.score, e.basis, x.component, y.component"
                    + " FROM {edge} e"
                    + " JOIN {node} x ON x.id = e.a JOIN {node} y ON y.id = e.b"
                    + " WHERE e.held = 0 AND (e.score, e.a, e.b) < (?, ?, ?) AND e.score >= ? AND x.component <> y.component"
                    + " AND NOT EXISTS (SELECT 1 FROM {edge} o WHERE o.a = e.a AND o.b = e.b"
                    + " AND (o.rule = 'person' OR e.rule = 'match' AND o.rule <> 'match'))"
                    + " ORDER BY e.score DESC, e.a DESC, e.b DESC LIMIT ?";

    private final Rows rows;
    private final Limits limits;
    private final double ask;
    /** Those that a page has come past: many pairs have one side in common. */
    private final Map<Long, Component> held = new HashMap<>();

    private int nodesHeld;

    Candidates(Rows rows, Limits limits, double ask) {
        this.rows = rows;
        this.limits = limits;
        this.ask = ask;
    }

    private record Open(long a, long b, Proof proof, long componentOfA, long componentOfB) {}

    /** @param after the id of the last one of the page before; null for the first page */
    List<Candidate> page(@Nullable String after, int limit) throws SQLException {
        PreparedStatement query = rows.schema().prepare(OPEN);
        Open last = after == null ? null : place(after);
        query.setDouble(1, last == null ? 2 : last.proof.score());
        query.setLong(2, last == null ? 0 : last.a);
        query.setLong(3, last == null ? 0 : last.b);
        query.setDouble(4, ask);
        query.setInt(5, limit);
        List<Open> found = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                Proof proof =
                        new Proof(row.getString(3), row.getLong(4), row.getLong(5), row.getDouble(6), row.getString(7));
                found.add(new Open(row.getLong(1), row.getLong(2), proof, row.getLong(8), row.getLong(9)));
            }
        }
        List<Candidate> page = new ArrayList<>();
        for (Open one : found) {
            page.add(candidate(one));
        }
        return page;
    }

    /** An id is {@code A-B-S}: the two nodes and the score, so that a page goes on where the last one ended. */
    private static String id(Open one) {
        return Long.toString(one.a, BASE)
                + '-'
                + Long.toString(one.b, BASE)
                + '-'
                + Long.toString(Double.doubleToLongBits(one.proof.score()), BASE);
    }

    private static Open place(String id) {
        String[] parts = id.split("-");
        try {
            if (parts.length == 3) {
                double score = Double.longBitsToDouble(Long.parseLong(parts[2], BASE));
                return new Open(
                        Long.parseLong(parts[0], BASE),
                        Long.parseLong(parts[1], BASE),
                        new Proof(Edge.MATCH, 0, 0, score, ""),
                        0,
                        0);
            }
        } catch (NumberFormatException e) {
            // as any other text that is no id
        }
        throw new AntiphonException(Code.INVALID, "after: the id of a candidate, not '" + id + "'");
    }

    private Candidate candidate(Open one) throws SQLException {
        Component ofA = component(one.componentOfA);
        Component ofB = component(one.componentOfB);
        Node a = in(ofA, one.a);
        Node b = in(ofB, one.b);
        Objection objection = limits.objection(a, ofA, b, ofB, Long.MAX_VALUE);
        return new Candidate(
                id(one),
                a.identity,
                b.identity,
                ProfileId.of(a.component),
                ProfileId.of(b.component),
                one.proof.rule(),
                one.proof.score(),
                Rows.position(one.proof.position()),
                Instant.ofEpochMilli(one.proof.at()),
                one.proof.basis(),
                objection == Objection.NONE
                        ? ""
                        : objection.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private Component component(long id) throws SQLException {
        Component known = held.get(id);
        if (known == null) {
            if (nodesHeld > MOST_HELD) {
                held.clear();
                nodesHeld = 0;
            }
            known = new Component(rows.told(id));
            held.put(id, known);
            nodesHeld += known.nodes.size();
        }
        return known;
    }

    private static Node in(Component component, long id) {
        return component.nodes.stream()
                .filter(node -> node.id == id)
                .findFirst()
                .orElseThrow();
    }
}
