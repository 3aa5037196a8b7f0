package io.antiphon.console;

import io.antiphon.spi.Page;
import io.antiphon.spi.Role;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** Registers the shell, which has no title and hence no place in the navigation, and the pages that come with it. */
@Component
public final class ConsolePages {

    static final List<ConsolePage> ALL = List.of(
            new ConsolePage("console", "", 0),
            new ConsolePage("overview", "Overview", 10),
            new ConsolePage("signals", "Signals", 20),
            new ConsolePage("profiles", "Profiles", 30),
            new ConsolePage("connections", "Connections", 40, Role.ADMINISTRATOR),
            new ConsolePage("deadletters", "Dead letters", 50, Role.ADMINISTRATOR),
            new ConsolePage("plugins", "Plugins", 60, Role.ADMINISTRATOR),
            new ConsolePage("people", "People", 70, Role.ADMINISTRATOR));

    private final List<ServiceRegistration<Page>> registrations;

    /** Called by declarative services. */
    @Activate
    public ConsolePages(BundleContext context) {
        registrations = ALL.stream()
                .map(page -> context.registerService(Page.class, page, null))
                .toList();
    }

    @Deactivate
    void leave() {
        registrations.forEach(ServiceRegistration::unregister);
    }
}
