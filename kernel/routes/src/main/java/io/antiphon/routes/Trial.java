package io.antiphon.routes;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import io.antiphon.spi.Connector;
import io.antiphon.spi.ConnectorSpec;
import io.antiphon.spi.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;

/** Asks connectors, on the workers and for so long at most, whether they could serve a connection. Blocks until they say. */
final class Trial {

    private final Kernel kernel;

    Trial(Kernel kernel) {
        this.kernel = kernel;
    }

    /** What is wrong with a connection's settings in the eyes of its connector. */
    List<Problem> of(Supervisor supervisor, Terms terms, Plug plug) {
        List<Problem> wrong = terms.lint(plug.spec);
        if (!wrong.isEmpty()) {
            return wrong;
        }
        plug.calls.increment();
        Secrets secrets = new Secrets(terms.values(), plug.spec);
        try {
            return asked(supervisor, terms, plug.connector, plug.spec, secrets);
        } catch (ExecutionException e) {
            plug.errors.increment();
            return List.of(failed(supervisor.id(), secrets, e));
        }
    }

    /** What would be wrong if another connector took its place. */
    List<Problem> of(Supervisor supervisor, Terms terms, Connector candidate) {
        Plug present = supervisor.plugNow();
        Secrets secrets = new Secrets(terms.values(), present == null ? null : present.spec);
        try {
            ConnectorSpec spec = ask(
                    "spec of a candidate for connection " + supervisor.id(),
                    kernel.limits().close(),
                    () -> Objects.requireNonNull(candidate.spec(), "spec() returned null"));
            secrets = secrets.and(new Secrets(terms.values(), spec));
            List<Problem> wrong = terms.lint(spec);
            return wrong.isEmpty() ? asked(supervisor, terms, candidate, spec, secrets) : secrets.hide(wrong);
        } catch (ExecutionException e) {
            return List.of(failed(supervisor.id(), secrets, e));
        }
    }

    private List<Problem> asked(
            Supervisor supervisor, Terms terms, Connector connector, ConnectorSpec spec, Secrets secrets)
            throws ExecutionException {
        List<Problem> found = secrets.hide(ask(
                "connection " + supervisor.id() + " check",
                kernel.limits().check(),
                () -> List.copyOf(connector.check(terms.settings(spec)))));
        if (!severe(found)) {
            supervisor.proved(Proof.of(connector, terms, found));
        }
        return found;
    }

    static boolean severe(List<Problem> problems) {
        return problems.stream().anyMatch(problem -> problem.severity() == Problem.Severity.ERROR);
    }

    private <T> T ask(String what, Duration limit, Callable<T> work) throws ExecutionException {
        try {
            return kernel.workers().call(what, limit, work).answer().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AntiphonException(Code.UNAVAILABLE, "Interrupted while checking", e);
        }
    }

    private static Problem failed(String id, Secrets secrets, ExecutionException failure) {
        return Problem.error("connection " + id, secrets.hide(Failures.reason(failure.getCause())), "");
    }
}
