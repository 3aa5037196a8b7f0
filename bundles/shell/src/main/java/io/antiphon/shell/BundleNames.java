package io.antiphon.shell;

import io.antiphon.spi.Bundles;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;

/** Completes the names of bundles. */
@Service
public final class BundleNames implements Completer {

    @Reference(optional = true)
    @Nullable
    Bundles bundles;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        StringsCompleter names = new StringsCompleter();
        if (bundles != null) {
            bundles.list().forEach(bundle -> names.getStrings().add(bundle.name()));
        }
        return names.complete(session, line, candidates);
    }
}
