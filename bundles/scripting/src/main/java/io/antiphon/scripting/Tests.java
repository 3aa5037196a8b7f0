package io.antiphon.scripting;

import io.antiphon.scripting.life.Workshop;
import io.antiphon.scripting.sandbox.Limits;
import io.antiphon.scripting.sandbox.Sandbox;
import io.antiphon.scripting.testing.TestRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs the tests in a folder of scripts without a running system: {@code ./antiphon script test DIR}. */
public final class Tests {

    private Tests() {}

    /** Exits with 0 if all passed, 1 if some did not, 2 if there is nothing to run. */
    public static void main(String[] arguments) throws IOException {
        System.exit(run(arguments));
    }

    private static int run(String[] arguments) throws IOException {
        Path folder = Path.of(arguments.length == 1 ? arguments[0] : "");
        if (arguments.length != 1 || !Files.isDirectory(folder)) {
            System.err.println("script test: name a folder of scripts and their tests, NAME.test.js");
            return 2;
        }
        Map<String, String> files = Workshop.files(folder);
        List<String> tests = files.keySet().stream()
                .filter(file -> file.endsWith(".test.js"))
                .toList();
        if (tests.isEmpty()) {
            System.err.println("script test: there is no file NAME.test.js in " + folder);
            return 2;
        }
        int passed = 0;
        int failed = 0;
        try (Sandbox sandbox = new Sandbox(Limits.standard())) {
            for (String test : tests) {
                System.out.println(test);
                for (TestRun.Result result : TestRun.of(sandbox, test, files)) {
                    System.out.println((result.passed() ? "  passed  " : "  FAILED  ") + result.name());
                    result.logged().forEach(line -> System.out.println("          " + line));
                    if (result.passed()) {
                        passed++;
                    } else {
                        failed++;
                        System.out.println("          " + result.failure());
                    }
                }
            }
        }
        System.out.println(passed + " passed, " + failed + " failed");
        return failed == 0 ? 0 : 1;
    }
}
