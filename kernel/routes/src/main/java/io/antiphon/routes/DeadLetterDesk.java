package io.antiphon.routes;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import io.antiphon.spi.DeadLetters.DeadLetter;
import io.antiphon.spi.Receipt;
import io.antiphon.spi.Received;
import io.antiphon.spi.Signal;
import io.antiphon.spi.Source;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Offers dead letters again. */
final class DeadLetterDesk {

    private final Kernel kernel;
    private final Supervisors supervisors;

    DeadLetterDesk(Kernel kernel, Supervisors supervisors) {
        this.kernel = kernel;
        this.supervisors = supervisors;
    }

    DeadLetter get(long id) {
        return kernel.deadLetters()
                .get(id)
                .orElseThrow(() -> new AntiphonException(Code.NOT_FOUND, "There is no dead letter " + id));
    }

    List<Receipt> retry(DeadLetter letter) {
        Supervisor supervisor = supervisors.find(letter.connection());
        if (supervisor == null) {
            throw new AntiphonException(
                    Code.CONFLICT, "The connection '" + letter.connection() + "' that heard it is gone");
        }
        Running running = supervisor.running();
        Plug plug = running == null ? supervisor.plugNow() : running.plug();
        if (plug == null) {
            throw new AntiphonException(
                    Code.UNAVAILABLE, "The connector of '" + letter.connection() + "' is not installed");
        }
        Terms terms = supervisor.terms();
        try {
            Source source = running == null || running.hearing() == null
                    ? fresh(plug, terms)
                    : running.hearing().source();
            List<Signal> signals = ask(letter, () -> source.reread(letter.received()));
            List<Receipt> receipts = supervisor.intake(terms, plug).accept(speaker(source, letter), signals);
            kernel.deadLetters().remove(letter.id());
            return receipts;
        } catch (ExecutionException | IllegalArgumentException e) {
            throw stillUnreadable(letter, Failures.reason(e instanceof ExecutionException ? e.getCause() : e));
        } catch (AntiphonException e) {
            if (e.code() == Code.INVALID || e.code() == Code.TOO_LARGE) {
                throw stillUnreadable(letter, e.getMessage());
            }
            throw e;
        }
    }

    private Source fresh(Plug plug, Terms terms) throws ExecutionException {
        return wait(kernel.workers()
                .call(
                        "source of " + plug.spec.name(),
                        kernel.limits().start(),
                        () -> Hearing.source(plug, terms.settings(plug.spec))));
    }

    private <T> T ask(DeadLetter letter, Callable<T> work) throws ExecutionException {
        return wait(
                kernel.workers().call("retry of " + letter.id(), kernel.limits().read(), work));
    }

    private static <T> T wait(Call<T> call) throws ExecutionException {
        try {
            return call.answer().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AntiphonException(Code.UNAVAILABLE, "Interrupted while waiting", e);
        }
    }

    private AntiphonException stillUnreadable(DeadLetter letter, @Nullable String reason) {
        String said = reason == null ? "It is still unreadable" : reason;
        kernel.deadLetters().failedAgain(letter.id(), said);
        return new AntiphonException(Code.CONFLICT, said);
    }

    private static String speaker(Source source, DeadLetter letter) {
        Received received = letter.received();
        return source instanceof RouteFile file ? file.speaker(received, letter.connection()) : letter.connection();
    }
}
