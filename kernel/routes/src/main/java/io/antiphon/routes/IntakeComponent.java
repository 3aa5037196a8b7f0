package io.antiphon.routes;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;

/** Camel's way into Antiphon: {@code to: antiphon:intake?kind=message}. */
final class IntakeComponent extends DefaultComponent {

    private static final String OUTBOX =
            "'from: antiphon:outbox' is refused: what leaves must pass the guards, which are not "
                    + "built yet. A route can bring signals in with 'to: antiphon:intake'.";

    private final ConnectionIntake intake;

    IntakeComponent(ConnectionIntake intake) {
        this.intake = intake;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        if (remaining.equals("outbox")) {
            throw new IllegalArgumentException(OUTBOX);
        }
        if (!remaining.equals("intake")) {
            throw new IllegalArgumentException("There is no antiphon:" + remaining + "; there is antiphon:intake");
        }
        Map<String, String> options = new LinkedHashMap<>();
        take(parameters, options, "connection");
        RouteBody.FIELDS.forEach(field -> take(parameters, options, field));
        return new Way(uri, this, intake, options);
    }

    private static void take(Map<String, Object> parameters, Map<String, String> options, String name) {
        Object value = parameters.remove(name);
        if (value != null) {
            options.put(RouteBody.PREFIX + name, value.toString());
        }
    }

    /** {@code antiphon:intake} with its options. */
    private static final class Way extends DefaultEndpoint {

        private final ConnectionIntake intake;
        private final Map<String, String> options;

        Way(String uri, IntakeComponent component, ConnectionIntake intake, Map<String, String> options) {
            super(uri, component);
            this.intake = intake;
            this.options = options;
        }

        @Override
        public Producer createProducer() {
            return new IntakeProducer(this, intake, options);
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            throw new UnsupportedOperationException(
                    "'from: antiphon:intake' is refused: signals go into the intake. Use 'to: antiphon:intake'.");
        }
    }
}
