package io.antiphon.swap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.AntiphonException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.Version;

class InspectionTest {

    @TempDir
    Path folder;

    private Inspection inspection;

    @BeforeEach
    void look() {
        inspection = new Inspection(
                name -> name.equals("io.antiphon.spi") ? List.of(new Version("0.1.0")) : List.of(),
                new Trust(folder.resolve("trusted")));
    }

    @Test
    void aBundleIsKnownByItsNameVersionAndDigest() throws Exception {
        Staging.Staged staged = Jars.bundle(folder, Map.of("Bundle-SymbolicName", "org.example.shop;x=1"));

        Candidate candidate = inspect(staged);

        assertEquals("org.example.shop", candidate.name());
        assertEquals("1.2.3", candidate.version());
        assertEquals(staged.digest(), candidate.digest());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Bundle-SymbolicName | shop;singleton:=true | is a singleton",
                "Bundle-SymbolicName | ../shop | which is none",
                "Bundle-Version | one | which is none",
                "Fragment-Host | org.example.other | is a fragment",
                "Import-Package | io.antiphon.spi;version=\"[0.2,1)\" | needs io.antiphon.spi [0.2.0,1.0.0), and this system"
                        + " has 0.1.0",
                "Import-Package | java.util,io.antiphon.spi.later | needs io.antiphon.spi.later 0.0.0, and this system has"
                        + " none",
            })
    void aBundleThatCannotBeExchangedIsRefusedWithItsReason(String header, String value, String reason)
            throws Exception {
        Staging.Staged staged = Jars.bundle(folder, Map.of(header, value));

        assertRefused(staged, reason);
    }

    @Test
    void aContractThatSuitsIsTakenWhereverItStandsAmongTheImports() throws Exception {
        String imports = "a;version=\"[1,2)\",io.antiphon.spi;resolution:=optional;version=\"[0.1,1)\",b";
        inspect(Jars.bundle(folder, Map.of("Import-Package", imports)));
    }

    @Test
    void aJarCutOffOrDamagedIsRefused() throws Exception {
        byte[] whole = Files.readAllBytes(Jars.bundle(folder, Map.of()).file());
        Path cut = Files.write(folder.resolve("cut.jar"), Arrays.copyOf(whole, whole.length - 30));
        assertRefused(Jars.staged(cut), "is no whole jar");

        byte[] damaged = whole.clone();
        int at = new String(whole, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("words.txt") + 14;
        damaged[at] ^= 0x55;
        assertRefused(Jars.staged(Files.write(folder.resolve("damaged.jar"), damaged)), "is no whole jar");
    }

    @Test
    void whatIsNoJarOrNoBundleIsRefused() throws Exception {
        assertRefused(Jars.staged(Files.writeString(folder.resolve("a.jar"), "no jar")), "is no whole jar");
        Path plain = folder.resolve("plain.jar");
        new java.util.jar.JarOutputStream(Files.newOutputStream(plain), new java.util.jar.Manifest()).close();
        assertRefused(Jars.staged(plain), "is no bundle");
    }

    @Test
    void withSomebodyTrustedAnUnsignedJarIsRefused() throws Exception {
        Path trusted = Files.createDirectories(folder.resolve("trusted"));
        Path store = folder.resolve("keys.p12");
        Tools.run(
                "keytool",
                "-genkeypair",
                "-alias",
                "acme",
                "-keyalg",
                "EC",
                "-dname",
                "CN=Acme",
                "-storepass",
                "secret",
                "-keystore",
                store.toString());
        Tools.run(
                "keytool",
                "-exportcert",
                "-rfc",
                "-alias",
                "acme",
                "-storepass",
                "secret",
                "-keystore",
                store.toString(),
                "-file",
                trusted.resolve("acme.pem").toString());
        Staging.Staged staged = Jars.bundle(folder, Map.of());
        assertRefused(staged, "is not signed by anybody trusted here");

        Tools.run(
                "jarsigner",
                "-keystore",
                store.toString(),
                "-storepass",
                "secret",
                staged.file().toString(),
                "acme");
        assertEquals("org.example.shop", inspect(Jars.staged(staged.file())).name());

        Files.writeString(trusted.resolve("acme.pem"), "no certificate");
        assertRefused(staged, "nothing is taken");
    }

    private Candidate inspect(Staging.Staged staged) {
        Candidate candidate = inspection.identify(staged, "shop.jar");
        inspection.inspect(candidate, "shop.jar");
        return candidate;
    }

    private void assertRefused(Staging.Staged staged, String reason) {
        AntiphonException refusal = assertThrows(AntiphonException.class, () -> inspect(staged));
        assertTrue(String.valueOf(refusal.getMessage()).contains(reason), refusal.getMessage());
    }
}
