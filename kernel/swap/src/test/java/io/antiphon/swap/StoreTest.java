package io.antiphon.swap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.AntiphonException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @TempDir
    Path folder;

    private Store store;

    @BeforeEach
    void open() throws IOException {
        store = new Store(folder);
    }

    @Test
    void whatIsCommittedIsReadAgain() throws Exception {
        Holding holding =
                new Holding("shop", edition("2.0.0", "bb"), List.of(edition("1.0.0", "aa"), edition("0.9", "")));

        store.commit(holding);

        assertEquals(holding, new Store(folder).find("shop"));
        assertEquals(List.of(holding), new Store(folder).all());
        assertNull(store.find("other"));
    }

    @Test
    void anUpgradeKeepsTheLastThreeForARollback() {
        Holding holding = new Holding("shop", null, List.of());
        for (int i = 1; i <= 6; i++) {
            holding = holding.upgraded(edition(i + ".0.0", "d" + i));
        }
        assertEquals(List.of("5.0.0", "4.0.0", "3.0.0"), versions(holding));

        Holding back = holding.rolledBack(holding.former().get(0));
        assertEquals(List.of("4.0.0", "3.0.0"), versions(back));
        assertEquals(List.of("5.0.0", "4.0.0", "3.0.0"), versions(back.removed()));
        assertNull(back.removed().active());
    }

    @Test
    void theSameJarAgainIsNotAmongTheFormerOnes() {
        Holding holding = new Holding("shop", edition("1.0.0", "aa"), List.of())
                .upgraded(edition("2.0.0", "bb"))
                .upgraded(edition("1.0.0", "aa"));
        assertEquals(List.of("2.0.0"), versions(holding));
    }

    @Test
    void jarsThatNobodyNamesAreDeleted() throws Exception {
        String kept = keep("kept");
        String unnamed = keep("unnamed");
        store.commit(new Holding("shop", edition("1.0.0", kept), List.of()));

        store.prune();

        assertTrue(Files.exists(store.jar(kept)));
        assertFalse(Files.exists(store.jar(unnamed)));
    }

    @Test
    void aDamagedJarIsNotHandedOut() throws Exception {
        String digest = keep("words");
        try (InputStream in = store.open(digest)) {
            assertEquals("words", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        Files.writeString(store.jar(digest), "other words");
        assertTrue(assertThrows(IOException.class, () -> store.open(digest))
                .getMessage()
                .contains("damaged"));
        Files.delete(store.jar(digest));
        assertTrue(assertThrows(IOException.class, () -> store.open(digest))
                .getMessage()
                .contains("missing"));
    }

    @Test
    void whatWasTakenFromTheDeployFolderIsRemembered() throws Exception {
        Map<String, Store.Deployed> files = Map.of("a b=c.jar", new Store.Deployed("aa", "org.example.shop"));
        store.deployed(files);
        assertEquals(files, new Store(folder).deployed());
    }

    @Test
    void aJarWithAnotherDigestThanExpectedIsNotStaged() throws Exception {
        Staging staging = new Staging(store.staging());
        AntiphonException refusal =
                assertThrows(AntiphonException.class, () -> staging.take(bytes("words"), "shop.jar", "00"));
        assertTrue(String.valueOf(refusal.getMessage()).contains("SHA-256"), refusal.getMessage());
        try (var left = Files.list(store.staging())) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void aStreamThatNeverEndsIsRefused() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                return length;
            }
        };
        AntiphonException refusal =
                assertThrows(AntiphonException.class, () -> new Staging(store.staging()).take(endless, "shop.jar", ""));
        assertEquals(AntiphonException.Code.TOO_LARGE, refusal.code());
    }

    private String keep(String words) throws IOException {
        Staging.Staged staged = new Staging(store.staging()).take(bytes(words), "shop.jar", "");
        store.keep(new Candidate(staged.file(), staged.digest(), "shop", "1.0.0"));
        return staged.digest();
    }

    private static InputStream bytes(String words) {
        return new ByteArrayInputStream(words.getBytes(StandardCharsets.UTF_8));
    }

    private static Edition edition(String version, String digest) {
        return new Edition(version, digest, Edition.UPLOADED, NOON);
    }

    private static List<String> versions(Holding holding) {
        return holding.former().stream().map(Edition::version).toList();
    }
}
