package io.antiphon.routes;

import io.antiphon.spi.AntiphonException;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.spi.PollingConsumerPollStrategy;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultPollingConsumerPollStrategy;
import org.apache.camel.support.ScheduledPollEndpoint;
import org.jspecify.annotations.Nullable;

/** Hears what goes wrong in Camel's endpoints, and right, and tells the connection instead of the log. */
final class Alarm implements ExceptionHandler {

    private final ConnectionIntake intake;

    Alarm(ConnectionIntake intake) {
        this.intake = intake;
    }

    /** Lets an endpoint raise it. */
    Endpoint fit(Endpoint endpoint) {
        if (endpoint instanceof DefaultEndpoint plain) {
            plain.setExceptionHandler(this);
        }
        if (endpoint instanceof GenericFileEndpoint<?> files) {
            files.setOnCompletionExceptionHandler(this);
        }
        if (endpoint instanceof ScheduledPollEndpoint polled && !(polled.getPollStrategy() instanceof Polled)) {
            polled.setPollStrategy(new Polled(polled.getPollStrategy()));
        }
        return endpoint;
    }

    @Override
    public void handleException(Throwable failure) {
        raise(failure);
    }

    @Override
    public void handleException(String message, Throwable failure) {
        raise(failure);
    }

    @Override
    public void handleException(String message, @Nullable Exchange exchange, Throwable failure) {
        raise(failure);
    }

    /** Backpressure is no failure. */
    private void raise(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AntiphonException ours && ours.code() == AntiphonException.Code.BUSY) {
                return;
            }
        }
        if (failure != null) {
            intake.complain(failure);
        }
    }

    /** A polling component's own strategy, overheard. */
    private final class Polled implements PollingConsumerPollStrategy {

        private final @Nullable PollingConsumerPollStrategy own;

        Polled(@Nullable PollingConsumerPollStrategy own) {
            boolean onlyLogs = own != null && own.getClass() == DefaultPollingConsumerPollStrategy.class;
            this.own = onlyLogs ? null : own;
        }

        @Override
        public boolean begin(Consumer consumer, Endpoint endpoint) {
            return own == null || own.begin(consumer, endpoint);
        }

        @Override
        public void commit(Consumer consumer, Endpoint endpoint, int polled) {
            if (own != null) {
                own.commit(consumer, endpoint, polled);
            }
            if (polled == 0) {
                intake.alive();
            }
        }

        @Override
        public boolean rollback(Consumer consumer, Endpoint endpoint, int attempt, Exception failure) throws Exception {
            raise(failure);
            return own != null && own.rollback(consumer, endpoint, attempt, failure);
        }
    }
}
