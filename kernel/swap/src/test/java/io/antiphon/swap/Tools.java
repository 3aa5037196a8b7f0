package io.antiphon.swap;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The JDK's own tools. */
final class Tools {

    private Tools() {}

    static void run(String tool, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", tool).toString());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new AssertionError(tool + " said " + said);
        }
    }
}
