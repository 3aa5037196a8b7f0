package io.antiphon.insight.queries;

import io.antiphon.spi.Page;

/** The console's page of listening queries. */
final class QueriesPage implements Page {

    @Override
    public String name() {
        return "queries";
    }

    @Override
    public String title() {
        return "Queries";
    }

    @Override
    public int order() {
        return 27;
    }
}
