package io.antiphon.care.cases;

import io.antiphon.spi.Tx;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers that were decided and how far each has come; and which entries tell a case's history. Owned by one thread. */
final class Answers {

    static final String TABLE = "answer";
    static final String HISTORY = "history";

    /**
     * An answer.
     *
     * @param position of the decision
     * @param upTo the latest signal that it answers
     * @param answers whether it answers; otherwise it only acknowledges
     * @param reference what the outside calls it, as {@link #reference} writes it; empty until it has left
     */
    record Answer(
            String action,
            long caseAt,
            long position,
            long upTo,
            String by,
            Stage stage,
            String reason,
            boolean answers,
            String reference) {
        Answer at(Stage next, String why) {
            return new Answer(action, caseAt, position, upTo, by, next, why, answers, reference);
        }

        Answer sent(String as) {
            return new Answer(action, caseAt, position, upTo, by, Stage.SENT, "", answers, as);
        }
    }

    private static final int MOST_REFERENCE = 600;
    private static final String COLUMNS = "action, case_at, position, up_to, author, stage, reason, answers, reference";

    private final Tx tx;

    Answers(Tx tx) {
        this.tx = tx;
    }

    static void create(Tx tx) throws SQLException {
        tx.prepare("CREATE TABLE " + tx.table(TABLE)
                        + " (action TEXT PRIMARY KEY, case_at BIGINT NOT NULL, position BIGINT NOT NULL, up_to BIGINT NOT NULL,"
                        + " author TEXT NOT NULL, stage INTEGER NOT NULL, reason TEXT NOT NULL, answers INTEGER NOT NULL,"
                        + " reference TEXT NOT NULL)")
                .execute();
        tx.prepare("CREATE INDEX " + tx.table("answer_of_reference") + " ON " + tx.table(TABLE)
                        + " (reference, position) WHERE reference <> ''")
                .execute();
        tx.prepare("CREATE INDEX " + tx.table("answer_of_case") + " ON " + tx.table(TABLE) + " (case_at)")
                .execute();
        tx.prepare("CREATE TABLE " + tx.table(HISTORY)
                        + " (case_at BIGINT NOT NULL, position BIGINT NOT NULL, PRIMARY KEY (case_at, position))")
                .execute();
    }

    @Nullable
    Answer find(String action) throws SQLException {
        PreparedStatement select = select(tx, "action");
        select.setString(1, action);
        try (ResultSet rows = select.executeQuery()) {
            return rows.next() ? read(rows) : null;
        }
    }

    /** The name of an answer outside; a Message-ID is one everywhere, any other belongs to its connection. Empty if it has none. */
    static String reference(String connection, String outside) {
        boolean everywhere = outside.startsWith("<") && outside.indexOf('@') > 0;
        String name = outside.isEmpty() || everywhere ? outside : connection + "\n" + outside;
        return name.length() <= MOST_REFERENCE ? name : "";
    }

    /** The answer that went out under a reference; null if none did. */
    @Nullable
    Answer referred(String reference) throws SQLException {
        if (reference.isEmpty()) {
            return null;
        }
        // Compared with a bare parameter, SQLite would plan the statement anew each time, since a partial index may
        // depend on it.
        PreparedStatement select = tx.prepare("SELECT " + COLUMNS + " FROM " + tx.table(TABLE)
                + " WHERE reference = CAST(? AS TEXT) AND reference <> '' ORDER BY position DESC LIMIT 1");
        select.setString(1, reference);
        try (ResultSet rows = select.executeQuery()) {
            return rows.next() ? read(rows) : null;
        }
    }

    List<Answer> ofCase(long caseAt) throws SQLException {
        return ofCase(tx, caseAt);
    }

    static List<Answer> ofCase(Tx tx, long caseAt) throws SQLException {
        PreparedStatement select = select(tx, "case_at");
        select.setLong(1, caseAt);
        List<Answer> found = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                found.add(read(rows));
            }
        }
        return found;
    }

    private static PreparedStatement select(Tx tx, String by) throws SQLException {
        return tx.prepare("SELECT " + COLUMNS + " FROM " + tx.table(TABLE) + " WHERE " + by + " = ?");
    }

    private static Answer read(ResultSet row) throws SQLException {
        return new Answer(
                row.getString(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getString(5),
                Stage.of(row.getInt(6)),
                row.getString(7),
                row.getInt(8) != 0,
                row.getString(9));
    }

    void put(Answer answer) throws SQLException {
        PreparedStatement put = tx.prepare("INSERT INTO " + tx.table(TABLE)
                + " (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (action) DO UPDATE SET"
                + " stage = excluded.stage, reason = excluded.reason, reference = excluded.reference");
        put.setString(1, answer.action());
        put.setLong(2, answer.caseAt());
        put.setLong(3, answer.position());
        put.setLong(4, answer.upTo());
        put.setString(5, answer.by());
        put.setInt(6, answer.stage().ordinal());
        put.setString(7, answer.reason());
        put.setInt(8, answer.answers() ? 1 : 0);
        put.setString(9, answer.reference());
        put.executeUpdate();
    }

    /** An entry belongs to a case's history. */
    void tell(long caseAt, long position) throws SQLException {
        PreparedStatement insert = tx.prepare("INSERT INTO " + tx.table(HISTORY)
                + " (case_at, position) VALUES (?, ?) ON CONFLICT (case_at, position) DO NOTHING");
        insert.setLong(1, caseAt);
        insert.setLong(2, position);
        insert.executeUpdate();
    }

    /** All that one case had is another's. */
    void move(long from, long to) throws SQLException {
        for (String table : List.of(TABLE, HISTORY)) {
            PreparedStatement update = tx.prepare("UPDATE " + tx.table(table) + " SET case_at = ? WHERE case_at = ?");
            update.setLong(1, to);
            update.setLong(2, from);
            update.executeUpdate();
        }
    }

    /** The entries of a case's history after an offset, the latest, in order. */
    static List<Long> history(Tx tx, long caseAt, int most) throws SQLException {
        PreparedStatement select = tx.prepare(
                "SELECT position FROM " + tx.table(HISTORY) + " WHERE case_at = ? ORDER BY position DESC LIMIT ?");
        select.setLong(1, caseAt);
        select.setInt(2, most);
        List<Long> found = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                found.add(0, rows.getLong(1));
            }
        }
        return found;
    }
}
