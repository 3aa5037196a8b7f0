package io.antiphon.scripting.sandbox;

import org.graalvm.polyglot.HostAccess;
import org.jspecify.annotations.Nullable;

/** What a script can do beside computing: write a line into its log, and look a row up. */
public abstract class Hands {

    /** Hands that do nothing. */
    public static final Hands NONE = new Hands() {
        @Override
        public void log(String severity, String line) {}

        @Override
        public Object @Nullable [] lookup(String table, String key) {
            return null;
        }
    };

    /** Takes a line for the script's log. */
    @HostAccess.Export
    public abstract void log(String severity, String line);

    /** The row of a table under a key, as {@link Flat}; null if there is none. */
    @HostAccess.Export
    public abstract Object @Nullable [] lookup(String table, String key);

    /** Whether tests are run, so that a script may reach the two methods below. */
    boolean testing() {
        return false;
    }

    /** Takes a test's name and body; only while tests are run. */
    @HostAccess.Export
    public void test(String name, org.graalvm.polyglot.Value body) {
        throw new ScriptFault("", 0, 0, "Tests are written in a file NAME.test.js");
    }

    /** A fixture's text; only while tests are run. */
    @HostAccess.Export
    public String fixture(String name) {
        throw new ScriptFault("", 0, 0, "Fixtures are there for tests only");
    }
}
