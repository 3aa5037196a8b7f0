package io.antiphon.connector.file;

import java.io.IOException;

/** From here on nothing in the file can be understood as its format, however often it is read. */
final class MalformedFileException extends IOException {

    private static final long serialVersionUID = 1L;

    MalformedFileException(long line, String what) {
        super("line " + line + ": " + what);
    }
}
