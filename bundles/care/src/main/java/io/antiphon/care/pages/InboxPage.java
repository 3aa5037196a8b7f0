package io.antiphon.care.pages;

import io.antiphon.spi.Page;
import io.antiphon.spi.Role;
import org.osgi.service.component.annotations.Component;

/** The console's page of cases, for those who answer them. */
@Component
public final class InboxPage implements Page {

    @Override
    public String name() {
        return "inbox";
    }

    @Override
    public String title() {
        return "Inbox";
    }

    @Override
    public int order() {
        return 12;
    }

    @Override
    public Role role() {
        return Role.AGENT;
    }
}
