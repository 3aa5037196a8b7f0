package io.antiphon.routes;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.LoggingLevel;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.ShutdownStrategy;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/** Makes Camel contexts that say nothing, show nothing over JMX, and stop within seconds. */
final class Contexts {

    static final int SHUTDOWN_SECONDS = 5;

    private final @Nullable BundleContext bundles;

    Contexts(@Nullable BundleContext bundles) {
        this.bundles = bundles;
    }

    /** A context, not started, that sees the owner's classes. */
    DefaultCamelContext create(String name, Class<?> owner, Alarm alarm) throws Exception {
        BundleLoader loader = BundleLoader.of(owner, CamelContext.class, bundles);
        return within(loader, () -> {
            DefaultCamelContext context = new DefaultCamelContext(false);
            context.getCamelContextExtension().setName(name);
            context.setApplicationContextClassLoader(loader);
            context.getClassResolver().addClassLoader(loader);
            context.getCamelContextExtension().registerEndpointCallback((uri, endpoint) -> alarm.fit(endpoint));
            context.disableJMX();
            context.setStartupSummaryLevel(StartupSummaryLevel.Off);
            context.setMessageHistory(false);
            context.setSourceLocationEnabled(true);
            ShutdownStrategy shutdown = context.getShutdownStrategy();
            shutdown.setTimeUnit(TimeUnit.SECONDS);
            shutdown.setTimeout(SHUTDOWN_SECONDS);
            shutdown.setShutdownNowOnTimeout(true);
            shutdown.setSuppressLoggingOnTimeout(true);
            shutdown.setLogInflightExchangesOnTimeout(false);
            shutdown.setLoggingLevel(LoggingLevel.DEBUG);
            context.build();
            return context;
        });
    }

    /** Does something in a context with its class loader at hand; closes the context if it fails. */
    static <T> T in(DefaultCamelContext context, Callable<T> work) throws Exception {
        try {
            return within(context.getApplicationContextClassLoader(), work);
        } catch (Exception | Error e) {
            context.close();
            throw e;
        }
    }

    /** Does something with a class loader at hand. */
    static <T> T within(ClassLoader loader, Callable<T> work) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return work.call();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
