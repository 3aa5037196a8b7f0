package io.antiphon.routes;

import io.antiphon.spi.Connections.Status;
import io.antiphon.spi.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a connection may not start. */
record Obstacle(Status status, List<Problem> problems) {

    /** What is wrong with what was configured, or that its connector is missing; null if nothing. */
    static @Nullable Obstacle of(String id, Terms terms, @Nullable Plug plug) {
        List<Problem> problems = new ArrayList<>(Terms.lintId(id));
        problems.addAll(plug == null ? terms.lint() : terms.lint(plug.spec));
        if (!problems.isEmpty()) {
            return new Obstacle(Status.FAILING, problems);
        }
        if (plug == null) {
            String what = "The connector '" + terms.connector() + "' is not installed.";
            return new Obstacle(
                    Status.ABSENT, List.of(Problem.error("connection " + id, what, "Drop its bundle into deploy/.")));
        }
        return null;
    }
}
