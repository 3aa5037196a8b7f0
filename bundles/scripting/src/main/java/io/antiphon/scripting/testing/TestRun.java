package io.antiphon.scripting.testing;

import io.antiphon.scripting.life.Imports;
import io.antiphon.scripting.life.Tables;
import io.antiphon.scripting.sandbox.Cage;
import io.antiphon.scripting.sandbox.Sandbox;
import io.antiphon.scripting.sandbox.ScriptFault;
import io.antiphon.scripting.sandbox.TestHands;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** Runs one file of tests: each test in the module's own context, after all are told. */
public final class TestRun {

    private static final int MOST_TESTS = 1_000;

    private TestRun() {}

    /**
     * How a test went.
     *
     * @param name as written; empty if the module itself failed
     * @param failure why it failed, with its place; empty if it passed
     * @param logged what it logged
     */
    public record Result(String file, String name, String failure, List<String> logged) {
        /** Copies. */
        public Result {
            logged = List.copyOf(logged);
        }

        /** Whether it passed. */
        public boolean passed() {
            return failure.isEmpty();
        }
    }

    private record Told(String name, Value body) {}

    /** Runs the tests of a file among others. */
    public static List<Result> of(Sandbox sandbox, String file, Map<String, String> files) {
        Hearing hands = new Hearing(files);
        try (Cage cage = new Cage(sandbox, file, Imports.closure(file, files), hands, true)) {
            if (hands.tests.isEmpty()) {
                return List.of(new Result(file, "", file + ": It has no tests: test('…', () => { … })", hands.taken()));
            }
            List<Result> results = new ArrayList<>();
            for (Told test : hands.tests) {
                results.add(run(cage, file, test, hands));
            }
            return results;
        } catch (ScriptFault e) {
            return List.of(new Result(file, "", String.valueOf(e.getMessage()), hands.taken()));
        }
    }

    private static Result run(Cage cage, String file, Told test, Hearing hands) {
        if (cage.isSpent()) {
            return new Result(file, test.name(), "It was not run, for the one before it had to be stopped", List.of());
        }
        String failure = "";
        try {
            cage.callable(test.body()).call();
        } catch (ScriptFault e) {
            failure = String.valueOf(e.getMessage());
        }
        return new Result(file, test.name(), failure, hands.taken());
    }

    /** Hears of tests, lends tables and fixtures, and keeps what is logged. */
    public static final class Hearing extends TestHands {

        private static final int MOST_LINES = 100;

        private final Map<String, String> files;
        private final Tables tables;
        private final List<Told> tests = new ArrayList<>();
        private final List<String> lines = new ArrayList<>();

        private Hearing(Map<String, String> files) {
            this.files = files;
            this.tables = new Tables(files);
        }

        private List<String> taken() {
            List<String> taken = List.copyOf(lines);
            lines.clear();
            return taken;
        }

        @Override
        @HostAccess.Export
        public void log(String severity, String line) {
            if (lines.size() < MOST_LINES) {
                lines.add(line);
            }
        }

        @Override
        @HostAccess.Export
        public Object @Nullable [] lookup(String table, String key) {
            return tables.find(table, key);
        }

        @Override
        @HostAccess.Export
        public void test(String name, Value body) {
            if (tests.size() >= MOST_TESTS) {
                throw ScriptFault.of("", "A file has at most " + MOST_TESTS + " tests");
            }
            tests.add(new Told(name, body));
        }

        @Override
        @HostAccess.Export
        public String fixture(String name) {
            String text = files.get("fixtures/" + name);
            if (text == null) {
                throw ScriptFault.of("", "There is no fixtures/" + name);
            }
            return text;
        }
    }
}
