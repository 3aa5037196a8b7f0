package io.antiphon.insight.shell;

import io.antiphon.insight.again.Rereadings;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** Compares a model that is not live with what is, on recorded signals; Ctrl-C cancels. */
@Service
@Command(
        scope = "antiphon",
        name = "try-model",
        description = "Shows what a model in models/trial would find otherwise in recorded signals than what is live.")
public final class TryModelCommand extends RereadingCommand {

    @Argument(index = 0, name = "model", description = "Its name, such as tickets; none: tells which there are")
    @Nullable
    String model;

    @Override
    void run(Rereadings all) throws Exception {
        if (model != null) {
            new Watching(all, all.compare(model, last)).run();
            return;
        }
        List<String> models = all.models();
        models.forEach(name -> System.out.println(Watching.plain(name)));
        if (models.isEmpty()) {
            System.out.println("There is no model in models/trial");
        }
    }
}
