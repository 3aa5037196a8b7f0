package io.antiphon.scripting.door;

import io.antiphon.spi.Page;
import io.antiphon.spi.Role;

/** The console's page of scripts. */
public final class ScriptsPage implements Page {

    @Override
    public String name() {
        return "scripts";
    }

    @Override
    public String title() {
        return "Scripts";
    }

    @Override
    public int order() {
        return 55;
    }

    @Override
    public Role role() {
        return Role.ADMINISTRATOR;
    }
}
