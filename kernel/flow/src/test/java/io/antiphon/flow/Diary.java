package io.antiphon.flow;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Fold;
import io.antiphon.spi.Tx;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A fold that writes down every entry it sees, and fails on one it has seen before. */
class Diary implements Fold {

    private final String name;
    private final int version;

    Diary(String name, int version) {
        this.name = name;
        this.version = version;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int version() {
        return version;
    }

    @Override
    public void create(Tx tx) throws SQLException {
        tx.prepare("CREATE TABLE " + tx.table("line") + " (position BIGINT NOT NULL PRIMARY KEY, said TEXT NOT NULL)")
                .executeUpdate();
        tx.prepare("CREATE INDEX " + tx.table("said") + " ON " + tx.table("line") + " (said)")
                .executeUpdate();
    }

    @Override
    public void apply(List<Entry> entries, Tx tx) throws SQLException {
        PreparedStatement add = tx.prepare("INSERT INTO " + tx.table("line") + " (position, said) VALUES (?, ?)");
        for (Entry entry : entries) {
            add.setLong(1, entry.position().offset());
            add.setString(2, line(entry));
            add.executeUpdate();
        }
    }

    String line(Entry entry) {
        return "v" + version + " " + entry.getClass().getSimpleName() + " " + entry.id();
    }

    /** All lines in the order of the journal. */
    static List<String> lines(Tx tx) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (ResultSet rows = tx.prepare("SELECT position, said FROM " + tx.table("line") + " ORDER BY position")
                .executeQuery()) {
            while (rows.next()) {
                lines.add(rows.getLong(1) + " " + rows.getString(2));
            }
        }
        return lines;
    }
}
