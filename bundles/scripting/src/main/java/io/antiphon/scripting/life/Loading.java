package io.antiphon.scripting.life;

import io.antiphon.scripting.kinds.Draft;
import io.antiphon.scripting.kinds.Edition;
import io.antiphon.scripting.kinds.Kind;
import io.antiphon.scripting.kinds.ScriptEnricher;
import io.antiphon.scripting.kinds.ScriptPolicy;
import io.antiphon.scripting.sandbox.Hands;
import io.antiphon.scripting.sandbox.Sandbox;
import io.antiphon.scripting.sandbox.ScriptFault;
import io.antiphon.scripting.testing.TestRun;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Journal;
import io.antiphon.spi.Profile;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.graalvm.polyglot.HostAccess;
import org.jspecify.annotations.Nullable;

/** Makes editions of drafts: evaluated, checked, and warmed with signals that were heard lately. */
public final class Loading {

    private static final int WARMING_SIGNALS = 50;
    private static final long WARMING = TimeUnit.MILLISECONDS.toNanos(100);

    private final Supplier<Sandbox> sandbox;
    private final @Nullable Journal journal;

    /** @param journal to warm with; null for none */
    public Loading(Supplier<Sandbox> sandbox, @Nullable Journal journal) {
        this.sandbox = sandbox;
        this.journal = journal;
    }

    /** What lies in the folder under a name, with the settings it was given. */
    public static Draft draft(String file, Map<String, String> files, Map<String, String> given) {
        Map<String, String> sources = Imports.closure(file, files);
        Map<String, String> tables = new java.util.TreeMap<>();
        if (sources.values().stream().anyMatch(text -> text.contains("lookup"))) {
            files.forEach((path, text) -> {
                if (path.startsWith(Tables.FOLDER)) {
                    tables.put(path, text);
                }
            });
        }
        return new Draft(file, sources, given, Digest.of(file, sources, given, tables));
    }

    /** An edition of a draft. @throws ScriptFault if it cannot be one */
    public Edition edition(Draft draft, Tables tables, Lines lines) {
        return new Edition(sandbox.get(), draft, new ScriptHands(tables, lines));
    }

    /** The tests of a script, run; none if it has none. */
    List<TestRun.Result> tests(String file, Map<String, String> files) {
        String tests = Kind.name(file) + ".test.js";
        return files.containsKey(tests) ? TestRun.of(sandbox.get(), tests, files) : List.of();
    }

    /** Where the lines go that a script logs. */
    @FunctionalInterface
    public interface Lines {
        /** Takes one. */
        void add(String severity, String line);
    }

    /** A script's hands. */
    public static final class ScriptHands extends Hands {

        private final Tables tables;
        private final Lines lines;

        ScriptHands(Tables tables, Lines lines) {
            this.tables = tables;
            this.lines = lines;
        }

        @Override
        @HostAccess.Export
        public void log(String severity, String line) {
            lines.add(severity, line);
        }

        @Override
        @HostAccess.Export
        public Object @Nullable [] lookup(String table, String key) {
            return tables.find(table, key);
        }
    }

    /**
     * Calls an edition with signals heard lately, so that the first ones it is asked about do not wait for it to be compiled.
     *
     * @return what it failed on, in a sentence; empty if on nothing
     */
    String warm(Edition edition) {
        if (journal == null || edition.kind() == Kind.CONNECTOR) {
            return "";
        }
        other(edition);
        List<Entry.Heard> signals = journal.heard(new Journal.HeardQuery(null, null, null, true, WARMING_SIGNALS));
        long until = System.nanoTime() + WARMING;
        int failed = 0;
        String lastly = "";
        for (int round = 0; round < 200 && System.nanoTime() < until && !signals.isEmpty(); round++) {
            for (Entry.Heard heard : signals) {
                try {
                    call(edition, heard);
                } catch (ScriptFault e) {
                    failed += round == 0 ? 1 : 0;
                    lastly = String.valueOf(e.getMessage());
                }
                if (System.nanoTime() > until) {
                    break;
                }
            }
        }
        return failed == 0 ? "" : "It failed on " + failed + " of the last " + signals.size() + " signals: " + lastly;
    }

    /** It is asked about other entries too, and the first of them follows at once: that it went live. */
    private static void other(Edition edition) {
        if (edition.kind() == Kind.POLICY) {
            Entry entry = Entry.Commanded.of("", "warm", "", Map.of());
            try {
                new ScriptPolicy(edition).decide(entry, Profile.ANONYMOUS);
            } catch (ScriptFault e) {
                return; // it will be told when it happens on the road
            }
        }
    }

    private static void call(Edition edition, Entry.Heard heard) {
        if (edition.kind() == Kind.POLICY) {
            new ScriptPolicy(edition).decide(Entry.Understood.of(heard, null, List.of()), Profile.ANONYMOUS);
        } else {
            new ScriptEnricher(edition).enrich(heard.signal(), Profile.ANONYMOUS);
        }
    }
}
