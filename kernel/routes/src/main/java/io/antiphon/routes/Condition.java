package io.antiphon.routes;

import io.antiphon.spi.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is wrong with a connection: what keeps it from working, and what does not. Touched by its mailbox only. */
final class Condition {

    private final String where;
    private final Supplier<Secrets> secrets;
    private List<Problem> trouble = List.of();
    private List<Problem> warnings = List.of();

    /**
     * A good condition.
     *
     * @param secrets those it has now
     */
    Condition(String id, Supplier<Secrets> secrets) {
        this.where = "connection " + id;
        this.secrets = secrets;
    }

    void trouble(List<Problem> problems) {
        trouble = secrets.get().hide(problems);
    }

    void trouble(@Nullable Throwable cause, String remedy) {
        trouble(List.of(problem(cause, remedy)));
    }

    void trouble(String what, String remedy) {
        trouble(List.of(Problem.error(where, what, remedy)));
    }

    List<Problem> trouble() {
        return trouble;
    }

    void noTrouble() {
        trouble = List.of();
    }

    void warnings(List<Problem> problems) {
        warnings = secrets.get().hide(problems);
    }

    /** All that is wrong, where what keeps it from working is this. */
    List<Problem> all(List<Problem> hindrance) {
        List<Problem> all = new ArrayList<>(hindrance);
        all.addAll(warnings);
        return all;
    }

    /** A failure as a problem. */
    Problem problem(@Nullable Throwable cause, String remedy) {
        String reason = cause == null ? "It returned null." : Failures.reason(cause);
        return Problem.error(where, secrets.get().hide(reason), remedy);
    }

    void good() {
        trouble = List.of();
        warnings = List.of();
    }
}
