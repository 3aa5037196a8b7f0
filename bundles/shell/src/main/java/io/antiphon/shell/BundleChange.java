package io.antiphon.shell;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import io.antiphon.spi.Bundles;
import io.antiphon.spi.Bundles.Change;
import java.io.IOException;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;

/** A command that changes what bundles are plugged in, and tells what was done in one line. */
abstract class BundleChange implements Action {

    // The other commands are there also while this service is away.
    @Reference(optional = true)
    @Nullable
    Bundles bundles;

    @Reference
    @Nullable
    Session session;

    @Override
    public final @Nullable Object execute() throws Exception {
        Failures.told(() -> System.out.println(line(changed(here(bundles), Sessions.user(session)))));
        return null;
    }

    /** Does it. */
    abstract Change changed(Bundles all, String who) throws IOException;

    /** The service, or the reason why nothing can be done. */
    static Bundles here(@Nullable Bundles bundles) {
        if (bundles == null) {
            throw new AntiphonException(Code.UNAVAILABLE, "The service that replaces bundles is not here; see the log");
        }
        return bundles;
    }

    private static String line(Change change) {
        String name = Plain.text(change.name());
        String took = " in " + change.took().toMillis() + " ms";
        String way = name + " " + change.from() + " -> " + change.to() + took;
        return switch (change.command()) {
            case "install" -> "installed " + name + " " + change.to() + took;
            case "upgrade" -> "upgraded " + way;
            case "rollback" -> "rolled back " + way;
            case "remove" -> "removed " + name + " " + change.from() + took + "; its data stay";
            case "keep" -> "kept " + name + " " + change.to() + ": this very bundle serves already";
            default -> change.command() + " " + way;
        };
    }
}
