package io.antiphon.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.harness.Distribution;
import io.antiphon.harness.Ran;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OneByOne
class LauncherTest {
    private final Distribution antiphon = Distribution.shared();

    @TempDir
    private Path temp;

    @Test
    void statusIsOneLineWithPidUrlAndVersion() {
        Ran status = antiphon.launch("status");
        assertEquals(0, status.exit());
        assertTrue(
                status.out()
                        .matches("running  pid " + antiphon.process().pid() + "  " + antiphon.uri("/")
                                + "  version \\S+\n"),
                status.out());
    }

    @Test
    void readinessNeedsNoToken() {
        HttpRequest.Builder request = HttpRequest.newBuilder(antiphon.uri("/health/ready"));
        assertEquals(200, antiphon.send(request).statusCode());
    }

    @Test
    void theApiNeedsTheToken() {
        assertEquals(
                401,
                antiphon.send(HttpRequest.newBuilder(antiphon.uri("/api/connections")))
                        .statusCode());
        assertEquals(
                401,
                antiphon.send(HttpRequest.newBuilder(antiphon.uri("/metrics"))).statusCode());
        assertEquals(200, antiphon.get("/api/connections").statusCode());
        assertEquals(200, antiphon.get("/metrics").statusCode());
    }

    @Test
    void theTokenIsLongAndItsOwnersAlone() throws Exception {
        Path token = antiphon.home().resolve("etc/admin.token");
        assertTrue(antiphon.token().matches("[0-9a-f]{64}"));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(token)));
    }

    @Test
    void aSecondStartIsRefused() {
        assertRefused(
                antiphon.launch("start"),
                "already running (pid " + antiphon.process().pid());
    }

    @Test
    void aPortInUseIsNamed() {
        try (Distribution other = Distribution.fresh()) {
            other.with("ANTIPHON_HTTP_PORT", Integer.toString(antiphon.httpPort()));
            assertRefused(other.launch("start"), "port " + antiphon.httpPort());
        }
    }

    @Test
    void aHomeThatCannotBeWrittenIsNamed() throws Exception {
        Path file = Files.createFile(temp.resolve("file"));
        try (Distribution other = Distribution.in(file.resolve("home"))) {
            assertRefused(other.launch("start"), "cannot write to ANTIPHON_HOME=" + file.resolve("home"));
        }
    }

    @Test
    void aJdkTooOldOrTooNewIsNamed() throws Exception {
        for (String version : List.of("1.8.0_392", "11.0.21", "25.0.1")) {
            Path jdk = Files.createDirectories(temp.resolve(version));
            Files.createDirectories(jdk.resolve("bin"));
            Files.createSymbolicLink(jdk.resolve("bin/java"), Path.of("/bin/true"));
            Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
            try (Distribution other = Distribution.fresh()) {
                assertRefused(other.with("JAVA_HOME", jdk.toString()).launch("start"), "needs a JDK 17 to 21");
            }
        }
    }

    @Test
    void itStartsWithAnotherGarbageCollectorAndKeepsTheCompilerOfScripts() {
        try (Distribution other = Distribution.fresh()) {
            other.withScriptsCompiled()
                    .with("ANTIPHON_JAVA_OPTS", "-XX:+UseSerialGC")
                    .start();
            assertTrue(commandLine(other).contains("-XX:+EnableJVMCI"));
        }
    }

    @Test
    void itStartsWithoutTheCompilerOfScripts() {
        try (Distribution other = Distribution.fresh()) {
            other.with("ANTIPHON_JIT", "off").start();
            assertFalse(commandLine(other).contains("-XX:+EnableJVMCI"));
        }
    }

    @Test
    void whatIsNeitherOnNorOffIsNamed() {
        try (Distribution other = Distribution.fresh()) {
            assertRefused(other.with("ANTIPHON_JIT", "maybe").launch("start"), "ANTIPHON_JIT is on or off, not maybe");
        }
    }

    @Test
    void scriptSaysWhatThereIs() {
        assertRefused(antiphon.launch("script"), "script test DIR");
        assertRefused(antiphon.launch("script", "test", temp + "/none"), "no such folder: " + temp + "/none");
    }

    @Test
    void aPidThatWentToAnotherProcessIsNotOurs() throws Exception {
        try (Distribution other = Distribution.fresh()) {
            Path data = Files.createDirectories(other.home().resolve("data"));
            Files.writeString(
                    data.resolve("antiphon.run"),
                    "pid " + ProcessHandle.current().pid() + "\n");
            Ran status = other.launch("status");
            assertEquals(3, status.exit());
            assertEquals("stopped\n", status.out());
            assertEquals(0, other.launch("stop").exit());
            assertTrue(ProcessHandle.current().isAlive());
        }
    }

    @Test
    void theShellTakesACommandAsAnArgumentAndCommandsOnItsInput() {
        Ran argument = antiphon.launch("shell", "bundle:list -t 0 -s");
        assertEquals(0, argument.exit(), argument::toString);
        assertTrue(argument.out().contains("io.antiphon.spi"), argument::out);
        String input = antiphon.shell("feature:list -i\nversion");
        assertTrue(input.contains("antiphon-kernel") && input.contains("4.4"), input);
    }

    @Test
    void theShellSaysWhenACommandFails() {
        assertFalse(antiphon.launch("shell", "no:such").exit() == 0);
    }

    @Test
    void theShellHasNoDefaultPassword() throws Exception {
        for (String user : List.of("karaf", "admin")) {
            Ran ran = client(user, "karaf");
            assertTrue(ran.exit() != 0, ran::toString);
            assertFalse(ran.out().contains("4.4"), ran::toString);
        }
        Ran ran = client("admin", antiphon.token());
        assertTrue(ran.out().contains("4.4"), ran::toString);
    }

    @Test
    void everyRoomIsActive() {
        String bundles = antiphon.shell("bundle:list -t 0 -s --no-format");
        List<String> idle = bundles.lines()
                .filter(line -> line.contains("io.antiphon."))
                .filter(line -> !line.matches(".*\tActive\\s.*"))
                .toList();
        assertTrue(bundles.contains("io.antiphon.http"), bundles);
        assertEquals(List.of(), idle);
    }

    @Test
    void aStartLogsNothingWorseThanInformation() {
        String worse = antiphon.log()
                .lines()
                .filter(line -> line.contains(" WARN ") || line.contains(" ERROR "))
                .collect(Collectors.joining("\n"));
        assertEquals("", worse);
    }

    private static List<String> commandLine(Distribution antiphon) {
        return List.of(antiphon.process().info().arguments().orElseThrow());
    }

    /** Karaf's SSH client, told nothing but a name and a password. */
    private Ran client(String user, String password) throws Exception {
        Path system = Distribution.launcher().resolveSibling("assembly/target/assembly/system");
        try (var files = Files.walk(system)) {
            String classpath = files.map(Path::toString)
                    .filter(name -> name.endsWith(".jar"))
                    .filter(name -> name.matches(".*/(org.apache.karaf.client|sshd-\\w+|jline|jansi)-[^/]*"))
                    .collect(Collectors.joining(":"));
            Path etc = Files.createDirectories(temp.resolve("etc"));
            for (String needed : List.of("config.properties", "system.properties", "org.apache.karaf.shell.cfg")) {
                Files.writeString(etc.resolve(needed), "");
            }
            return Ran.run(
                    List.of(
                            Path.of(System.getProperty("java.home"), "bin/java").toString(),
                            "-Dkaraf.etc=" + etc,
                            "-cp",
                            classpath,
                            "org.apache.karaf.client.Main",
                            "-h",
                            "127.0.0.1",
                            "-a",
                            Integer.toString(antiphon.sshPort()),
                            "-u",
                            user,
                            "-p",
                            password,
                            "-b"),
                    Map.of(),
                    "version\n",
                    Duration.ofMinutes(1));
        }
    }

    private static void assertRefused(Ran ran, String because) {
        assertTrue(ran.exit() != 0, ran::toString);
        assertEquals(1, ran.err().lines().count(), ran::toString);
        assertTrue(ran.err().startsWith("antiphon: ") && ran.err().contains(because), ran::toString);
        assertEquals("", ran.out());
    }
}
