package io.antiphon.routes;

import io.antiphon.spi.Problem;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is wrong with a route file, and in which line. */
final class RouteProblems {

    private static final Pattern LINE = Pattern.compile("(?:\\bline |\\.camel\\.yaml:)(\\d+)");

    private RouteProblems() {}

    static Problem of(String file, Throwable failure) {
        String line = "";
        for (Throwable cause = failure; cause != null && line.isEmpty(); cause = cause.getCause()) {
            Matcher matcher = LINE.matcher(String.valueOf(cause.getMessage()));
            line = matcher.find() ? ":" + matcher.group(1) : "";
        }
        return Problem.error(file + line, Failures.reason(failure), "");
    }
}
