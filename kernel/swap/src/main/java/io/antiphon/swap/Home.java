package io.antiphon.swap;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * What is committed and what the framework has. It comes up before the plugins are started and before the other rooms are there,
 * and needs none of them.
 */
@Component(service = Home.class, immediate = true)
public final class Home {

    private final Path folder;
    private final Store store;
    private final Framework framework;
    private final ReentrantLock one = new ReentrantLock(true);
    private final Reconciliation reconciliation;
    private final BundleContext context;

    /** Makes the framework agree with what is committed. */
    @Activate
    public Home(BundleContext context) throws IOException {
        this.context = context;
        String home = context.getProperty("antiphon.home");
        folder = Path.of(home != null ? home : context.getProperty("karaf.base"));
        store = new Store(folder.resolve("data/bundles"));
        framework = new Framework(context, store);
        reconciliation = new Reconciliation(framework, store, one);
        context.addBundleListener(reconciliation);
        reconciliation.reconcile();
    }

    @Deactivate
    void close() {
        context.removeBundleListener(reconciliation);
        reconciliation.close();
    }

    Path folder() {
        return folder;
    }

    Store store() {
        return store;
    }

    Framework framework() {
        return framework;
    }

    Reconciliation reconciliation() {
        return reconciliation;
    }

    /** Is held by whoever changes what is committed. */
    ReentrantLock one() {
        return one;
    }
}
