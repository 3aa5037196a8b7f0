package io.antiphon.rules.text;

/**
 * Something wrong in a file of rules.
 *
 * @param line from 1
 * @param column from 1
 * @param where the rule and the field in it, as {@code late-parcel: then[0].reply.text}; empty for the file
 * @param message what is wrong and what to do
 */
public record Fault(int line, int column, String where, String message) {

    @Override
    public String toString() {
        return "line " + line + ", column " + column + (where.isEmpty() ? "" : " (" + where + ")") + ": " + message;
    }
}
