package io.antiphon.connector.file;

import io.antiphon.spi.Connector;
import io.antiphon.tck.MemoryConnection;
import io.antiphon.tck.SourceKit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;

/** Enough rows for several batches. */
class FileSourceKitTest extends SourceKit {

    private static final int ROWS = 1_234;

    @TempDir
    Path folder;

    @Override
    protected Connector connector() {
        return new FileConnector();
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("folder", folder.toString(), "settle", "0s", "map.rating", "Stars", "map.text", "Comment");
    }

    private static String rows() {
        return IntStream.range(0, ROWS)
                .mapToObj(i -> "Comment " + i + "," + i % 6)
                .collect(Collectors.joining("\n", "Comment,Stars\n", "\n"));
    }

    @Override
    protected void offer(MemoryConnection connection) throws Exception {
        Path file = folder.resolve("survey.csv");
        if (!Files.exists(file)) {
            Files.writeString(file, rows());
        }
        connection.pollNow();
    }

    @Override
    protected void resetOutside() throws IOException {
        Files.deleteIfExists(folder.resolve("survey.csv"));
    }

    @Override
    protected int expected() {
        return ROWS;
    }

    @Override
    protected int offerUnreadable(MemoryConnection connection) throws Exception {
        Files.writeString(
                folder.resolve("bad.csv"), "Comment,Stars\ngood,1\nbad,five\nlong,1,2\nshort\n\"open,3\nfine,5\n");
        Files.writeString(folder.resolve("bad.json"), "[{\"Comment\":\"a\"},{\"Comment\":");
        connection.pollNow();
        return 3;
    }
}
