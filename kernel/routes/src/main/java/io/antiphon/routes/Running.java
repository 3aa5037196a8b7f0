package io.antiphon.routes;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Settings;
import io.antiphon.spi.Sink;
import io.antiphon.spi.Sink.RouteSink;
import io.antiphon.spi.Source;
import io.antiphon.spi.Source.RouteSource;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;

/**
 * A connection at work: at least one of its halves.
 *
 * @param settings what it was made of, all of them
 * @param hearing null if it only speaks
 * @param speaking null if it only hears
 */
record Running(
        Map<String, String> settings,
        Plug plug,
        ConnectionIntake intake,
        @Nullable Hearing hearing,
        @Nullable Speaking speaking) {

    /** What a start is given besides the settings. */
    record Supplies(Plug plug, ConnectionIntake intake, Secrets secrets, Tally tally, Speaking.Watcher watcher) {}

    /** Makes and starts what a connector hears and speaks by; calls into the plugin, so it may block or throw anything. */
    static Running start(Map<String, String> settings, Settings own, Supplies supplies) throws Exception {
        Plug plug = supplies.plug();
        Source source = plug.connector.source(own).orElse(null);
        Sink sink = plug.connector.sink(own).orElse(null);
        if (source == null && sink == null) {
            throw new AntiphonException(
                    AntiphonException.Code.INVALID,
                    "The connector '" + plug.spec.name() + "' neither hears nor speaks with these settings");
        }
        try {
            if (!(source instanceof RouteSource) && !(sink instanceof RouteSink)) {
                return assemble(settings, supplies, source, sink, null);
            }
            ConnectionIntake intake = supplies.intake();
            DefaultCamelContext context = intake.kernel()
                    .contexts()
                    .create(intake.connection(), plug.connector.getClass(), new Alarm(intake));
            return Contexts.in(context, () -> assemble(settings, supplies, source, sink, context));
        } catch (Exception | Error e) {
            try {
                close(sink);
            } catch (Exception more) {
                e.addSuppressed(more);
            }
            throw e;
        }
    }

    private static Running assemble(
            Map<String, String> settings,
            Supplies supplies,
            @Nullable Source source,
            @Nullable Sink sink,
            @Nullable DefaultCamelContext context)
            throws Exception {
        Sink speaker = sink instanceof RouteSink route && context != null ? new CamelSink(route, context) : sink;
        boolean idempotent = speaker != null && speaker.idempotent();
        if (context != null) {
            if (source instanceof RouteSource route) {
                CamelRoute.add(route, supplies.intake(), context);
            }
            context.start();
        }
        Hearing hearing = source == null
                ? null
                : Hearing.start(source, supplies.plug(), supplies.intake(), supplies.secrets(), context);
        if (hearing != null && hearing.work() instanceof LiveContext routes && routes.outbox() != null) {
            speaker = routes.outbox();
            idempotent = speaker.idempotent();
        }
        Speaking speaking = speaker == null ? null : new Speaking(speaker, idempotent, supplies);
        return new Running(settings, supplies.plug(), supplies.intake(), hearing, speaking);
    }

    /** How it goes about. */
    Manner manner() {
        boolean hears = hearing != null && !(hearing.work() instanceof LiveContext routes && routes.onlySpeaks());
        return new Manner(hears, speaking != null, speaking != null && speaking.idempotent());
    }

    /** Whether it soon shows that it works. */
    boolean provesItself() {
        return hearing != null && hearing.provesItself();
    }

    /** Whether it runs code that a loader loaded for Camel. */
    boolean uses(ClassLoader loader) {
        return hearing != null && hearing.uses(loader) || speaking != null && speaking.uses(loader);
    }

    /** Closes it; blocks until nothing more can be performed or offered. What it hears by stays open while it falls silent. */
    boolean close() throws Exception {
        try {
            if (speaking != null) {
                speaking.fallSilent();
            }
        } finally {
            try {
                if (hearing != null) {
                    hearing.work().close();
                }
            } finally {
                intake.close();
                close(speaking == null ? null : speaking.sink());
            }
        }
        if (speaking != null) {
            speaking.requireNobodyLeft();
        }
        return true;
    }

    private static void close(@Nullable Sink sink) throws Exception {
        if (sink instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }
}
