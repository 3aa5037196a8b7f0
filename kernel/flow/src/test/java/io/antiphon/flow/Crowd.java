package io.antiphon.flow;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Recognition;
import io.antiphon.spi.Tx;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Knows people who are joined when a signal names two, and parted when somebody orders {@code unlink}, and where the latest
 * signal stands is a trait. Keeps everything in rows, and so does not know what a batch is.
 */
final class Crowd implements Recognition {

    @Override
    public String name() {
        return "crowd";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Recognition another() {
        return new Crowd();
    }

    @Override
    public void create(Tx tx) throws SQLException {
        tx.prepare("CREATE TABLE " + tx.table("member")
                        + " (id TEXT NOT NULL PRIMARY KEY, party TEXT NOT NULL, signals INTEGER NOT NULL,"
                        + " latest INTEGER NOT NULL)")
                .executeUpdate();
        tx.prepare("CREATE INDEX " + tx.table("party") + " ON " + tx.table("member") + " (party)")
                .executeUpdate();
    }

    @Override
    public void apply(List<Entry> entries, Tx tx) throws SQLException {
        for (Entry entry : entries) {
            if (entry instanceof Entry.Heard heard) {
                hear(heard, tx);
            } else if (entry instanceof Entry.Commanded order && order.command().equals("unlink")) {
                update(tx, "UPDATE {} SET party = id WHERE id = ?", order.subject());
            }
        }
    }

    private static void hear(Entry.Heard heard, Tx tx) throws SQLException {
        List<Identity> who = heard.signal().identities();
        for (Identity identity : who) {
            String id = identity.toString();
            update(
                    tx,
                    "INSERT INTO {} (id, party, signals, latest) VALUES (?, ?, 0, 0) ON CONFLICT DO NOTHING",
                    id,
                    id);
            update(
                    tx,
                    "UPDATE {} SET party = (SELECT party FROM {} WHERE id = ?)"
                            + " WHERE party = (SELECT party FROM {} WHERE id = ?)",
                    who.get(0).toString(),
                    id);
        }
        if (!who.isEmpty()) {
            update(
                    tx,
                    "UPDATE {} SET signals = signals + 1, latest = CAST(? AS INTEGER) WHERE id = ?",
                    Long.toString(heard.position().offset()),
                    who.get(0).toString());
        }
    }

    private static void update(Tx tx, String sql, String... values) throws SQLException {
        prepared(tx, sql, values).executeUpdate();
    }

    private static PreparedStatement prepared(Tx tx, String sql, String... values) throws SQLException {
        PreparedStatement statement = tx.prepare(sql.replace("{}", tx.table("member")));
        for (int i = 0; i < values.length; i++) {
            statement.setString(i + 1, values[i]);
        }
        return statement;
    }

    @Override
    public List<Recognised> recognise(List<Entry> entries, Tx tx) throws SQLException {
        List<Recognised> recognised = new ArrayList<>();
        for (Entry entry : entries) {
            apply(List.of(entry), tx);
            recognised.add(concerned(entry, tx));
        }
        return recognised;
    }

    private static Recognised concerned(Entry entry, Tx tx) throws SQLException {
        if (entry instanceof Entry.Heard heard) {
            List<Identity> who = heard.signal().identities();
            return new Recognised(
                    who.isEmpty() ? Profile.ANONYMOUS : profile(who.get(0).toString(), tx),
                    who.size() < 2
                            ? List.of()
                            : List.of(Insight.of("link", who.get(1).toString())));
        }
        if (entry instanceof Entry.Performed performed && performed.profile() != null) {
            return Recognised.of(profile(performed.profile(), tx));
        }
        return entry instanceof Entry.Commanded order ? Recognised.of(profile(order.subject(), tx)) : Recognised.NOBODY;
    }

    private static Profile profile(String member, Tx tx) throws SQLException {
        List<Identity> identities = new ArrayList<>();
        String party = "";
        long signals = 0;
        long latest = 0;
        try (ResultSet rows = prepared(
                        tx,
                        "SELECT party, id, signals, latest FROM {}"
                                + " WHERE party = (SELECT party FROM {} WHERE id = ?) ORDER BY id",
                        member)
                .executeQuery()) {
            while (rows.next()) {
                party = rows.getString(1);
                identities.add(Identity.parse(rows.getString(2)));
                signals += rows.getLong(3);
                latest = Math.max(latest, rows.getLong(4));
            }
        }
        return party.isEmpty()
                ? Profile.ANONYMOUS
                : new Profile(party, identities, Map.of("latest", latest), null, null, signals);
    }
}
