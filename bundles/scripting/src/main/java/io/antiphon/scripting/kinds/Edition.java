package io.antiphon.scripting.kinds;

import io.antiphon.scripting.sandbox.Answer;
import io.antiphon.scripting.sandbox.Cage;
import io.antiphon.scripting.sandbox.Cages;
import io.antiphon.scripting.sandbox.Flat;
import io.antiphon.scripting.sandbox.Hands;
import io.antiphon.scripting.sandbox.Sandbox;
import io.antiphon.scripting.sandbox.ScriptFault;
import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.ConnectorSpec;
import io.antiphon.spi.Problem;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One version of a script, checked and able to be called by several threads. */
public final class Edition implements AutoCloseable {

    /** As many as the road asks with at a time on a small machine; more are made when they are needed. */
    private static final int AT_FIRST = 2;

    private static final Map<Kind, List<String>> MEANT = Map.of(
            Kind.POLICY, List.of("decide", "config"),
            Kind.ENRICHER, List.of("enrich", "config"),
            Kind.CONNECTOR, List.of("spec", "from", "to", "signal", "message", "signature", "config"));

    private final Draft draft;
    private final Kind kind;
    private final ConnectorSpec spec;
    private final Map<String, Object> exports;
    private final Object[] settings;
    private final Map<String, Integer> lines;
    private final Cages<Ready> cages;

    /** A context, and the script's functions made callable in it. */
    static final class Ready implements AutoCloseable {
        final Cage cage;
        final Cage.@Nullable Callable first;
        final Cage.@Nullable Callable second;

        Ready(Cage cage, Cage.@Nullable Callable first, Cage.@Nullable Callable second) {
            this.cage = cage;
            this.first = first;
            this.second = second;
        }

        @Override
        public void close() {
            cage.close();
        }
    }

    /**
     * Evaluates and checks a draft.
     *
     * @throws ScriptFault if it cannot be what its name says; the message names file, line and what to do
     */
    public Edition(Sandbox sandbox, Draft draft, Hands hands) {
        this.draft = draft;
        this.kind = draft.kind();
        Cage first = cage(sandbox, hands);
        try {
            exports = first.exports();
            lines = exports.entrySet().stream()
                    .filter(export -> export.getValue() == Answer.FUNCTION)
                    .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, export -> first.line(export.getKey())));
            spec = checked(() -> {
                assertExports();
                ConnectorSpec declared = ConnectorFacts.spec(draft, exports);
                return kind == Kind.CONNECTOR ? ConnectorFacts.check(declared, exports) : declared;
            });
            settings = Flat.of(kind == Kind.CONNECTOR ? Map.of() : values());
            cages = new Cages<>(() -> ready(cage(sandbox, hands)), ready -> ready.cage);
            cages.add(ready(first));
            for (int more = 1; more < AT_FIRST; more++) {
                cages.add(ready(cage(sandbox, hands)));
            }
        } catch (RuntimeException e) {
            first.close();
            throw e;
        }
    }

    private Cage cage(Sandbox sandbox, Hands hands) {
        return new Cage(sandbox, draft.file(), draft.sources(), hands, kind == Kind.POLICY);
    }

    private void assertExports() {
        boolean needed = kind != Kind.CONNECTOR;
        if (needed && exports.get(kind.function()) != Answer.FUNCTION) {
            throw new Shape.Wrong("It exports " + (exports.isEmpty() ? "nothing" : exports.keySet()) + "; a "
                    + kind.word() + " needs `export function " + kind.function() + "(…) { … }`");
        }
        for (String name : exports.keySet()) {
            if (needed && MEANT.getOrDefault(kind, List.of()).stream().anyMatch(meant -> isSlip(name, meant))) {
                throw new Shape.Wrong(
                        "It exports `" + name + "`; a " + kind.word() + " has " + MEANT.getOrDefault(kind, List.of()));
            }
            if (kind == Kind.CONNECTOR && !MEANT.getOrDefault(kind, List.of()).contains(name)) {
                throw new Shape.Wrong("It exports `" + name + "`, which means nothing here; a connector has "
                        + MEANT.getOrDefault(kind, List.of()));
            }
        }
    }

    /** Whether a name is another only by its case. */
    private static boolean isSlip(String name, String meant) {
        return !name.equals(meant) && name.equalsIgnoreCase(meant);
    }

    private Map<String, Object> values() {
        List<Problem> problems = spec.lint(draft.given());
        if (!problems.isEmpty()) {
            throw ScriptFault.of(
                    draft.file(),
                    "Its settings are wrong: "
                            + String.join(
                                    " ", problems.stream().map(p -> p.what()).toList()));
        }
        return Config.values(spec, spec.settings(draft.given()));
    }

    private Ready ready(Cage cage) {
        return switch (kind) {
            case POLICY ->
                new Ready(
                        cage,
                        cage.callable("understood", "decide", settings),
                        cage.callable("other", "decide", settings));
            case ENRICHER -> new Ready(cage, cage.callable("enrich", "enrich", settings), null);
            case CONNECTOR ->
                new Ready(
                        cage,
                        exports.containsKey("signal") ? cage.callable("signal", "signal", settings) : null,
                        exports.containsKey("message") ? cage.callable("message", "message", settings) : null);
        };
    }

    private <T> T checked(java.util.function.Supplier<T> reading) {
        try {
            return reading.get();
        } catch (Shape.Wrong e) {
            throw new ScriptFault(draft.file(), line(kind.function()), 0, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException | AntiphonException e) {
            throw ScriptFault.of(draft.file(), String.valueOf(e.getMessage()));
        }
    }

    /** Calls it in a context of its own for that time, and reads what it answers. */
    <T> T use(String function, Function<Ready, T> call) {
        return cages.with(ready -> {
            try {
                return call.apply(ready);
            } catch (Shape.Wrong e) {
                throw wrong(function, "what " + function + "() returned: " + e.getMessage());
            } catch (ScriptFault e) {
                throw e.line() > 0 ? e : wrong(function, e.reason());
            }
        });
    }

    private ScriptFault wrong(String function, String reason) {
        return new ScriptFault(draft.file(), line(function), 0, reason);
    }

    private int line(String function) {
        return lines.getOrDefault(function, 0);
    }

    /** What it was made of. */
    public Draft draft() {
        return draft;
    }

    /** What it is. */
    public Kind kind() {
        return kind;
    }

    /** Its name, its fields, and if it is a connector the rest of what that tells. */
    public ConnectorSpec spec() {
        return spec;
    }

    Map<String, Object> exports() {
        return exports;
    }

    /** Calls under way end as they may; no context is kept any more. */
    @Override
    public void close() {
        cages.close();
    }
}
