package io.antiphon.routes;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Received;
import io.antiphon.spi.Request;
import io.antiphon.spi.Response;
import io.antiphon.spi.Signal;
import io.antiphon.spi.Source.Readings;
import io.antiphon.spi.Source.Unreadable;
import io.antiphon.spi.Source.WebhookSource;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;

/** A source that is pushed at. Runs on the caller's threads; closing waits for those that are in. */
final class Webhook implements AutoCloseable {

    private static final int MOST_AT_ONCE = 64;
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Set<String> UNTOLD = Set.of("authorization", "proxy-authorization", "cookie");

    private final WebhookSource source;
    private final ConnectionIntake intake;
    private final Plug plug;
    private final Secrets secrets;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private volatile boolean closing;

    Webhook(WebhookSource source, ConnectionIntake intake, Plug plug, Secrets secrets) {
        this.source = source;
        this.intake = intake;
        this.plug = plug;
        this.secrets = secrets;
    }

    /**
     * Lets a request in, who must leave again; false if it is closing.
     *
     * @throws AntiphonException BUSY if too many are in
     */
    boolean enter() {
        if (!closing && places.tryAcquire()) {
            return true;
        }
        if (closing) {
            return false;
        }
        throw AntiphonException.busy("More than " + MOST_AT_ONCE + " requests at once for this connection", SOON);
    }

    void leave() {
        places.release();
    }

    Response deliver(Request request) {
        verify(request);
        return answer(Reader.hear(new Timed(source.readings(), plug), received(request), intake));
    }

    /** Readings that are counted as calls; what cannot be read is not the connector's failure. */
    private record Timed(Readings readings, Plug plug) implements Readings {
        @Override
        public List<Signal> read(Received received) throws Exception {
            return count(() -> readings.read(received));
        }

        @Override
        public List<Signal> read(Received received, Unreadable unreadable) throws Exception {
            return count(() -> readings.read(received, unreadable));
        }

        private List<Signal> count(Callable<List<Signal>> reading) throws Exception {
            long begun = System.nanoTime();
            try {
                return reading.call();
            } finally {
                plug.called(begun, true);
            }
        }
    }

    private void verify(Request request) {
        Kernel kernel = intake.kernel();
        try {
            kernel.workers().visit(kernel.limits().read(), () -> {
                source.verifier().verify(request);
                return true;
            });
        } catch (AntiphonException e) {
            throw e;
        } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
            intake.complain(e);
            throw new AntiphonException(
                    AntiphonException.Code.BROKEN,
                    "The request could not be verified: " + secrets.hide(Failures.reason(e)));
        }
    }

    private Received received(Request request) {
        Map<String, String> headers = new LinkedHashMap<>();
        request.headers().forEach((name, value) -> {
            if (!UNTOLD.contains(name)) {
                headers.put(name, secrets.hide(value));
            }
        });
        return new Received(request.body(), headers, request.method() + " /hooks/" + intake.connection());
    }

    private static Response answer(Reader.Outcome outcome) {
        long repeated = outcome.receipts().stream()
                .filter(receipt -> receipt.repeated())
                .count();
        return Response.of(
                202,
                Map.of(
                        "accepted", outcome.receipts().size(),
                        "repeated", repeated,
                        "rejected", outcome.rejected(),
                        "positions",
                                outcome.receipts().stream()
                                        .map(receipt -> receipt.position().toString())
                                        .toList()));
    }

    @Override
    public void close() throws InterruptedException {
        closing = true;
        places.acquire(MOST_AT_ONCE);
    }
}
