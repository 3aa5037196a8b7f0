package io.antiphon.routes;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.jspecify.annotations.Nullable;

/** Camel's ways into Antiphon and out of it: {@code to: antiphon:intake?kind=message}, {@code from: antiphon:outbox}. */
final class IntakeComponent extends DefaultComponent {

    private final ConnectionIntake intake;

    IntakeComponent(ConnectionIntake intake) {
        this.intake = intake;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        if (remaining.equals("outbox")) {
            return new WayOut(uri, this, intake, flag(parameters.remove("idempotent")));
        }
        if (!remaining.equals("intake")) {
            throw new IllegalArgumentException(
                    "There is no antiphon:" + remaining + "; there are antiphon:intake and antiphon:outbox");
        }
        Map<String, String> options = new LinkedHashMap<>();
        take(parameters, options, "connection");
        RouteBody.FIELDS.forEach(field -> take(parameters, options, field));
        return new Way(uri, this, intake, options);
    }

    private static boolean flag(@Nullable Object value) {
        String text = value == null ? "false" : value.toString();
        if (!text.matches("true|false")) {
            throw new IllegalArgumentException("idempotent: true or false, not " + text);
        }
        return Boolean.parseBoolean(text);
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

    /** {@code antiphon:outbox} with its options. */
    private static final class WayOut extends DefaultEndpoint {

        private final ConnectionIntake intake;
        private final boolean idempotent;

        WayOut(String uri, IntakeComponent component, ConnectionIntake intake, boolean idempotent) {
            super(uri, component);
            this.intake = intake;
            this.idempotent = idempotent;
        }

        @Override
        public Producer createProducer() {
            throw new UnsupportedOperationException(
                    "'to: antiphon:outbox' is refused: policies decide what leaves, and "
                            + "guards judge it. Use 'from: antiphon:outbox' to perform it.");
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            return new OutboxConsumer(this, processor, intake.connection(), idempotent);
        }
    }
}
