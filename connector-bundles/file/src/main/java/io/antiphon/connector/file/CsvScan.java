package io.antiphon.connector.file;

import java.util.ArrayList;
import java.util.List;

/** Takes the lines of one record until it is complete. */
final class CsvScan {

    private enum At {
        START,
        BARE,
        QUOTED,
        CLOSED
    }

    private final char delimiter;
    private final List<String> fields = new ArrayList<>();
    private final StringBuilder field = new StringBuilder();
    private String problem = "";
    private At at = At.START;

    CsvScan(char delimiter) {
        this.delimiter = delimiter;
    }

    /** Takes a line with its line end; whether the record ends with it. */
    boolean ends(String line) {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (at == At.QUOTED) {
                boolean doubled = c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"';
                i += doubled ? 1 : 0;
                quoted(c, doubled);
            } else if (c == '\n' || c == '\r') {
                break;
            } else {
                unquoted(c);
            }
        }
        if (at == At.QUOTED) {
            return false;
        }
        endField();
        return true;
    }

    private void quoted(char c, boolean doubled) {
        if (c == '"' && !doubled) {
            at = At.CLOSED;
        } else {
            field.append(c);
        }
    }

    private void unquoted(char c) {
        if (c == delimiter) {
            endField();
        } else if (c == '"' && at == At.START) {
            at = At.QUOTED;
        } else if (at == At.CLOSED) {
            if (!Character.isWhitespace(c)) {
                problem = "column " + (fields.size() + 1) + " goes on after its closing quote";
            }
        } else {
            at = At.BARE;
            field.append(c);
        }
    }

    private void endField() {
        fields.add(field.toString());
        field.setLength(0);
        at = At.START;
    }

    List<String> fields() {
        return List.copyOf(fields);
    }

    /** What is malformed; empty if nothing. */
    String problem() {
        return problem;
    }
}
