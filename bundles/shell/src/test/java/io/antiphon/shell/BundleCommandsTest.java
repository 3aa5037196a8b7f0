package io.antiphon.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.completers.ArgumentCommandLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleCommandsTest {

    private final OneBundle bundles = new OneBundle();

    @TempDir
    Path folder;

    /** What a command prints. */
    private String printed(BundleChange command) throws Exception {
        command.bundles = bundles;
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
            command.execute();
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8).strip();
    }

    private String failure(BundleChange command) {
        return assertThrows(CommandException.class, () -> printed(command)).getMessage();
    }

    private <C extends BundlePut> C put(C command, String jar) throws IOException {
        Path file = folder.resolve("echo.jar");
        Files.writeString(file, jar);
        command.file = file.toFile();
        return command;
    }

    private static RollbackCommand rollback(String name) {
        RollbackCommand command = new RollbackCommand();
        command.name = name;
        return command;
    }

    private static RemoveCommand remove(String name) {
        RemoveCommand command = new RemoveCommand();
        command.name = name;
        return command;
    }

    @Test
    void each_change_is_told_in_one_line() throws Exception {
        assertEquals("installed io.acme.echo 1.0.0 in 310 ms", printed(put(new InstallCommand(), "1.0.0")));
        UpgradeCommand upgrade = put(new UpgradeCommand(), "1.1.0");
        upgrade.digest = "AB".repeat(32);
        assertEquals("upgraded io.acme.echo 1.0.0 -> 1.1.0 in 310 ms", printed(upgrade));
        assertEquals(
                "kept io.acme.echo 1.1.0: this very bundle serves already",
                printed(put(new UpgradeCommand(), "1.1.0")));
        assertEquals("rolled back io.acme.echo 1.1.0 -> 1.0.0 in 310 ms", printed(rollback("io.acme.echo")));
        assertEquals("removed io.acme.echo 1.0.0 in 310 ms; its data stay", printed(remove("io.acme.echo")));
        assertEquals(
                List.of(
                        "put echo.jar  by shell",
                        "put echo.jar " + "AB".repeat(32) + " by shell",
                        "put echo.jar  by shell",
                        "rollback by shell",
                        "remove by shell"),
                bundles.orders);
    }

    @Test
    void what_cannot_be_done_is_told_in_one_line() throws Exception {
        InstallCommand missing = new InstallCommand();
        missing.file = new File(folder.toFile(), "none.jar");
        assertTrue(failure(missing).endsWith("none.jar on this machine"), failure(missing));
        InstallCommand digest = put(new InstallCommand(), "1.0.0");
        digest.digest = "abc";
        assertEquals("--sha256: 64 hexadecimal digits", failure(digest));
        assertEquals("There is no bundle 'io.x'", failure(rollback("io.x")));
        assertEquals("There is no bundle 'io.x'", failure(remove("io.x")));
        assertEquals("echo.jar did not start: ·[2Jbroken", failure(put(new InstallCommand(), "broken")));
        InstallCommand away = put(new InstallCommand(), "1.0.0");
        away.bundles = null;
        assertTrue(
                assertThrows(CommandException.class, away::execute).getMessage().contains("is not here"));
    }

    @Test
    void the_list_shows_what_served_before_and_what_was_refused() throws Exception {
        BundlesCommand list = new BundlesCommand();
        list.bundles = bundles;
        assertTrue(list.lines().get(0).startsWith("No bundle can be replaced yet."));
        for (String version : List.of("1.0.0", "1.1.0", "1.2.0")) {
            printed(put(new InstallCommand(), version));
        }
        failure(put(new UpgradeCommand(), "broken"));
        String time = Times.shown(Instant.EPOCH);
        assertEquals(
                List.of(
                        "BUNDLE        VERSION  STATE   ORIGIN    SINCE                FORMER        REFUSED",
                        "io.acme.echo  1.2.0    active  uploaded  " + time + "  1.1.0, 1.0.0  " + time
                                + " 2.0: echo.jar did not start: ·[2Jbroken"),
                list.lines());
        list.bundles = null;
        assertThrows(CommandException.class, list::execute);
    }

    @Test
    void names_are_completed() throws Exception {
        BundleNames names = new BundleNames();
        List<String> candidates = new ArrayList<>();
        names.complete(null, new ArgumentCommandLine("io", 2), candidates);
        assertEquals(List.of(), candidates);
        names.bundles = bundles;
        printed(put(new InstallCommand(), "1.0.0"));
        names.complete(null, new ArgumentCommandLine("io", 2), candidates);
        assertEquals(
                List.of("io.acme.echo"), candidates.stream().map(String::strip).toList());
    }

    @Test
    void the_commands_have_help_of_their_own() {
        List<Class<?>> commands =
                List.of(InstallCommand.class, UpgradeCommand.class, RollbackCommand.class, RemoveCommand.class);
        long helps = commands.stream()
                .map(type -> type.getAnnotation(org.apache.karaf.shell.api.action.Command.class))
                .map(org.apache.karaf.shell.api.action.Command::description)
                .distinct()
                .count();
        assertEquals(commands.size(), helps);
    }
}
