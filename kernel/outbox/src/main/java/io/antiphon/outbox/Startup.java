package io.antiphon.outbox;

import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.startlevel.FrameworkStartLevel;

/** Waits until the framework has started all bundles that it starts by itself, so that no guard comes too late. */
final class Startup implements FrameworkListener, AutoCloseable {

    private final BundleContext context;
    private final Runnable whole;
    private final AtomicBoolean told = new AtomicBoolean();

    /** @param whole is run once, as soon as it is so */
    Startup(BundleContext context, Runnable whole) {
        this.context = context;
        this.whole = whole;
    }

    void watch() {
        context.addFrameworkListener(this);
        look();
    }

    @Override
    public void frameworkEvent(FrameworkEvent event) {
        look();
    }

    private void look() {
        if (isWhole() && !told.getAndSet(true)) {
            whole.run();
        }
    }

    private boolean isWhole() {
        String level = context.getProperty(Constants.FRAMEWORK_BEGINNING_STARTLEVEL);
        int last = level == null || !level.matches("[0-9]{1,9}") ? 1 : Integer.parseInt(level);
        return context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
                        .adapt(FrameworkStartLevel.class)
                        .getStartLevel()
                >= last;
    }

    @Override
    public void close() {
        told.set(true);
        context.removeFrameworkListener(this);
    }
}
