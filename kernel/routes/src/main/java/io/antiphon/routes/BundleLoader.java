package io.antiphon.routes;

import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleWiring;

/** Sees what a Camel context needs: the connector's bundle, Camel's, and every active bundle that brings Camel components. */
final class BundleLoader extends ClassLoader {

    static final String COMPONENT = "camel.component";

    private final List<ClassLoader> loaders;
    private final Set<ClassLoader> used = ConcurrentHashMap.newKeySet();

    private BundleLoader(Set<ClassLoader> loaders) {
        super(ClassLoader.getPlatformClassLoader());
        this.loaders = List.copyOf(loaders);
    }

    /**
     * A loader as things are now.
     *
     * @param bundles null where there is no OSGi
     */
    static BundleLoader of(Class<?> owner, Class<?> camel, @Nullable BundleContext bundles) {
        Set<ClassLoader> loaders = new LinkedHashSet<>();
        loaders.add(owner.getClassLoader());
        loaders.add(camel.getClassLoader());
        if (bundles != null) {
            for (Bundle bundle : bundles.getBundles()) {
                BundleWiring wiring = bundle.adapt(BundleWiring.class);
                if (bundle.getState() == Bundle.ACTIVE
                        && wiring != null
                        && !wiring.getCapabilities(COMPONENT).isEmpty()) {
                    loaders.add(wiring.getClassLoader());
                }
            }
        }
        return new BundleLoader(loaders);
    }

    /** Whether a class was found by a loader. */
    boolean uses(ClassLoader loader) {
        return used.contains(loader);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        for (ClassLoader loader : loaders) {
            try {
                Class<?> found = loader.loadClass(name);
                used.add(loader);
                return found;
            } catch (ClassNotFoundException e) {
                // the next one may know it
            }
        }
        throw new ClassNotFoundException(name);
    }

    @Override
    protected @Nullable URL findResource(String name) {
        for (ClassLoader loader : loaders) {
            URL found = loader.getResource(name);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    @Override
    protected Enumeration<URL> findResources(String name) throws IOException {
        Set<String> seen = new LinkedHashSet<>();
        List<URL> found = new ArrayList<>();
        for (ClassLoader loader : loaders) {
            for (URL url : Collections.list(loader.getResources(name))) {
                if (seen.add(url.toExternalForm())) {
                    found.add(url);
                }
            }
        }
        return Collections.enumeration(found);
    }
}
