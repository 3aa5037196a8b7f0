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
import java.util.Optional;

/** Knows people by their first identity, and counts their signals. */
class Names implements Recognition {

    private final int version;

    Names() {
        this(1);
    }

    Names(int version) {
        this.version = version;
    }

    @Override
    public String name() {
        return "names";
    }

    @Override
    public int version() {
        return version;
    }

    @Override
    public void create(Tx tx) throws SQLException {
        tx.prepare("CREATE TABLE " + tx.table("person") + " (id TEXT NOT NULL PRIMARY KEY, signals INTEGER NOT NULL)")
                .executeUpdate();
    }

    @Override
    public Recognition another() {
        return new Names(version);
    }

    @Override
    public void apply(List<Entry> entries, Tx tx) throws SQLException {
        PreparedStatement add = tx.prepare("INSERT INTO " + tx.table("person")
                + " (id, signals) VALUES (?, 1) ON CONFLICT (id) DO UPDATE SET signals = signals + 1");
        for (Entry entry : entries) {
            if (entry instanceof Entry.Heard heard
                    && !heard.signal().identities().isEmpty()) {
                add.setString(1, heard.signal().identities().get(0).toString());
                add.executeUpdate();
            }
        }
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
            List<Identity> identities = heard.signal().identities();
            String id = identities.isEmpty() ? "" : identities.get(0).toString();
            List<Insight> links = identities.size() < 2
                    ? List.of()
                    : List.of(Insight.of("link", identities.get(0) + " = " + identities.get(1)));
            return new Recognised(profile(id, tx).orElse(Profile.ANONYMOUS), links);
        }
        String id = null;
        if (entry instanceof Entry.Performed performed) {
            id = performed.profile();
        } else if (entry instanceof Entry.Commanded order) {
            id = order.subject();
        }
        return Recognised.of(profile(id == null ? "" : id, tx).orElse(Profile.ANONYMOUS));
    }

    static Optional<Profile> profile(String id, Tx tx) throws SQLException {
        PreparedStatement find = tx.prepare("SELECT signals FROM " + tx.table("person") + " WHERE id = ?");
        find.setString(1, id);
        try (ResultSet rows = find.executeQuery()) {
            return rows.next()
                    ? Optional.of(new Profile(id, List.of(Identity.parse(id)), Map.of(), null, null, rows.getLong(1)))
                    : Optional.empty();
        }
    }
}
