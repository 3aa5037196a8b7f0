package io.antiphon.insight.queries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.AntiphonException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryStoreTest {

    private static final String RUDE = "rude\n    rude\n";

    @TempDir
    private Path home;

    private Path folder;
    private QueryStore store;

    @BeforeEach
    void start() throws Exception {
        folder = Files.createDirectories(home.resolve("etc/queries"));
        store = new QueryStore(home, (who, command, set, details) -> {});
    }

    @AfterEach
    void stop() {
        store.close();
    }

    private void write(String set, String text) throws Exception {
        Files.writeString(folder.resolve(set + ".queries"), text);
    }

    @Test
    void aFolderOfAnySuchNameIsNoSet() throws Exception {
        Files.createDirectories(folder.resolve("b.queries"));
        write("c", RUDE);
        store.look();
        assertEquals("[c]", store.live().sets().keySet().toString());
        assertTrue(store.broken().isEmpty());
    }

    @Test
    void aFileThatIsNoUtf8IsToldAndItsOtherQueriesAndSetsAreLive() throws Exception {
        String latin = "# für alle\nrude\n    rude\nsorry\n    tut mir für\n";
        Files.write(folder.resolve("a.queries"), latin.getBytes(StandardCharsets.ISO_8859_1));
        write("c", RUDE);
        store.look();
        assertEquals(2, store.live().size());
        assertEquals(1, store.live().sets().get("a").queries().size());
        List<SetFault> faults = store.broken().get("a").faults();
        assertEquals("1 4", faults.get(0).line() + " " + faults.get(0).column());
        assertTrue(faults.get(0).message().contains("UTF-8"), faults::toString);
        assertFalse(store.update("a", text -> text + RUDE, "eve").faults().isEmpty());
        assertTrue(store.save("d", RUDE, "eve").faults().isEmpty());
        assertTrue(store.save("a", latin, "eve").faults().isEmpty());
        assertEquals("{}", store.broken().toString());
    }

    @Test
    void aFileThatIsTooLargeIsTold() throws Exception {
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("a.queries").toFile(), "rw")) {
            file.setLength((16 << 20) + 1);
        }
        write("c", RUDE);
        store.look();
        assertEquals(1, store.live().size());
        assertEquals("[a]", store.broken().keySet().toString());
    }

    @Test
    void aSetIsLiveEvenIfItsVersionCannotBeKept() throws Exception {
        Files.createDirectories(home.resolve("data"));
        Files.writeString(home.resolve("data/queries"), "in the way");
        store.save("a", RUDE, "eve");
        store.save("b", RUDE, "eve");
        assertEquals(2, store.live().size());
    }

    @Test
    void aSetThatIsSavedAgainIsLiveThoughItsFileLooksAsBefore() throws Exception {
        for (int i = 0; i < 200; i++) {
            String text = "rude\n    word" + (100 + i) + "\n";
            store.save("a", text, "eve");
            assertEquals(QuerySet.version(text), store.live().sets().get("a").version());
        }
    }

    @Test
    void oneSetTooManyIsRefusedAndNotWritten() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            write("s" + i, RUDE);
        }
        store.look();
        for (String set : List.of("a", "z")) {
            AntiphonException refused = assertThrows(AntiphonException.class, () -> store.save(set, RUDE, "eve"));
            assertTrue(String.valueOf(refused.getMessage()).contains("1000 sets"), refused::toString);
            assertTrue(store.text(set).isEmpty());
        }
        assertTrue(store.save("s7", RUDE + RUDE.replace("rude", "late"), "eve")
                .faults()
                .isEmpty());
        assertEquals(1_001, store.live().size());
    }

    @Test
    void filesThatAreTooManyAreToldAndThoseThatWereLiveGoOn() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            write("s" + i, RUDE);
        }
        store.look();
        assertTrue(store.surplus().isEmpty());
        write("a1", RUDE);
        write("z1", RUDE);
        store.look();
        assertEquals(1_000, store.live().size());
        assertTrue(store.live().sets().containsKey("s999"));
        String told = store.surplus().orElseThrow().toString();
        assertTrue(told.contains("Of 1002 sets only 1000 are live") && told.contains("not live: a1, z1. Put"), told);
        assertTrue(store.save("s8", RUDE + RUDE.replace("rude", "late"), "eve")
                .faults()
                .isEmpty());
        assertFalse(store.live().sets().containsKey("a1"));
        Files.delete(folder.resolve("s7.queries"));
        store.look();
        assertTrue(store.live().sets().containsKey("a1"));
        assertTrue(store.surplus().orElseThrow().toString().contains("not live: z1. Put"), store.surplus()::toString);
    }

    @Test
    void tenThousandQueriesAreLive() throws Exception {
        for (int set = 0; set < 10; set++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 1_000; i++) {
                text.append("q")
                        .append(i)
                        .append("\n    word")
                        .append(set * 1_000 + i)
                        .append('\n');
            }
            write("s" + set, text.toString());
        }
        store.look();
        assertEquals(10_000, store.live().size());
        assertTrue(store.surplus().isEmpty());
    }
}
