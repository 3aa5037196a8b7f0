package io.antiphon.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of the state. What cannot be used is put aside, and a new one is made, which folds build again. It holds nothing that
 * is not in the journal too, and so need not be on the disk with each commit: what a failing power supply takes back is folded
 * again from the position that was taken back with it.
 */
final class StateFile {

    private static final Logger LOG = LoggerFactory.getLogger(StateFile.class);
    private static final List<String> SCRIPTS = List.of("001-road.sql");

    private final Path path;
    private final StateReader readers;

    StateFile(Path folder, StateReader readers) {
        this.path = folder.resolve("state.db");
        this.readers = readers;
    }

    /** Opens it for the one writer. @param journalEnd the journal's end; a state beyond it belongs to another journal */
    Database open(long journalEnd) throws SQLException {
        if (!Files.exists(path) && journalEnd > 0) {
            LOG.info("{} is not there: the state is built from the journal", path);
        }
        try {
            Database database = Database.open(path, SCRIPTS, Database.Sync.NORMAL);
            OptionalLong position = new Ledger(database).position();
            if (position.orElse(0) <= journalEnd) {
                return database;
            }
            database.close();
            setAside("is ahead of the journal, which ends at " + journalEnd);
        } catch (SQLException e) {
            if (!Database.isDamage(e)) {
                throw e;
            }
            setAside("is damaged (" + e.getMessage() + ")");
        }
        return Database.open(path, SCRIPTS, Database.Sync.NORMAL);
    }

    /** Moves it out of the way, so that the next opening makes a new one. No writer may be open. */
    void setAside(String why) {
        readers.retire();
        try {
            Path aside = aside(path);
            LOG.error("{} {}: it is kept as {}, and the state is built again from the journal", path, why, aside);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " " + why + " and cannot be moved away", e);
        }
    }

    /** Moves a database file with what belongs to it to a new name. */
    static Path aside(Path path) throws IOException {
        int number = 1;
        while (Files.exists(Path.of(path + ".aside-" + number))) {
            number++;
        }
        for (String suffix : List.of("-wal", "-shm", "")) {
            Path from = Path.of(path + suffix);
            if (Files.exists(from)) {
                Files.move(from, Path.of(path + ".aside-" + number + suffix), StandardCopyOption.ATOMIC_MOVE);
            }
        }
        return Path.of(path + ".aside-" + number);
    }
}
