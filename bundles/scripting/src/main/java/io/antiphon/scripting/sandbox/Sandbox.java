package io.antiphon.scripting.sandbox;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.EnvironmentAccess;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotAccess;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.io.IOAccess;

/**
 * The one engine that all scripts share, and what a context of it may do: nothing but compute and call what it is handed. No Java, no
 * files, no network, no threads, no processes, no environment, no code made of text. Thread-safe.
 */
public final class Sandbox implements AutoCloseable {

    private static final String LONGEST_TEXT = Integer.toString(8 << 20);
    private static final Map<String, String> OPTIONS = Map.ofEntries(
            Map.entry("js.strict", "true"),
            Map.entry("js.allow-eval", "false"),
            Map.entry("js.esm-eval-returns-exports", "true"),
            Map.entry("js.string-length-limit", LONGEST_TEXT),
            Map.entry("js.polyglot-builtin", "false"),
            Map.entry("js.graal-builtin", "false"),
            Map.entry("js.java-package-globals", "false"),
            Map.entry("js.print", "false"),
            Map.entry("js.load", "false"),
            Map.entry("js.console", "false"),
            Map.entry("js.shared-array-buffer", "false"),
            Map.entry("js.atomics", "false"),
            Map.entry("js.regexp-static-result", "false"),
            Map.entry("js.locale", "en"));

    private final Engine engine;
    private final Limits limits;
    private final Watch watch;
    private final HostAccess hosts =
            HostAccess.newBuilder(HostAccess.CONSTRAINED).allowArrayAccess(true).build();
    private final Source host;

    /** Makes the engine, which takes a second or so. */
    public Sandbox(Limits limits) {
        this.limits = limits;
        engine = Engine.newBuilder("js")
                .allowExperimentalOptions(true)
                .option("engine.WarnInterpreterOnly", "false")
                .in(InputStream.nullInputStream())
                .out(OutputStream.nullOutputStream())
                .err(OutputStream.nullOutputStream())
                .build();
        host = Source.newBuilder("js", hostText(), "host.js").buildLiteral();
        watch = new Watch(limits);
    }

    /**
     * What stands between a script and its host, evaluated once in each context before the script's own module: a function of the
     * host's hands and how the script is held. Its parts know one another's names; what they do is done in this order.
     */
    private static String hostText() {
        return Stream.of("time", "log", "values-in", "values-out", "calls", "freeze", "given")
                .map(part -> Modules.resource("host/" + part + ".js"))
                .collect(Collectors.joining("\n", "(function (hands, pure, testing) {\n'use strict';\n", "})\n"));
    }

    /** Does something with which the engine's own code is loaded: until it returns, calls have as much time as the first module. */
    public void patiently(Runnable work) {
        watch.patient(true);
        try {
            work.run();
        } finally {
            watch.patient(false);
        }
    }

    /** Whether scripts are compiled to machine code; if not, they are interpreted. */
    public boolean compiles() {
        return !engine.getImplementationName().contains("Interpreted");
    }

    /** The bounds of a call. */
    public Limits limits() {
        return limits;
    }

    Watch watch() {
        return watch;
    }

    Source host() {
        return host;
    }

    Context context(Modules modules) {
        return Context.newBuilder("js")
                .engine(engine)
                .allowExperimentalOptions(true)
                .options(OPTIONS)
                .allowHostAccess(hosts)
                .allowHostClassLoading(false)
                .allowPolyglotAccess(PolyglotAccess.NONE)
                .allowEnvironmentAccess(EnvironmentAccess.NONE)
                .allowNativeAccess(false)
                .allowCreateThread(false)
                .allowCreateProcess(false)
                .allowInnerContextOptions(false)
                .allowIO(IOAccess.newBuilder().fileSystem(modules).build())
                .timeZone(ZoneOffset.UTC)
                .in(InputStream.nullInputStream())
                .out(OutputStream.nullOutputStream())
                .err(OutputStream.nullOutputStream())
                .build();
    }

    @Override
    public void close() {
        watch.close();
        engine.close(true);
    }
}
