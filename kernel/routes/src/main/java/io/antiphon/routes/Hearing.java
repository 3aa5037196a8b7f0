package io.antiphon.routes;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Settings;
import io.antiphon.spi.Source;
import io.antiphon.spi.Source.DoorSource;
import io.antiphon.spi.Source.PollSource;
import io.antiphon.spi.Source.RouteSource;
import io.antiphon.spi.Source.WebhookSource;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;

/**
 * A connection's source at work.
 *
 * @param work closes it
 * @param provesItself whether it soon shows that it works, so that until then an earlier failure stands
 */
record Hearing(Source source, AutoCloseable work, boolean provesItself) {

    /**
     * Starts a source; calls into the plugin, so it may block or throw anything.
     *
     * @param context where its route runs already; null unless it is a route
     */
    static Hearing start(
            Source source, Plug plug, ConnectionIntake intake, Secrets secrets, @Nullable DefaultCamelContext context)
            throws Exception {
        AutoCloseable work;
        if (source instanceof RouteSource && context != null) {
            work = new LiveContext(context);
        } else if (source instanceof PollSource poll) {
            work = new Polling(poll, intake, plug).begin();
        } else if (source instanceof WebhookSource webhook) {
            work = new Webhook(webhook, intake, plug, secrets);
        } else if (source instanceof DoorSource door) {
            work = Doorway.open(door, intake, plug, secrets);
        } else {
            work = source.start(intake);
        }
        return new Hearing(source, work, source instanceof PollSource);
    }

    /** What a connector hears by. */
    static Source source(Plug plug, Settings own) throws Exception {
        return plug.connector
                .source(own)
                .orElseThrow(() -> new AntiphonException(
                        AntiphonException.Code.INVALID, "The connector '" + plug.spec.name() + "' only speaks"));
    }

    /** Whether it runs code that a loader loaded for Camel. */
    boolean uses(ClassLoader loader) {
        return work instanceof LiveContext context && context.uses(loader);
    }
}
