package io.antiphon.scripting.shell;

import io.antiphon.scripting.Scripting;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;

/** Completes the files of scripts. */
@Service
public final class ScriptNames implements Completer {

    @Reference(optional = true)
    @Nullable
    Scripting scripting;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        StringsCompleter names = new StringsCompleter();
        if (scripting != null) {
            scripting.workshop().list().forEach(status -> names.getStrings().add(status.file()));
        }
        return names.complete(session, line, candidates);
    }
}
