package io.antiphon.routes;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Settings;
import io.antiphon.spi.Source;
import io.antiphon.spi.Source.DoorSource;
import io.antiphon.spi.Source.PollSource;
import io.antiphon.spi.Source.RouteSource;
import io.antiphon.spi.Source.WebhookSource;
import java.util.Map;
import java.util.Optional;

/**
 * A connection's source at work.
 *
 * @param settings what it was made of, all of them
 * @param work closes it
 * @param provesItself whether it soon shows that it works, so that until then an earlier failure stands
 */
record Hearing(
        Map<String, String> settings,
        Plug plug,
        Source source,
        ConnectionIntake intake,
        AutoCloseable work,
        boolean provesItself) {

    /** Makes and starts a source; calls into the plugin, so it may block or throw anything. */
    static Hearing start(
            Map<String, String> settings, Settings own, Plug plug, ConnectionIntake intake, Secrets secrets)
            throws Exception {
        Source source = source(plug, own);
        AutoCloseable work;
        if (source instanceof RouteSource route) {
            work = CamelRoute.start(route, intake, plug.connector.getClass());
        } else if (source instanceof PollSource poll) {
            work = new Polling(poll, intake, plug).begin();
        } else if (source instanceof WebhookSource webhook) {
            work = new Webhook(webhook, intake, plug, secrets);
        } else if (source instanceof DoorSource door) {
            work = Doorway.open(door, intake, plug, secrets);
        } else {
            work = source.start(intake);
        }
        return new Hearing(settings, plug, source, intake, work, source instanceof PollSource);
    }

    static Source source(Plug plug, Settings own) throws Exception {
        Optional<Source> source = plug.connector.source(own);
        return source.orElseThrow(() -> new AntiphonException(
                AntiphonException.Code.INVALID,
                "The connector '" + plug.spec.name() + "' only speaks, and connections that speak are not built yet"));
    }

    /** Whether it runs code that a loader loaded for Camel. */
    boolean uses(ClassLoader loader) {
        LiveContext context =
                work instanceof CamelRoute route ? route.context() : work instanceof LiveContext routes ? routes : null;
        return context != null && context.uses(loader);
    }

    /** Closes it; blocks until nothing more can be offered. */
    boolean close() throws Exception {
        try {
            work.close();
            return true;
        } finally {
            intake.close();
        }
    }
}
