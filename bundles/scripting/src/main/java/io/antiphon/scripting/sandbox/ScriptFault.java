package io.antiphon.scripting.sandbox;

/** What is wrong with a script, told in its own terms: the file, line and column, never a class of ours. */
public final class ScriptFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String file;
    private final int line;
    private final int column;
    private final String reason;

    /**
     * A fault.
     *
     * @param file relative to the folder of scripts; empty if unknown
     * @param line from 1; 0 if unknown
     * @param column from 1; 0 if unknown
     */
    public ScriptFault(String file, int line, int column, String reason) {
        super(place(file, line, column) + reason, null, false, false);
        this.file = file;
        this.line = line;
        this.column = column;
        this.reason = reason;
    }

    /** A fault of a file as a whole. */
    public static ScriptFault of(String file, String reason) {
        return new ScriptFault(file, 0, 0, reason);
    }

    private static String place(String file, int line, int column) {
        if (file.isEmpty()) {
            return "";
        }
        return file + (line > 0 ? ":" + line : "") + (line > 0 && column > 0 ? ":" + column : "") + ": ";
    }

    /** The file, relative to the folder of scripts; empty if unknown. */
    public String file() {
        return file;
    }

    /** The line from 1; 0 if unknown. */
    public int line() {
        return line;
    }

    /** The column from 1; 0 if unknown. */
    public int column() {
        return column;
    }

    /** What is wrong, without the place. */
    public String reason() {
        return reason;
    }
}
