package io.antiphon.scripting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.scripting.kinds.Edition;
import io.antiphon.scripting.kinds.ScriptPolicy;
import io.antiphon.scripting.life.Desk;
import io.antiphon.scripting.life.Loading;
import io.antiphon.scripting.life.Services;
import io.antiphon.scripting.life.Status;
import io.antiphon.scripting.life.Typings;
import io.antiphon.scripting.life.Workshop;
import io.antiphon.scripting.sandbox.ScriptFault;
import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkshopTest {

    @TempDir
    Path home;

    /** What is registered now, by name; more than one while they are exchanged. */
    private final Map<String, List<Edition>> registered = new ConcurrentHashMap<>();

    private final List<String> annals = new CopyOnWriteArrayList<>();
    private Workshop workshop;

    @BeforeEach
    void open() throws IOException {
        Files.createDirectories(home.resolve("etc"));
        workshop = workshop(false);
        workshop.start(() -> {});
    }

    @AfterEach
    void close() {
        workshop.close();
        assertTrue(registered.values().stream().allMatch(List::isEmpty), "nothing stays registered");
    }

    private Workshop workshop(boolean testsBlock) {
        Services services = new Services() {
            @Override
            public void check(Edition edition) {}

            @Override
            public Runnable register(Edition edition) {
                List<Edition> all =
                        registered.computeIfAbsent(edition.draft().name(), name -> new CopyOnWriteArrayList<>());
                all.add(edition);
                return () -> {
                    assertTrue(all.size() > 1 || isRetiring(), "another serves before one goes");
                    all.remove(edition);
                };
            }
        };
        return new Workshop(
                home,
                new Loading(() -> Scripts.SANDBOX, null),
                services,
                (who, file, version, former) -> annals.add(who + " " + file + " "
                        + (version.isEmpty() ? "gone" : "live") + (former.isEmpty() ? "" : " after another")),
                Clock.systemUTC(),
                testsBlock);
    }

    /** Whether a script goes, not only a version of it. */
    private static boolean isRetiring() {
        return java.util.Arrays.stream(Thread.currentThread().getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals("retire"));
    }

    private Desk desk() {
        return new Desk(workshop);
    }

    private void put(String file, String text) throws IOException {
        Path path = home.resolve("scripts").resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + 60_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "It did not come about within a minute");
            Thread.onSpinWait();
        }
    }

    private Status status(String file) {
        return workshop.list().stream()
                .filter(status -> status.file().equals(file))
                .findFirst()
                .orElse(null);
    }

    private boolean is(String file, String state) {
        Status status = status(file);
        return status != null && status.state().equals(state);
    }

    private String decided(String name) {
        Edition live = registered.get(name).get(registered.get(name).size() - 1);
        return new ScriptPolicy(live)
                .decide(Scripts.understood("a"), Profile.ANONYMOUS)
                .get(0)
                .type();
    }

    private static String deciding(String type) {
        return "export const decide = () => ({type: '" + type + "'});\n";
    }

    @Test
    void whatIsSavedGoesLiveAndWhatIsDeletedGoes() throws IOException {
        put("a.policy.js", deciding("one"));
        until(() -> is("a.policy.js", "live"));
        assertEquals("one", decided("a"));
        String first = status("a.policy.js").version();
        put("a.policy.js", deciding("two"));
        until(() -> !status("a.policy.js").version().equals(first));
        assertEquals("two", decided("a"));
        Files.delete(home.resolve("scripts/a.policy.js"));
        until(() -> status("a.policy.js") == null && annals.size() == 3);
        assertEquals(List.of(), registered.get("a"));
        assertEquals(
                List.of(
                        "file a.policy.js live",
                        "file a.policy.js live after another",
                        "file a.policy.js gone after another"),
                annals);
        assertEquals(2, desk().versions("a.policy.js").size());
    }

    @Test
    void whatIsBrokenIsToldAndTheOldOneServes() throws IOException {
        put("a.policy.js", deciding("one"));
        until(() -> is("a.policy.js", "live"));
        put("a.policy.js", "export function decide(entry) {\n  return entry.;\n}");
        until(() -> is("a.policy.js", "behind"));
        assertEquals("one", decided("a"));
        assertEquals(
                "a.policy.js:2:16: SyntaxError: Expected ident but found ;",
                status("a.policy.js").fault().getMessage());
        assertTrue(desk().log("a.policy.js").after(0).stream()
                .anyMatch(line -> line.text().contains("a.policy.js:2:16")));
        put("a.policy.js", deciding("one"));
        until(() -> is("a.policy.js", "live"));
        assertEquals(1, desk().versions("a.policy.js").size());
    }

    @Test
    void afterARestartWithABrokenFileWhatServedGoesOn() throws IOException {
        put("a.policy.js", deciding("one"));
        until(() -> is("a.policy.js", "live"));
        workshop.close();
        put("a.policy.js", "export function nothing() {}");
        workshop = workshop(false);
        workshop.start(() -> {});
        until(() -> is("a.policy.js", "behind"));
        assertEquals("one", decided("a"));
        assertTrue(status("a.policy.js").fault().getMessage().contains("needs `export function decide"));
        assertEquals(1, annals.size());
    }

    @Test
    void aChangedLibraryATableAndSettingsMakeAnotherVersion() throws IOException {
        put("lib/words.js", "export const type = 'one';");
        put("tables/tiers.csv", "customer,tier\nada,gold\n");
        put("a.policy.js", """
                import { type } from './lib/words.js';
                import { lookup } from 'antiphon';
                export const config = { suffix: 'x' };
                export const decide = (e, p, s) => ({type: type + s.suffix + lookup('tiers', 'ada').tier});
                """);
        until(() -> is("a.policy.js", "live"));
        assertEquals("onexgold", decided("a"));
        put("lib/words.js", "export const type = 'two';");
        until(() -> decided("a").equals("twoxgold"));
        put("tables/tiers.csv", "customer,tier\nada,silver\n");
        until(() -> decided("a").equals("twoxsilver"));
        desk().configure("a.policy.js", Map.of("suffix", "y"), "ada");
        assertEquals("twoysilver", decided("a"));
        assertEquals("ada", status("a.policy.js").who());
        assertTrue(Files.readString(home.resolve("etc/io.antiphon.script-a.policy.cfg"))
                .contains("suffix = y"));
        ScriptFault fault =
                assertThrows(ScriptFault.class, () -> desk().configure("a.policy.js", Map.of("sufix", "y"), "ada"));
        assertTrue(fault.getMessage().contains("'sufix' is no setting"), fault::getMessage);
        put("tables/other.json", "{\"a\": }");
        until(() -> !workshop.tables().faults().isEmpty());
    }

    @Test
    void throughTheDoorABrokenScriptIsNotSaved() throws IOException {
        desk().save("a.policy.js", deciding("one"), "ada");
        assertEquals("one", decided("a"));
        assertThrows(ScriptFault.class, () -> desk().save("a.policy.js", "export const x = ;", "ada"));
        assertEquals(deciding("one"), Files.readString(home.resolve("scripts/a.policy.js")));
        desk().save("a.policy.js", deciding("two"), "bob");
        assertEquals("bob", status("a.policy.js").who());
        desk().rollback("a.policy.js", "", "cyd");
        assertEquals("one", decided("a"));
        assertEquals(deciding("one"), Files.readString(home.resolve("scripts/a.policy.js")));
        assertThrows(AntiphonException.class, () -> desk().rollback("a.policy.js", "nothing", "cyd"));
        desk().delete("a.policy.js", "ada");
        assertEquals(List.of(), workshop.list());
        for (String bad :
                List.of("../x.policy.js", "a.js.exe", "lib/../../x.js", "Big.policy.js", ".x.js", "lib/a/b.js")) {
            assertThrows(IllegalArgumentException.class, () -> desk().save(bad, deciding("x"), "ada"), bad);
        }
    }

    @Test
    void failingTestsKeepAScriptFromGoingLiveIfTheSettingSaysSo() throws IOException {
        workshop.close();
        workshop = workshop(true);
        put(
                "a.test.js",
                "import { test, expect, entry, profile } from 'antiphon/test';\nimport { decide } from './a.policy.js';\n"
                        + "test('decides one', () => expect(decide(entry({text: 'x'}), profile())).toMatch({type: 'one'}));");
        put("a.policy.js", deciding("one"));
        workshop.start(() -> {});
        until(() -> is("a.policy.js", "live"));
        put("a.policy.js", deciding("two"));
        until(() -> is("a.policy.js", "behind"));
        assertEquals("one", decided("a"));
        assertEquals(
                "a.policy.js: Its test 'decides one' fails: a.test.js:3:27: Error: type is \"two\", not \"one\"",
                status("a.policy.js").fault().getMessage());
    }

    @Test
    void theTypesForEditorsLieAmongTheScriptsAndKnowTheTables() throws IOException {
        Path types = home.resolve("scripts/antiphon.d.ts");
        Path config = home.resolve("scripts/jsconfig.json");
        until(() -> Files.exists(config));
        assertEquals(Typings.text(workshop.tables()), Files.readString(types));
        assertEquals(Map.of(), workshop.files(), "they are no files of scripts");
        Files.writeString(config, "{}");
        put("tables/shipping.csv", "country,days\nDE,2\n");
        until(() -> read(types).contains("'shipping': { 'country': string, 'days': string };"));
        assertEquals("{}", Files.readString(config), "one's own is left alone");
        assertThrows(IllegalArgumentException.class, () -> desk().save("jsconfig.json", "{}", "ada"));
    }

    @Test
    void theEngineIsMadeReadyOnceSomebodyLooksOrAFileIsThere() throws IOException {
        for (boolean looks : List.of(true, false)) {
            workshop.close();
            workshop = workshop(false);
            AtomicInteger prepared = new AtomicInteger();
            workshop.start(prepared::incrementAndGet);
            if (looks) {
                workshop.expect();
            } else {
                put("lib/words.js", "export const type = 'one';");
            }
            until(() -> prepared.get() == 1);
        }
    }

    @Test
    void nothingIsLiveBeforeTheEngineIsReady() throws IOException {
        put("vip.policy.js", "export function decide() { return []; }");
        workshop.close();
        workshop = workshop(false);
        List<Status> before = new CopyOnWriteArrayList<>();
        AtomicInteger prepared = new AtomicInteger();
        workshop.start(() -> {
            before.addAll(workshop.list());
            prepared.incrementAndGet();
        });
        until(() -> workshop.list().size() == 1);
        assertEquals(1, prepared.get());
        assertEquals(List.of(), before);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }
}
