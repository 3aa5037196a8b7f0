package io.antiphon.swap;

import io.antiphon.spi.Begun;
import java.util.Hashtable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.AllServiceListener;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Has what was plugged in started when all else is, and then registers {@link Begun}. Two signs tell that all else is, and either alone
 * comes too early: at the first start Karaf installs its features when the start level is reached already; at a later one they are
 * installed from the outset, and the bundles are started level by level.
 */
@Component(
        service = {},
        immediate = true)
@Capability(namespace = "osgi.service", attribute = "objectClass:List<String>=\"io.antiphon.spi.Begun\"")
public final class Beginning implements FrameworkListener, AllServiceListener {

    /** Karaf has this service when it has installed and started its features. */
    private static final String FEATURES = "org.apache.karaf.features.BootFinished";
    /** The start level of the running system; the framework's own property is set to 1 by Karaf, which goes on from there itself. */
    private static final String START_LEVEL = "antiphon.startlevel";

    private final BundleContext context;
    private final Home home;
    private final boolean hasFeatures;
    private final int last;
    private final AtomicBoolean told = new AtomicBoolean();

    /** Looks from now on. */
    @Activate
    public Beginning(BundleContext context, @Reference Home home) throws InvalidSyntaxException {
        this.context = context;
        this.home = home;
        this.hasFeatures = context.getProperty("karaf.home") != null;
        String level = context.getProperty(START_LEVEL);
        this.last = level != null && level.matches("[0-9]{1,9}") ? Integer.parseInt(level) : 1;
        context.addFrameworkListener(this);
        context.addServiceListener(this, "(" + Constants.OBJECTCLASS + "=" + FEATURES + ")");
        look();
    }

    @Override
    public void frameworkEvent(FrameworkEvent event) {
        look();
    }

    @Override
    public void serviceChanged(ServiceEvent event) {
        look();
    }

    private void look() {
        if (areOthersStarted() && !told.getAndSet(true)) {
            // not on the framework's thread, which plugins must not hold up
            Thread thread = new Thread(this::begin, "antiphon-swap-beginning");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void begin() {
        home.reconciliation().start();
        try {
            context.registerService(Begun.class, new Begun() {}, new Hashtable<>());
        } catch (IllegalStateException e) {
            // stopped meanwhile
        }
    }

    private boolean areOthersStarted() {
        int level = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
                .adapt(FrameworkStartLevel.class)
                .getStartLevel();
        return level >= last && (!hasFeatures || isThere(FEATURES));
    }

    private boolean isThere(String service) {
        try {
            return context.getAllServiceReferences(service, null) != null;
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e); // there is no filter
        }
    }

    /** What is registered goes with this bundle. */
    @Deactivate
    void close() {
        told.set(true);
        context.removeFrameworkListener(this);
        context.removeServiceListener(this);
    }
}
