package io.antiphon.itests;

import io.antiphon.harness.Distribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The modules of a room's pages that need no page: their own tests in JavaScript, run in the browser that loads them. */
final class PureModules {

    private PureModules() {}

    /** Their tests. */
    static List<Path> tests(String room) throws IOException {
        Path folder = Distribution.launcher().resolveSibling(room + "/src/test/js");
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".test.js"))
                    .sorted()
                    .toList();
        }
    }

    /** What fails, by the file of its test. */
    static List<String> failures(Browser browser, String room) throws IOException {
        String kit = Console.read(Console.script("kit.js"));
        List<String> wrong = new ArrayList<>();
        for (Path test : tests(room)) {
            Object failures = browser.later(kit + Console.read(test) + "\nreturn failures.join('\\n');");
            failures.toString()
                    .lines()
                    .map(line -> test.getFileName() + ": " + line)
                    .forEach(wrong::add);
        }
        return wrong;
    }
}
