package io.antiphon.insight.queries;

/**
 * Something wrong in a set of queries.
 *
 * @param query the name of the query; empty if it is in none
 * @param line from 1
 * @param column from 1
 * @param message what is wrong
 * @param shown the line with a caret under the mistake, and the message
 */
public record SetFault(String query, int line, int column, String message, String shown) {

    @Override
    public String toString() {
        return "line " + line + (query.isEmpty() ? "" : " (" + query + ")") + ":\n" + shown;
    }
}
