package io.antiphon.rules.desk;

import io.antiphon.spi.Page;

/** The console's page of rules. */
final class RulesPage implements Page {

    @Override
    public String name() {
        return "rules";
    }

    @Override
    public String title() {
        return "Rules";
    }

    @Override
    public int order() {
        return 28;
    }
}
