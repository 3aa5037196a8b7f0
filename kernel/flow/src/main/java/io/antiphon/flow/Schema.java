package io.antiphon.flow;

import io.antiphon.spi.AntiphonException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;

/** Brings a database up to a list of numbered SQL scripts, all in one transaction; refuses one that is ahead of them. */
final class Schema {

    private final Path file;
    private final List<String> scripts;

    Schema(Path file, List<String> scripts) {
        this.file = file;
        this.scripts = scripts;
    }

    void bring(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            try {
                statement.execute("CREATE TABLE IF NOT EXISTS schema_script"
                        + " (number INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL)");
                int applied = applied(statement);
                for (int i = applied; i < scripts.size(); i++) {
                    apply(connection, i);
                }
                statement.execute("COMMIT");
            } catch (SQLException | RuntimeException e) {
                statement.execute("ROLLBACK");
                throw e;
            }
        }
    }

    private int applied(Statement statement) throws SQLException {
        int count = 0;
        try (ResultSet rows =
                statement.executeQuery("SELECT number, name, checksum FROM schema_script ORDER BY number")) {
            while (rows.next()) {
                String name = rows.getString(2);
                if (count >= scripts.size()) {
                    throw refuse("was written by a newer version of Antiphon (it has the script " + name
                            + "). Upgrade Antiphon, or move the file away.");
                }
                if (!name.equals(scripts.get(count)) || !rows.getString(3).equals(checksum(text(name)))) {
                    throw refuse("was made by another script " + name
                            + " than this version has. Install the version that made it, or move the file away.");
                }
                count++;
            }
        }
        return count;
    }

    private void apply(Connection connection, int index) throws SQLException {
        String name = scripts.get(index);
        String text = text(name);
        try (Statement statement = connection.createStatement();
                PreparedStatement note = connection.prepareStatement("INSERT INTO schema_script VALUES (?, ?, ?)")) {
            for (String command : text.split(";\\s*\n")) {
                if (!command.isBlank()) {
                    statement.execute(command);
                }
            }
            note.setInt(1, index + 1);
            note.setString(2, name);
            note.setString(3, checksum(text));
            note.execute();
        }
    }

    private AntiphonException refuse(String why) {
        return new AntiphonException(AntiphonException.Code.BROKEN, file + " " + why);
    }

    private static String text(String name) {
        try (InputStream in = Schema.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The script " + name + " is missing in this bundle");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("The script " + name + " cannot be read", e);
        }
    }

    private static String checksum(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
