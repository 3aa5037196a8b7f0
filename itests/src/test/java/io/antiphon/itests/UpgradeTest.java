package io.antiphon.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.harness.Distribution;
import io.antiphon.harness.Ran;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OneByOne
class UpgradeTest {

    @TempDir
    private Path temp;

    @Test
    void anUpgradeBringsTheNewAndKeepsWhatIsTheUsers() throws Exception {
        Path distribution = copy();
        try (Distribution antiphon = Distribution.fresh()) {
            antiphon.with("ANTIPHON_DIST", distribution.toString()).start();
            String token = antiphon.token();
            Path own = antiphon.home().resolve("etc/com.example.own.cfg");
            Files.writeString(own, "colour = green\n");
            antiphon.deploy(bundle("com.example.plugged"));
            assertEquals(
                    202,
                    antiphon.post("/api/signals", "{\"kind\":\"message\",\"text\":\"before\"}")
                            .statusCode());
            antiphon.await("plugged", Duration.ofSeconds(20), () -> plugged(antiphon));
            antiphon.stop();
            Path kept = Files.createFile(antiphon.home().resolve("data/karaf/made-by-the-old"));
            Files.createFile(antiphon.home().resolve("scripts/mine.js"));

            antiphon.start();
            assertTrue(Files.exists(kept), "an unchanged distribution starts warm");
            antiphon.stop();

            Files.writeString(distribution.resolve("VERSION"), "99.0.0\n");
            Files.writeString(
                    distribution.resolve("etc/org.apache.karaf.log.cfg"), "# new\n", StandardOpenOption.APPEND);
            antiphon.start();

            assertFalse(Files.exists(kept), "a changed distribution starts afresh");
            assertTrue(antiphon.launch("status").out().endsWith("version 99.0.0\n"));
            assertEquals(token, antiphon.token());
            assertEquals("colour = green\n", Files.readString(own));
            assertTrue(Files.exists(antiphon.home().resolve("scripts/mine.js")));
            antiphon.await("plugged again", Duration.ofSeconds(20), () -> plugged(antiphon));
            assertTrue(antiphon.get("/api/signals").body().contains("before"));
        }
    }

    private static boolean plugged(Distribution antiphon) {
        return antiphon.shell("bundle:list -s --no-format")
                .lines()
                .anyMatch(line -> line.contains("com.example.plugged") && line.contains("Active"));
    }

    private Path copy() {
        Path source = Distribution.launcher().resolveSibling("assembly/target/assembly");
        Path target = temp.resolve("distribution");
        Ran ran =
                Ran.run(List.of("cp", "-R", source.toString(), target.toString()), Map.of(), "", Duration.ofMinutes(1));
        assertEquals(0, ran.exit(), ran::toString);
        return target;
    }

    private Path bundle(String name) throws Exception {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", name);
        manifest.getMainAttributes().putValue("Bundle-Version", "1.0.0");
        Path jar = temp.resolve(name + ".jar");
        try (OutputStream out = Files.newOutputStream(jar)) {
            new JarOutputStream(out, manifest).close();
        }
        return jar;
    }
}
