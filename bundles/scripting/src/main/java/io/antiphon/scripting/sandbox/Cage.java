package io.antiphon.scripting.sandbox;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.SourceSection;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * A context with one script's module in it. Used by one thread at a time, from any; each call is watched. A call that had to be
 * stopped is the last one: {@link #isSpent}.
 */
public final class Cage implements AutoCloseable {

    private static final String MODULE = "application/javascript+module";

    private final Sandbox sandbox;
    private final String file;
    private final Context context;
    private final Turn turn = new Turn();
    private final Answer answer = new Answer();
    private final Value control;
    private final Value module;
    private volatile boolean spent;

    /** Work within the context. */
    @FunctionalInterface
    private interface Work {
        Value run();
    }

    /**
     * Evaluates a script's module.
     *
     * @param file the script's, one of the sources
     * @param sources all that can be imported, by their path relative to the folder of scripts
     * @param pure whether it is to have neither clock nor chance
     * @throws ScriptFault if it cannot be read or fails while it is evaluated
     */
    public Cage(Sandbox sandbox, String file, Map<String, String> sources, Hands hands, boolean pure) {
        this.sandbox = sandbox;
        this.file = file;
        this.context = sandbox.context(new Modules(sources));
        sandbox.watch().add(this);
        try {
            control = watched(true, () -> context.eval(sandbox.host()).execute(hands, pure, hands.testing()));
            module = watched(true, () -> context.eval(source(sources)));
            sandbox.watch().warmed();
        } catch (ScriptFault e) {
            close();
            throw e;
        }
    }

    private Source source(Map<String, String> sources) {
        String text = sources.get(file);
        if (text == null) {
            throw ScriptFault.of(file, "There is no such file");
        }
        return Source.newBuilder("js", text, file)
                .uri(Modules.uri(file))
                .mimeType(MODULE)
                .buildLiteral();
    }

    /** The script's file. */
    public String file() {
        return file;
    }

    Turn turn() {
        return turn;
    }

    /** What the module exports: values, with {@link Answer#FUNCTION} for functions. */
    @SuppressWarnings("unchecked")
    public Map<String, Object> exports() {
        watched(false, () -> control.getMember("exported").execute(module, answer));
        Object told = answer.take();
        return told instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    /** The line where an exported function begins; 0 if that is not known. */
    public int line(String export) {
        Value function = module.getMember(export);
        SourceSection place = function == null ? null : function.getSourceLocation();
        return place == null ? 0 : place.getStartLine();
    }

    /** Makes an exported function callable in one of the ways of {@code host/calls.js}, with its settings laid out flat. */
    public Callable callable(String way, String export, Object[] settings) {
        Value function = watched(false, () -> control.getMember("calls")
                .getMember(way)
                .execute(module.getMember(export), control.getMember("settings").execute((Object) settings), answer));
        return new Callable(function);
    }

    /** Makes a function that was handed out, such as a test's body, callable without arguments. */
    public Callable callable(Value body) {
        return new Callable(watched(
                false, () -> control.getMember("calls").getMember("test").execute(body)));
    }

    /** Whether a call had to be stopped, so that no other can be made. */
    public boolean isSpent() {
        return spent;
    }

    /** A function of the script. */
    public final class Callable {

        private final Value function;

        private Callable(Value function) {
            this.function = function;
        }

        /**
         * Calls it.
         *
         * @return strings, longs, doubles, booleans, lists and maps; null for nothing
         * @throws ScriptFault if it throws, answers what cannot be, or had to be stopped
         */
        public @Nullable Object call(Object... arguments) {
            answer.clear();
            watched(false, () -> {
                function.executeVoid(arguments);
                return function;
            });
            return answer.take();
        }
    }

    private Value watched(boolean load, Work work) {
        turn.begin(load);
        boolean ended = false;
        try {
            Value result = work.run();
            ended = turn.end();
            if (ended) {
                return result;
            }
        } catch (Throwable thrown) {
            ended = ended || turn.end();
            if (ended && !isDead(thrown)) {
                throw Faults.of(thrown, file, null);
            }
            spent = true;
            throw Faults.of(thrown, file, turn.reason());
        }
        spent = true;
        throw ScriptFault.of(file, String.valueOf(turn.reason()));
    }

    private static boolean isDead(Throwable thrown) {
        return thrown instanceof PolyglotException e
                && (e.isCancelled()
                        || e.isInterrupted()
                        || e.isInternalError()
                        || e.isResourceExhausted() && !isDeep(e));
    }

    private static boolean isDeep(PolyglotException e) {
        return e.getMessage() != null && e.getMessage().contains("stack");
    }

    /** Interrupts the call that runs, from another thread; returns when it has ended. */
    void interrupt(Duration most) throws TimeoutException {
        context.interrupt(most);
    }

    /** Closes the context over the call that runs, from another thread. */
    void kill() {
        try {
            context.close(true);
        } catch (PolyglotException | IllegalStateException e) {
            // it is closed, or about to be
        }
    }

    @Override
    public void close() {
        sandbox.watch().remove(this);
        kill();
    }
}
