package io.antiphon.routes;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import io.antiphon.spi.Intake;
import io.antiphon.spi.Received;
import io.antiphon.spi.Signal;
import io.antiphon.spi.Source;
import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** A source that is a file of Camel routes, which send to {@code antiphon:intake} or come from {@code antiphon:outbox}. */
final class RouteFile implements Source {

    private final String file;
    private final String text;

    RouteFile(String file, String text) {
        this.file = file;
        this.text = text;
    }

    @Override
    public AutoCloseable start(Intake intake) throws Exception {
        return open((ConnectionIntake) intake, true);
    }

    /** Reads the routes and makes all that they name, but lets nothing run; throws what is wrong. */
    void tryOut(ConnectionIntake nowhere) throws Exception {
        open(nowhere, false).close();
    }

    @Override
    public List<Signal> reread(Received received) throws Exception {
        return new RouteBody().read(received);
    }

    /** The connection a letter's signals belong to. */
    String speaker(Received received, String itself) {
        String other = RouteBody.connection(received);
        return other == null ? itself : other;
    }

    private LiveContext open(ConnectionIntake intake, boolean running) throws Exception {
        DefaultCamelContext context =
                intake.kernel().contexts().create(intake.connection(), RouteFile.class, new Alarm(intake));
        return Contexts.in(context, () -> {
            context.addComponent("antiphon", new IntakeComponent(intake));
            context.setAutoStartup(running);
            PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString(file, text));
            context.start();
            if (context.getRoutesSize() == 0) {
                throw new AntiphonException(
                        Code.INVALID, "The file holds no route; one starts with '- from:' or '- route:'");
            }
            if (context.getRoutes().stream()
                            .filter(route ->
                                    route.getEndpoint().getEndpointUri().startsWith("antiphon:"))
                            .count()
                    > 1) {
                throw new AntiphonException(
                        Code.INVALID, "More than one route comes from antiphon:outbox; let one choose what to do");
            }
            return new LiveContext(context);
        });
    }
}
