package io.antiphon.console;

import io.antiphon.spi.Page;
import io.antiphon.spi.Role;

/** A page whose files lie in this bundle, in the folder {@code ui/NAME}. */
record ConsolePage(String name, String title, int order, Role role) implements Page {

    /** One for everybody. */
    ConsolePage(String name, String title, int order) {
        this(name, title, order, Role.VIEWER);
    }
}
