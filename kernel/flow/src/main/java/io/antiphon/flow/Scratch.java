package io.antiphon.flow;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Recognition;
import io.antiphon.spi.Recognition.Recognised;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A place beside the state where somebody who knows who speaks learns it all again. A file of its own, which nothing waits for and
 * which is gone afterwards. Owned by one thread.
 */
final class Scratch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Scratch.class);
    private static final String NAME = "replay-";

    private final Path file;
    private final Database database;
    private final Plug<Recognition> plug;
    private final Recognition knower;
    private final StateTx tx;

    private interface Task<T> {
        T run() throws SQLException;
    }

    private Scratch(Plug<Recognition> plug, Recognition knower, Path file, Database database) {
        this.plug = plug;
        this.knower = knower;
        this.file = file;
        this.database = database;
        this.tx = new StateTx(database, knower.name(), knower.version(), 0);
    }

    /** Opens one in a folder for another of the one that is plugged in. */
    static Scratch open(Path folder, Plug<Recognition> plug) {
        Recognition knower = told(plug, () -> plug.service().another());
        Scratch scratch;
        try {
            Path file = Files.createTempFile(folder, NAME, ".db");
            scratch = new Scratch(plug, knower, file, Database.scratch(file));
        } catch (SQLException | IOException e) {
            throw new AntiphonException(
                    Code.UNAVAILABLE, "There is no place for a replay in " + folder + ": " + e.getMessage(), e);
        }
        try {
            scratch.begin();
            return scratch;
        } catch (RuntimeException e) {
            scratch.close();
            throw e;
        }
    }

    private void begin() {
        lent(() -> {
            database.execute("BEGIN"); // and never a commit: what is too much for the memory goes to the file
            knower.create(tx);
            return true;
        });
    }

    /** Deletes what a process that was killed left behind in a folder. */
    static void clean(Path folder) {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, NAME + "*")) {
            for (Path each : left) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            LOG.warn("What a replay left in {} cannot be deleted: {}", folder, e.getMessage());
        }
    }

    /** Lets it know entries. */
    void learn(List<Entry> entries) {
        if (!entries.isEmpty()) {
            lent(() -> {
                knower.apply(entries, tx);
                return true;
            });
        }
    }

    /** Lets it know entries and asks whom each concerns. */
    List<Recognised> recognise(List<Entry> entries) {
        List<Recognised> recognised =
                entries.isEmpty() ? List.of() : lent(() -> List.copyOf(knower.recognise(entries, tx)));
        if (recognised.size() != entries.size()) {
            throw new AntiphonException(
                    Code.BROKEN, "The " + plug + " recognised " + recognised.size() + " of " + entries.size());
        }
        return recognised;
    }

    private <T> T lent(Task<T> task) {
        tx.lend();
        try {
            return told(plug, task);
        } finally {
            tx.takeBack();
        }
    }

    private static <T> T told(Plug<Recognition> plug, Task<T> task) {
        try {
            return task.run();
        } catch (SQLException | RuntimeException | LinkageError e) {
            if (plug.gone()) {
                throw new AntiphonException(
                        Code.UNAVAILABLE, "The " + plug + " was replaced during the replay; begin it again", e);
            }
            boolean own = Database.isOwn(e);
            throw new AntiphonException(
                    own ? Code.UNAVAILABLE : Code.BROKEN,
                    own ? "The replay cannot write: " + e.getMessage() : "The " + plug + " threw " + Plug.describe(e),
                    e);
        }
    }

    @Override
    public void close() {
        try {
            database.close();
        } catch (SQLException e) {
            LOG.warn("{} could not be closed: {}", file, e.getMessage());
        }
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("{} could not be deleted: {}", file, e.getMessage());
        }
    }
}
