package io.antiphon.swap;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

/** The bundles in the framework. Those of the store are known by their location, {@code antiphon:NAME/DIGEST}. */
final class Framework {

    private static final String OURS = "antiphon:";
    private static final String SHIPPED = "mvn:";
    private static final int START_LEVEL = 80;
    private static final Duration LONGEST_START = Duration.ofSeconds(30);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(30);

    private final BundleContext context;
    private final Store store;
    /** Those whose start has not returned, and perhaps never will. To the framework they are active already. */
    private final Set<Bundle> starting = ConcurrentHashMap.newKeySet();

    Framework(BundleContext context, Store store) {
        this.context = context;
        this.store = store;
    }

    /** All of a name, oldest first. */
    List<Bundle> named(String name) {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> name.equals(bundle.getSymbolicName()))
                .toList();
    }

    /** All that may be replaced. */
    List<Bundle> plugged() {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> bundle.getSymbolicName() != null && isReplaceable(bundle))
                .toList();
    }

    /** The one that serves. */
    @Nullable
    Bundle active(String name) {
        return named(name).stream()
                .filter(bundle -> bundle.getState() == Bundle.ACTIVE && !starting.contains(bundle))
                .findFirst()
                .orElse(null);
    }

    static boolean isOurs(Bundle bundle) {
        return bundle.getLocation().startsWith(OURS);
    }

    static boolean isShipped(Bundle bundle) {
        return bundle.getLocation().startsWith(SHIPPED);
    }

    /** Whether it may be replaced: whatever was plugged in, and those of the distribution that say so. */
    static boolean isReplaceable(Bundle bundle) {
        return bundle.getBundleId() != 0
                && (!isShipped(bundle) || "true".equals(bundle.getHeaders("").get("Antiphon-Replaceable")));
    }

    /** The digest of the jar it was installed from; empty unless that is in the store. */
    static String digest(Bundle bundle) {
        return isOurs(bundle)
                ? bundle.getLocation().substring(bundle.getLocation().lastIndexOf('/') + 1)
                : "";
    }

    private static String location(String name, String digest) {
        return OURS + name + "/" + digest;
    }

    /** The bundle of an edition, installed if need be and not started. */
    Bundle bring(String name, Edition edition) throws BundleException, IOException {
        if (edition.shipped()) {
            return named(name).stream()
                    .filter(Framework::isShipped)
                    .findFirst()
                    .orElseThrow(() -> new BundleException("The distribution no longer holds " + name));
        }
        Bundle present = context.getBundle(location(name, edition.digest()));
        if (present != null) {
            return present;
        }
        try (InputStream jar = store.open(edition.digest())) {
            Bundle installed = context.installBundle(location(name, edition.digest()), jar);
            installed.adapt(BundleStartLevel.class).setStartLevel(START_LEVEL);
            return installed;
        }
    }

    /** Starts it transiently: what is started at the next start of the framework is what is committed then. */
    void start(Bundle bundle) {
        starting.add(bundle);
        run("Starting " + words(bundle), LONGEST_START, () -> {
            try {
                bundle.start(Bundle.START_TRANSIENT);
            } finally {
                starting.remove(bundle);
            }
        });
    }

    /** Stops it transiently. Returns when what it was doing is done or given up. */
    void stop(Bundle bundle) {
        run("Stopping " + words(bundle), LONGEST_STOP, () -> bundle.stop(Bundle.STOP_TRANSIENT));
    }

    /** Starts it, and if it belongs to the distribution, has the framework do so at each start. */
    void keep(Bundle bundle) {
        if (isShipped(bundle)) {
            run("Starting " + words(bundle), LONGEST_START, bundle::start);
        } else {
            start(bundle);
        }
    }

    /** Sees to it that the framework does not start it by itself: it would wait for a bundle that hangs, and all others with it. */
    void leave(Bundle bundle) {
        if (bundle.getState() != Bundle.ACTIVE
                && bundle.adapt(BundleStartLevel.class).isPersistentlyStarted()) {
            run("Stopping " + words(bundle), LONGEST_STOP, bundle::stop);
        }
    }

    /** Takes it away for good, or if it belongs to the distribution, keeps it from being started. */
    void retire(Bundle bundle) {
        if (isShipped(bundle)) {
            run("Stopping " + words(bundle), LONGEST_STOP, bundle::stop);
        } else {
            run("Removing " + words(bundle), LONGEST_STOP, bundle::uninstall);
            context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
                    .adapt(FrameworkWiring.class)
                    .refreshBundles(Set.of(bundle));
        }
    }

    /** The versions of a package that the system's own bundles export. */
    List<Version> exported(String packageName) {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> !isOurs(bundle))
                .map(bundle -> bundle.adapt(BundleRevision.class))
                .filter(revision -> revision != null)
                .flatMap(revision -> revision.getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE).stream())
                .filter(capability ->
                        packageName.equals(capability.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE)))
                .map(Framework::version)
                .toList();
    }

    private static Version version(BundleCapability capability) {
        return capability.getAttributes().get(PackageNamespace.CAPABILITY_VERSION_ATTRIBUTE) instanceof Version version
                ? version
                : Version.emptyVersion;
    }

    /** Whether others are wired to it, so that it cannot go without them. */
    static boolean isUsed(Bundle bundle) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        return wiring != null
                && wiring.getProvidedWires(null).stream()
                        .anyMatch(wire -> !wire.getRequirerWiring().getBundle().equals(bundle));
    }

    static String words(Bundle bundle) {
        return bundle.getSymbolicName() + " " + bundle.getVersion();
    }

    /** What a bundle's own code does in the framework. */
    private interface Operation {
        void run() throws BundleException;
    }

    private static void run(String what, Duration most, Operation operation) {
        try {
            Bounded.call(what, most, () -> {
                operation.run();
                return true;
            });
        } catch (ExecutionException e) {
            throw new AntiphonException(Code.CONFLICT, what + " failed: " + Reasons.of(e.getCause()), e);
        }
    }
}
