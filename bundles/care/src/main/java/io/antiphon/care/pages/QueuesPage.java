package io.antiphon.care.pages;

import io.antiphon.spi.Page;
import io.antiphon.spi.Role;
import org.osgi.service.component.annotations.Component;

/** The console's page of queues, loads, breaches and the answer ledger, for those who look after the answering. */
@Component
public final class QueuesPage implements Page {

    @Override
    public String name() {
        return "queues";
    }

    @Override
    public String title() {
        return "Queues";
    }

    @Override
    public int order() {
        return 14;
    }

    @Override
    public Role role() {
        return Role.SUPERVISOR;
    }
}
