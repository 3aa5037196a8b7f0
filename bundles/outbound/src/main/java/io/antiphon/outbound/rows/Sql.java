package io.antiphon.outbound.rows;

import io.antiphon.spi.Tx;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements with their parameters in one line. */
final class Sql {

    /** Reads a row. */
    @FunctionalInterface
    interface Reading<T> {
        T read(ResultSet row) throws SQLException;
    }

    private Sql() {}

    static void run(Tx tx, String sql, @Nullable Object... parameters) throws SQLException {
        bound(tx, sql, parameters).executeUpdate();
    }

    static <T> List<T> list(Tx tx, Reading<T> reading, String sql, @Nullable Object... parameters)
            throws SQLException {
        List<T> found = new ArrayList<>();
        try (ResultSet rows = bound(tx, sql, parameters).executeQuery()) {
            while (rows.next()) {
                found.add(reading.read(rows));
            }
        }
        return found;
    }

    private static PreparedStatement bound(Tx tx, String sql, @Nullable Object... parameters) throws SQLException {
        PreparedStatement statement = tx.prepare(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }
}
