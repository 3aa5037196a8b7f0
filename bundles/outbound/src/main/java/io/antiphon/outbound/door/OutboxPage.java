package io.antiphon.outbound.door;

import io.antiphon.spi.Page;

/** The console's page of what waits to leave; above every page it shows whether anything may. */
final class OutboxPage implements Page {

    @Override
    public String name() {
        return "outbox";
    }

    @Override
    public String title() {
        return "Outbox";
    }

    @Override
    public int order() {
        return 35;
    }

    @Override
    public String header() {
        return "header.js";
    }
}
