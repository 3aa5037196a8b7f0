package io.antiphon.journal;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** Refuses files of a newer format than this software knows. */
final class Format {

    private Format() {}

    static void check(Path file, Connection connection, int known) throws SQLException {
        long found = Sqlite.number(connection, "SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'format'");
        if (found > known) {
            throw new AntiphonException(
                    Code.CONFLICT,
                    file + " was written by a newer version of Antiphon (format " + found + "; this one knows " + known
                            + "). Start the newer version, or restore a backup from before the upgrade.");
        }
    }
}
