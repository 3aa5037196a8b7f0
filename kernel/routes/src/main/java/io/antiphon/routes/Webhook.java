package io.antiphon.routes;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Received;
import io.antiphon.spi.Request;
import io.antiphon.spi.Response;
import io.antiphon.spi.Signal;
import io.antiphon.spi.Source.Readings;
import io.antiphon.spi.Source.Unreadable;
import io.antiphon.spi.Source.WebhookSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

/** A source that is pushed at. */
final class Webhook extends Pushed {

    private static final Set<String> UNTOLD = Set.of("authorization", "proxy-authorization", "cookie");

    private final WebhookSource source;
    private final ConnectionIntake intake;
    private final Plug plug;
    private final Secrets secrets;

    Webhook(WebhookSource source, ConnectionIntake intake, Plug plug, Secrets secrets) {
        this.source = source;
        this.intake = intake;
        this.plug = plug;
        this.secrets = secrets;
    }

    @Override
    boolean answersAt(String path) {
        return path.isEmpty();
    }

    @Override
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
        shut();
    }
}
